import { defineQuery } from '../define.ts';
import { occasionWords } from '../ledger/occasion-words.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import { figuresOfMonth } from '../suppliers/figures-of-month.ts';
import type { StatementFigures } from '../suppliers/supplier-statement.ts';
import { suppliers, supplierStatements } from '../suppliers/tables.ts';
import type { BookedEntry } from './booked-entries.ts';
import { given, sumOf, sumOfAll } from './calculation.ts';
import { type ExplainedAmount, type Say, sayIn, step, tell, told } from './explained.ts';
import { mayRead } from './explain-order.ts';
import { rebateSteps } from './explain-rebate.ts';
import { type ExplanationView, explanationView, moreThanListed } from './explanation-view.ts';
import { explainSupplierMonthSchema, explainSupplierStatementSchema, explanationSchema } from './schemas.ts';
import { readSupplierMonth, type SupplierMonthFacts } from './supplier-month-facts.ts';

/** A month, frozen or as it looks now. */
interface Month extends StatementFigures {
  readonly id: string | null;
}

/** A supplier's month: what is owed, the volume, and the rebate by its tiers. For the shop alone. Refuses: not_found, not_allowed. */
export const explainSupplierStatement = defineQuery({
  name: 'supplierStatements.explain',
  summary: 'Explain a supplier statement and its rebate',
  input: explainSupplierStatementSchema,
  answer: explanationSchema,
  async read(reader, { statementId, language }, context) {
    demandShop(context);
    const [statement] = await reader.table(supplierStatements, 't."id" = ?', [statementId]);
    demand(statement !== undefined, 'not_found', { what: 'supplier_statements', key: statementId });
    return explain(reader, statement, language, context);
  },
});

/**
 * The same of a month by its supplier, stated or not: a forecast is explained from what is there now.
 *
 * Refuses: not_found, not_allowed, invalid_input.
 */
export const explainSupplierMonth = defineQuery({
  name: 'supplierStatements.explainMonth',
  summary: 'Explain a month of a supplier, stated or as it looks now',
  input: explainSupplierMonthSchema,
  answer: explanationSchema,
  async read(reader, { supplierId, month, language }, context) {
    demandShop(context);
    const { zone } = await readShop(reader);
    const id = (await ownIdOf(reader, suppliers, supplierId)) ?? '';
    return explain(reader, await figuresOfMonth(reader, id, month, zone), language, context);
  },
});

async function explain(
  reader: Reader,
  statement: Month,
  language: 'zh' | 'en' | undefined,
  context: Context,
): Promise<ExplanationView> {
  const facts = await readSupplierMonth(reader, statement);
  const say = sayIn(facts.shop.currency);
  const books = mayRead(context, 'ledger.entries');
  return explanationView({
    shop: facts.shop,
    subject: statement.id ?? `${statement.supplierId} ${statement.month}`,
    language,
    amounts: [...explainOwed(statement, facts, say), ...explainRebate(statement, facts, say)],
    entriesOf: ({ name }) => (books ? entriesOf(facts, name.replace('supplierStatement.', '')) : []),
    moreEntries: books ? moreThanListed(facts.moved) : 0,
  });
}

const sums = [
  ['accepted', 'goods', 1, '本月验收', 'Goods accepted in the month'],
  ['recoveries', 'deduction', -1, '本月扣回和退货', 'Charged back or sent back in the month'],
  ['paid', 'payment', -1, '本月已付', 'Paid in the month'],
  ['setOff', 'setOff', -1, '返点抵扣', 'Rebates set off'],
] as const;

function entriesOf({ moved, deductions, rebates }: SupplierMonthFacts, name: string): readonly BookedEntry[] {
  if (name === 'deducted') return deductions;
  if (name === 'rebate') return rebates;
  const nature = sums.find(([own]) => own === name)?.[1];
  return nature === undefined ? [] : moved.filter((entry) => entry.nature === nature);
}

function aboutOf({ id, supplierId, month }: Month): Record<string, string> {
  return { supplierId, month, ...(id === null ? {} : { statementId: id }) };
}

function explainOwed(statement: Month, facts: SupplierMonthFacts, say: Say): ExplainedAmount[] {
  const about = aboutOf(statement);
  const { opening, accepted, recoveries, paid, setOff, closing } = statement;
  return [
    explainOpening(statement, facts, say),
    ...sums.map((sum) => explainSum(statement, facts, sum, say)),
    {
      name: 'supplierStatement.closing',
      about,
      amount: closing,
      texts: tell(
        say,
        closing,
        (sum) => `月末应付 ${sum}`,
        (sum) => `Owed at the end of the month: ${sum}`,
      ),
      steps: [
        step(
          'R42',
          told(
            '月初加验收，减扣回、已付和抵扣',
            'The beginning and what was accepted, less charges, payments and set-off',
          ),
          sumOf({ opening, accepted, recoveries: -recoveries, paid: -paid, setOff: -setOff }),
        ),
      ],
    },
  ];
}

function explainOpening(statement: Month, { before, month }: SupplierMonthFacts, say: Say): ExplainedAmount {
  const last =
    before === undefined
      ? told('此前没有对账单', 'There is no statement before it')
      : told(
          `上一张对账单 ${before.id}（${before.month}）的月末应付 ${say.zh(before.closing)}`,
          `The statement before it, ${before.id} (${before.month}), closed with ${say.en(before.closing)}`,
        );
  const books = told(
    '账簿“应付货款”在月初的余额',
    'What supplier payable says at the beginning of the month',
  );
  return {
    name: 'supplierStatement.opening',
    about: aboutOf(statement),
    amount: statement.opening,
    texts: tell(
      say,
      statement.opening,
      (sum) => `月初应付 ${sum}`,
      (sum) => `Owed at the beginning of the month: ${sum}`,
    ),
    steps: [step('R42', last), step('R42', books, given(month?.opening || 0))],
  };
}

/** What each kind of occasion moved in each campaign, and these together. */
function explainSum(
  statement: Month,
  { parts }: SupplierMonthFacts,
  [name, nature, sign, zh, en]: (typeof sums)[number],
  say: Say,
): ExplainedAmount {
  const own = parts
    .filter((part) => part.nature === nature)
    .map((part) => ({ ...part, amount: sign * part.amount }));
  const steps = own.map(({ type, campaign, count, amount }) => {
    const what = occasionWords(type);
    const of = campaign === null ? '' : ` ${campaign}`;
    const texts = told(
      `${what.zh}${of}：${String(count)} 笔，${say.zh(amount)}`,
      `${what.en}${of}: ${say.en(amount)} (${String(count)})`,
    );
    return step('R42', texts, given(amount));
  });
  const all = told('账簿“应付货款”本月发生额合计', 'These together, as supplier payable has them');
  return {
    name: `supplierStatement.${name}`,
    about: aboutOf(statement),
    amount: statement[name],
    texts: tell(
      say,
      statement[name],
      (sum) => `${zh} ${sum}`,
      (sum) => `${en}: ${sum}`,
    ),
    steps: [...steps, step('R42', all, sumOfAll(own.map(({ amount }) => amount)))],
  };
}

function explainRebate(statement: Month, facts: SupplierMonthFacts, say: Say): ExplainedAmount[] {
  const { accepted, deducted, volume, rebate } = statement;
  const about = aboutOf(statement);
  const once = told(
    '计入本月的扣回和退货，每笔只减一次',
    'What was charged or sent back and counts in this month, each once for ever',
  );
  return [
    {
      name: 'supplierStatement.deducted',
      about,
      amount: deducted,
      texts: tell(
        say,
        deducted,
        (sum) => `从返点采购额中减去 ${sum}`,
        (sum) => `${sum} lowers the volume of the rebate`,
      ),
      steps: [step('R43', once, given(facts.deducted ?? (facts.month?.deducted || 0)))],
    },
    {
      name: 'supplierStatement.volume',
      about,
      amount: volume,
      texts: tell(
        say,
        volume,
        (sum) => `返点采购额 ${sum}`,
        (sum) => `The volume of the rebate: ${sum}`,
      ),
      steps: [
        step(
          'R43',
          told('验收减扣回', 'Accepted less what lowers it'),
          sumOf({ accepted, deducted: -deducted }),
        ),
      ],
    },
    {
      name: 'supplierStatement.rebate',
      about,
      amount: rebate,
      texts: tell(
        say,
        rebate,
        (sum) => `${facts.supplierName} ${statement.month} 返点 ${sum}`,
        (sum) => `${facts.supplierName}, ${statement.month}: a rebate of ${sum}`,
      ),
      steps: rebateSteps(statement, say),
    },
  ];
}
