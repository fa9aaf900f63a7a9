import type { Day } from './day.ts';
import type { Facts } from './figures.ts';
import { sumOf } from './sums.ts';

/** Two figures that must be the same, found in two ways. */
export interface Check {
  readonly name: string;
  readonly expected: number;
  readonly found: number;
  readonly holds: boolean;
}

/** What the players counted themselves, held against what the books say. Minor units. */
export function check(day: Day, facts: Facts): Check[] {
  const { tally } = day;
  const { balances, orders, payouts, profit, refunds, statements } = facts;
  const balance = (account: string) => balances.get(account) ?? 0;
  const refunded = sumOf(
    refunds.filter(({ status }) => status === 'confirmed'),
    ({ amount }) => amount.amount,
  );
  const paidOut = sumOf(
    payouts.filter(({ status }) => status === 'sent'),
    ({ amount }) => amount.amount,
  );
  const setOff = sumOf(statements, ({ cashSetOff }) => cashSetOff.amount);
  const profitAccounts = [
    'sales',
    'returns',
    'costOfGoods',
    'recoveries',
    'rebates',
    'shrinkage',
    'commission',
  ];
  const profitInBooks = 0 - sumOf([...profitAccounts, 'promotions', 'otherCosts'], balance);
  const money =
    tally.paidIn.host +
    tally.paidIn.unusable +
    tally.remitted -
    refunded -
    tally.supplierPayments -
    tally.costs -
    paidOut;
  const lines = orders.flatMap((order) => order.lines);
  const ended = sumOf(
    lines.filter(({ allocated }) => allocated !== null),
    (line) => line.cancelled + line.short + line.lost + line.withdrawn + line.handedOver + line.uncollected,
  );
  const bought = sumOf(
    lines.filter(({ allocated }) => allocated !== null),
    ({ pieces }) => pieces,
  );
  return [
    same('every order that was taken is there', tally.placed, orders.length),
    same(
      'the books balance',
      0,
      sumOf([...balances.values()], (value) => value),
    ),
    same('money of the host shop', money, balance('hostMoney')),
    same(
      'cash in the hands of leaders',
      tally.paidIn.leader - tally.remitted - setOff,
      balance('leaderCash'),
    ),
    same(
      'what was accepted from suppliers',
      tally.accepted,
      sumOf(facts.purchaseOrders, ({ acceptedTotal }) => acceptedTotal.amount),
    ),
    same('nothing is owed to customers', 0, balance('refundsDue')),
    same('no deposit is left', 0, balance('deposits')),
    same(
      'no commission is deferred or accrued',
      0,
      balance('commissionDeferred') + balance('commissionAccrued'),
    ),
    same(
      'statements hold what was settled',
      sumOf(statements, ({ total }) => total.amount) - setOff - paidOut,
      0 - balance('commissionSettled'),
    ),
    same('pieces that were bought for have all come to an end', bought, ended),
    same('profit of the report and of the books', profitInBooks, profit.profit.amount),
    same('the campaign is completed', 1, facts.campaign.status === 'completed' ? 1 : 0),
  ];
}

function same(name: string, expected: number, found: number): Check {
  return { name, expected, found, holds: expected === found };
}
