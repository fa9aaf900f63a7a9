import * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { accounts } from '../ledger/accounts.ts';
import { occasionWords } from '../ledger/occasion-words.ts';
import { stepNames, type Steps, waterfallColumns } from '../reports/profit-waterfall.ts';
import { inPeriod, periodFields, periodOf, type ReportPeriod } from '../reports/report-period.ts';
import { costSharesOf } from '../reports/spread-costs.ts';
import { profitEntries } from '../reports/waterfall-rows.ts';
import { refuse } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfterRow, rowPageOf } from '../shared/row-page.ts';
import { idSchema, ownIdSchema, pageFields } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { type Reader, sqlRows } from '../storage/reader.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { BookedEntry } from './booked-entries.ts';
import { allocationOf, type Calculation, given, sumOf } from './calculation.ts';
import { type ExplainedAmount, type ExplainedStep, type Say, sayIn, step, tell, told } from './explained.ts';
import { explanationView } from './explanation-view.ts';
import { readTogether } from './read-tables.ts';
import { explanationSchema } from './schemas.ts';

const explainProfitSchema = z.strictObject({
  campaignId: idSchema.optional(),
  variantId: ownIdSchema.max(140).optional(),
  supplierId: idSchema.optional(),
  leaderId: idSchema.optional(),
  communityId: ownIdSchema.max(140).optional(),
  ...periodFields,
  spreadCosts: z
    .boolean()
    .default(false)
    .describe('With a campaign: its part of the costs that belong to none, as the report spreads them.'),
  step: z.enum(stepNames).optional().describe('Of which step the entries are listed; left out: of none.'),
  language: z.enum(['zh', 'en']).optional().describe("Of `text`; by default the shop's. `texts` has both."),
  ...pageFields,
});

type StepName = (typeof stepNames)[number];
type ExplainProfit = z.output<typeof explainProfitSchema>;

const account = (name: keyof typeof accounts) => `t."account" = ${String(accounts[name])}`;
const discount = `${account('promotions')} AND t."kind" IS NOT 'gift'`;

/** Which entries a step of the waterfall is made of, and whether it is shown as the books have it or turned round. */
const sources: Readonly<Record<StepName, readonly [where: string, sign: 1 | -1, zh: string, en: string]>> = {
  sales: [account('sales'), -1, '销售', 'Sales'],
  cost: [account('costOfGoods'), 1, '成本', 'Cost of goods'],
  commission: [account('commission'), 1, '佣金', 'Commission'],
  discounts: [discount, 1, '优惠', 'Discounts'],
  gifts: [`${account('promotions')} AND t."kind" IS 'gift'`, 1, '赠品', 'Gifts'],
  rebates: [account('rebates'), -1, '返点', 'Rebates'],
  shrinkage: [account('shrinkage'), 1, '损耗', 'Shrinkage'],
  returns: [account('returns'), 1, '退货', 'Returns'],
  recoveries: [account('recoveries'), -1, '赔付', 'Recoveries'],
  otherCosts: [account('otherCosts'), 1, '其他费用', 'Other costs'],
  profit: ['TRUE', -1, '利润', 'Profit'],
};

/**
 * The figures of the profit report, each from the occasions that posted it, and of one step its entries a page at a
 * time. For the shop alone. Refuses: not_found, not_allowed, invalid_input.
 */
export const explainProfit = defineQuery({
  name: 'reports.explainProfit',
  summary: 'Explain the figures of the profit report',
  aside: true,
  input: explainProfitSchema,
  answer: explanationSchema,
  async read(reader, input, context) {
    demandShop(context);
    const shop = await readShop(reader);
    const names = await namesOf(reader, input);
    const filter = filterSql(names);
    const days = periodOf(input, shop.zone);
    const period = inPeriod('t."postedAt"', days, shop.zone);
    const where = `t."account" BETWEEN 4000 AND 6999 AND ${period.where}${filter.sql}`;
    const found = await readTogether(reader, wishesFor(input, where, [...period.params, ...filter.params]));
    const share = input.spreadCosts ? await spreadShare(reader, names, days, shop.zone) : undefined;
    const { data, nextCursor } = rowPageOf(found.entries, input, (entry) => entry);
    const entries: readonly BookedEntry[] = input.step === undefined ? [] : data;
    return explanationView({
      shop,
      subject: 'profit',
      language: input.language,
      amounts: stepNames.map((name) =>
        explainStep(name, { sums: found.sums[0], occasions: found.occasions, share }, sayIn(shop.currency)),
      ),
      entriesOf: ({ name }) => (name === `profit.${input.step ?? ''}` ? entries : []),
      nextCursor: input.step === undefined ? null : nextCursor,
    });
  },
});

async function namesOf(reader: Reader, input: ExplainProfit) {
  return {
    campaignId: await ownIdOf(reader, campaigns, input.campaignId),
    leaderId: await ownIdOf(reader, leaders, input.leaderId),
    supplierId: await ownIdOf(reader, suppliers, input.supplierId),
    variantId: input.variantId,
    communityId: input.communityId,
  };
}

/** What a campaign bears of the costs of none; undefined without a campaign. Refuses: invalid_input. */
async function spreadShare(
  reader: Reader,
  { campaignId, ...others }: Awaited<ReturnType<typeof namesOf>>,
  days: ReportPeriod,
  zone: string,
): Promise<Calculation | undefined> {
  if (Object.values(others).some((other) => other !== undefined)) {
    const message = 'Costs are spread over campaigns: name a campaign alone.';
    refuse('invalid_input', { fields: [{ path: 'spreadCosts', code: 'spread_by', message }] });
  }
  if (campaignId === undefined) return undefined;
  const { rows, weights, costs } = await costSharesOf(reader, profitEntries(days, zone));
  const position = rows.findIndex(({ key }) => key === campaignId);
  return position < 0 ? undefined : allocationOf(costs, weights, position);
}

/** Σ of the entries of one step that one kind of transaction has posted; minor units as the books have them. */
interface Occasion {
  readonly step: StepName;
  readonly type: string;
  /** Of operating costs: van, bags, rent. */
  readonly kind: string | null;
  readonly amount: number;
}

type Params = readonly (string | number | null)[];

function wishesFor(input: ExplainProfit, where: string, params: Params) {
  const page = pageAfterRow(input);
  const [ofStep] = sources[input.step ?? 'profit'];
  const parts = stepNames.filter((name) => name !== 'profit');
  const stepOf = `CASE ${parts.map((name) => `WHEN ${sources[name][0]} THEN '${name}'`).join(' ')} END`;
  return {
    sums: sqlRows<Steps>(`SELECT ${waterfallColumns} FROM "ledger_entries" t WHERE ${where}`, params),
    occasions: sqlRows<Occasion>(
      `SELECT ${stepOf} AS "step", x."type" AS "type", CASE WHEN ${account('otherCosts')} THEN t."kind" END AS "kind",
         sum(t."amount") AS "amount" FROM "ledger_entries" t
       JOIN "ledger_transactions" x ON x."id" = t."transactionId" WHERE ${where} GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
      params,
    ),
    entries: sqlRows<BookedEntry & { readonly row: number }>(
      `SELECT t.rowid AS "row", t.*, x."type" AS "type", x."subject" AS "subject" FROM "ledger_entries" t
       JOIN "ledger_transactions" x ON x."id" = t."transactionId"
       WHERE ${page.condition} AND ${where} AND ${ofStep} ${page.tail}`,
      [...page.params, ...params],
    ),
  };
}

interface Found {
  readonly sums: Steps | undefined;
  readonly occasions: readonly Occasion[];
  readonly share: Calculation | undefined;
}

function explainStep(name: StepName, { sums, occasions, share }: Found, say: Say): ExplainedAmount {
  const [, sign, zh, en] = sources[name];
  const borne = share?.rounded ?? 0;
  const amount = (sums?.[name] || 0) + (name === 'otherCosts' ? borne : name === 'profit' ? -borne : 0);
  const own = occasions.filter(({ step: one }) => one === name);
  const steps = own.map((occasion) => occasionStep(occasion, sign * occasion.amount, say));
  const spread = name === 'otherCosts' && share !== undefined ? [step(null, spreadText, share)] : [];
  const terms =
    name === 'profit'
      ? [...waterfallTerms(occasions), ['spreadCosts', -borne] as const]
      : [
          ...own.map(({ type, kind, amount: one }) => [`${type} ${kind ?? ''}`.trim(), sign * one] as const),
          ...spread.map(() => ['spreadCosts', borne] as const),
        ];
  const how =
    name === 'profit'
      ? told('瀑布各项合计', 'The steps of the waterfall together')
      : told('各项合计', 'These together');
  return {
    name: `profit.${name}`,
    about: {},
    amount,
    texts: tell(
      say,
      amount,
      (sum) => `${zh} ${sum}`,
      (sum) => `${en}: ${sum}`,
    ),
    steps: [...steps, ...spread, step(null, how, sumOf(Object.fromEntries(terms)))],
  };
}

const spreadText = told(
  '不属于任何开团的费用，按净销售额分摊，余数大的先得一分',
  'Costs of no campaign, shared out by net sales; the largest remainders get the odd units',
);

function occasionStep({ type, kind }: Occasion, sum: number, say: Say): ExplainedStep {
  const what = occasionWords(type);
  const of = kind === null ? '' : ` ${kind}`;
  return step(null, told(`${what.zh}${of} ${say.zh(sum)}`, `${what.en}${of}: ${say.en(sum)}`), given(sum));
}

/** What each step of the waterfall adds to profit. */
function waterfallTerms(occasions: readonly Occasion[]): (readonly [string, number])[] {
  const names = stepNames.filter((name) => name !== 'profit');
  return names.map((name) => {
    const own = occasions.filter(({ step: one }) => one === name);
    return [name, own.reduce((sum, { amount }) => sum - amount, 0)] as const;
  });
}
