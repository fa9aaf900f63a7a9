import { accountLabels, accountOf, accounts } from '../ledger/accounts.ts';
import type { OrderLine } from '../orders/order.ts';
import { given, sumOf } from './calculation.ts';
import type { BookedEntry } from './booked-entries.ts';
import { type ExplainedAmount, step, tell, told } from './explained.ts';
import { titleOf } from './explain-price.ts';
import type { OrderFacts } from './order-facts.ts';

const profitAndLoss = 4000;

/** What a completed line leaves the shop: the entries of the accounts 4000–6999, as every report adds them up. */
export function explainProfit(facts: OrderFacts, line: OrderLine): ExplainedAmount[] {
  const own = facts.entries.filter(
    ({ account, orderLineId }) => account >= profitAndLoss && orderLineId === line.id,
  );
  if (own.length === 0) return [];
  const byAccount = new Map<number, number>();
  for (const { account, amount } of own) byAccount.set(account, (byAccount.get(account) ?? 0) - amount);
  const steps = [...byAccount].map(([account, amount]) => {
    const [zh, en] = accountLabels[accountOf(account)];
    const texts = tell(
      facts.say,
      amount,
      (sum) => `${zh} ${sum}`,
      (sum) => `${en} ${sum}`,
    );
    return step(String(account), texts, given(amount));
  });
  // Cost and commission as their own rows have them: the books must say the same.
  if (line.completedAt !== null && byAccount.has(accounts.costOfGoods))
    byAccount.set(accounts.costOfGoods, -line.cost);
  if (line.completedAt !== null && byAccount.has(accounts.commission))
    byAccount.set(accounts.commission, -dueOf(facts, line));
  const profit = sumOf(
    Object.fromEntries([...byAccount].map(([account, amount]) => [accountOf(account), amount])),
  );
  return [
    {
      name: 'line.profit',
      about: { orderLineId: line.id },
      amount: own.reduce((sum, { amount }) => sum - amount, 0),
      texts: tell(
        facts.say,
        profit.rounded,
        (sum) => `${titleOf(facts, line)}的毛利 ${sum}`,
        (sum) => `${titleOf(facts, line)} left ${sum} of profit`,
      ),
      steps: [...steps, step('R25', told('账簿 4000–6999 合计', 'The accounts 4000–6999 together'), profit)],
    },
  ];
}

function dueOf({ commissions }: OrderFacts, line: OrderLine): number {
  return commissions
    .filter(({ orderLineId }) => orderLineId === line.id)
    .reduce((sum, { due }) => sum + due, 0);
}

/** The name and what it is about, of the amount that an entry books. */
type OwnerOf = (entry: BookedEntry) => string | null;

const commissionAccounts: ReadonlySet<number> = new Set([
  accounts.commissionDeferred,
  accounts.commissionAccrued,
  accounts.commissionEarned,
  accounts.commission,
]);
const lineKey = (name: string, { orderLineId }: BookedEntry) => `${name} ${orderLineId ?? ''}`;

/**
 * Which amount an entry stands under, so that each stands under exactly one: the first that says so. An entry of a
 * kind that is not here belongs to the line's profit, or to the order.
 */
function ownersFor({ refunds }: OrderFacts): readonly OwnerOf[] {
  const adjustments = new Set(refunds.filter(({ kind }) => kind === 'adjustment').map(({ id }) => id));
  return [
    (entry) =>
      commissionAccounts.has(entry.account) && entry.orderLineId !== null && entry.kind !== null
        ? `commission.due ${entry.orderLineId} ${entry.leaderId ?? ''} ${entry.kind}`
        : null,
    (entry) =>
      entry.type === 'order.paid' && entry.orderLineId !== null ? lineKey('line.net', entry) : null,
    (entry) => (entry.type === 'gift.charged' ? lineKey('line.net', entry) : null),
    (entry) => (adjustments.has(entry.subject) ? lineKey('line.net', entry) : null),
    (entry) => (entry.type === 'refund.requested' ? lineKey('line.refunded', entry) : null),
    (entry) => (entry.type === 'refund.confirmed' ? 'order.refunded' : null),
    (entry) => (entry.orderLineId === null ? 'order.paid' : lineKey('line.profit', entry)),
  ];
}

/** The entries by the amount that they book; `keyOf` names an amount the same way. */
export function entriesByAmount(facts: OrderFacts): ReadonlyMap<string, readonly BookedEntry[]> {
  const owners = ownersFor(facts);
  const found = new Map<string, BookedEntry[]>();
  for (const entry of facts.entries) {
    const key = owners.map((owner) => owner(entry)).find((one) => one !== null) ?? 'order.paid';
    found.set(key, [...(found.get(key) ?? []), entry]);
  }
  return found;
}

export function keyOf({ name, about }: ExplainedAmount): string {
  if (name === 'commission.due')
    return `${name} ${about.orderLineId ?? ''} ${about.leaderId ?? ''} ${about.kind ?? ''}`;
  return about.orderLineId === undefined ? name : `${name} ${about.orderLineId}`;
}
