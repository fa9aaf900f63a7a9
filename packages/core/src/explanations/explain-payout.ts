import { sqlRows, tableRows } from '../storage/reader.ts';
import { payouts } from '../commissions/tables.ts';
import { defineQuery } from '../define.ts';
import { accounts } from '../ledger/accounts.ts';
import type { StepText } from '../orders/step-text.ts';
import { demand, refuse } from '../shared/error.ts';
import { localText } from '../shared/time.ts';
import { isShop } from '../shop/demand-shop.ts';
import { shops } from '../shop/tables.ts';
import { type Shop, shopId } from '../shop/the-shop.ts';
import { bookedEntries } from './booked-entries.ts';
import { given, lowestOf } from './calculation.ts';
import { type ExplainedAmount, sayIn, step, tell, told } from './explained.ts';
import { readableEntries } from './explain-commission-entry.ts';
import { explanationView } from './explanation-view.ts';
import { readTogether } from './read-tables.ts';
import { explainPayoutSchema, explanationSchema } from './schemas.ts';

type Payout = Readonly<typeof payouts.$inferSelect>;

const ofPayout = `(SELECT p."leaderId" FROM "payouts" p WHERE p."id" = ?1)`;
const owed = [accounts.commissionSettled, accounts.payoutsDue, accounts.hostMoney].join(', ');

/** What was paid out, and the credit that it was taken from. Leaders see their own. Refuses: not_found. */
export const explainPayout = defineQuery({
  name: 'payouts.explain',
  summary: 'Explain a payout',
  input: explainPayoutSchema,
  answer: explanationSchema,
  async read(reader, { payoutId, language }, context) {
    const found = await readTogether(reader, wishesFor(payoutId));
    const [payout] = found.payouts;
    const { actor } = context;
    const own = actor.kind === 'leader' && actor.leaderId === payout?.leaderId;
    demand(payout !== undefined && (own || isShop(context)), 'not_found', { what: 'payouts', key: payoutId });
    const shop = found.shops[0] ?? refuse('shop_not_set_up');
    const amounts = [explain(payout, found.credit[0]?.amount ?? 0, shop)];
    const entries = readableEntries(found.entries, payout.leaderId, context);
    return explanationView({ shop, subject: payoutId, language, amounts, entriesOf: () => entries });
  },
});

/** The credit counts up to the first time that the payout was claimed. */
function wishesFor(payoutId: string) {
  const params = [payoutId];
  const credit = `credit AS (SELECT e.rowid AS "row", e."amount" AS "amount", x."subject" AS "subject" FROM "ledger_entries" e
    JOIN "ledger_transactions" x ON x."id" = e."transactionId"
    WHERE e."leaderId" = ${ofPayout} AND e."account" = ${String(accounts.commissionSettled)})`;
  return {
    shops: tableRows(shops, 't."id" = ?', [shopId]),
    payouts: tableRows(payouts, 't."id" = ?1', params),
    credit: sqlRows<{ amount: number }>(
      `WITH ${credit} SELECT -coalesce(sum("amount"), 0) AS "amount" FROM credit
       WHERE "row" < (SELECT min("row") FROM credit WHERE "subject" = ?1)`,
      params,
    ),
    entries: bookedEntries(
      `t."leaderId" = ${ofPayout} AND t."account" IN (${owed}) AND x."subject" = ?1`,
      params,
    ),
  };
}

function explain(payout: Payout, credit: number, { currency, zone }: Shop): ExplainedAmount {
  const say = sayIn(currency);
  const { id: payoutId, statementId, amount } = payout;
  const before = tell(
    say,
    credit,
    (sum) => `申请打款前的已结余额 ${sum}`,
    (sum) => `The settled credit before it: ${sum}`,
  );
  const taken = told(
    '打款不超过已结余额，负数不打款',
    'Never more than the settled credit; debt is not paid out',
  );
  const from = told(`来自结算单 ${statementId ?? ''}`, `Of the statement ${statementId ?? ''}`);
  return {
    name: 'payout.amount',
    about: { payoutId, leaderId: payout.leaderId, ...(statementId === null ? {} : { statementId }) },
    amount,
    texts: tell(
      say,
      amount,
      (sum) => `打款 ${sum}`,
      (sum) => `Payout: ${sum}`,
    ),
    steps: [
      ...(statementId === null ? [] : [step('R38', from)]),
      step('R38', before, given(credit)),
      step('R38', stateText(payout, zone)),
      step('R38', taken, lowestOf({ claimed: amount, credit })),
    ],
  };
}

function stateText({ status, claimedAt, settledAt, reference, failure }: Payout, zone: string): StepText {
  const at = localText(settledAt ?? claimedAt, zone);
  if (status === 'sent')
    return told(`${at} 已打款，凭证 ${reference ?? ''}`, `Sent at ${at}, reference ${reference ?? ''}`);
  if (status === 'failed') return told(`${at} 失败：${failure ?? ''}`, `Failed at ${at}: ${failure ?? ''}`);
  if (status === 'returned')
    return told(`${at} 退汇：${failure ?? ''}`, `Given back by the bank at ${at}: ${failure ?? ''}`);
  return told(`${at} 申请，打款中`, `Claimed at ${at}, on its way`);
}
