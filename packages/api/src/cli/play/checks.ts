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
  return [...goodsChecks(day, facts), ...moneyChecks(day, facts), ...closingChecks(facts)];
}

function goodsChecks({ tally }: Day, { orders, purchaseOrders }: Facts): Check[] {
  const bought = orders.flatMap((order) => order.lines).filter(({ allocated }) => allocated !== null);
  const ended = sumOf(
    bought,
    (line) => line.cancelled + line.short + line.lost + line.withdrawn + line.handedOver + line.uncollected,
  );
  const accepted = sumOf(purchaseOrders, ({ acceptedTotal }) => acceptedTotal.amount);
  return [
    same('every order that was taken is there', tally.placed, orders.length),
    same('what was accepted from suppliers', tally.accepted, accepted),
    same(
      'pieces that were bought for have all come to an end',
      sumOf(bought, ({ pieces }) => pieces),
      ended,
    ),
  ];
}

function moneyChecks({ tally }: Day, facts: Facts): Check[] {
  const { paidIn, supplierPayments, costs, remitted } = tally;
  const refunded = sumOf(
    facts.refunds.filter(({ status }) => status === 'confirmed'),
    amountOf,
  );
  const paidOut = sumOf(
    facts.payouts.filter(({ status }) => status === 'sent'),
    amountOf,
  );
  const setOff = sumOf(facts.statements, ({ cashSetOff }) => cashSetOff.amount);
  const settled = sumOf(facts.statements, ({ total }) => total.amount);
  const hostMoney = paidIn.host + paidIn.unusable + remitted - refunded - supplierPayments - costs - paidOut;
  return [
    same('money of the host shop', hostMoney, balanceOf(facts, 'hostMoney')),
    same('cash in the hands of leaders', paidIn.leader - remitted - setOff, balanceOf(facts, 'leaderCash')),
    same(
      'what statements settled and nobody was paid yet',
      settled - setOff - paidOut,
      0 - balanceOf(facts, 'commissionSettled'),
    ),
  ];
}

const profitAccounts = [
  'sales',
  'returns',
  'costOfGoods',
  'recoveries',
  'rebates',
  'shrinkage',
  'commission',
  'promotions',
  'otherCosts',
];

function closingChecks(facts: Facts): Check[] {
  const bonus = sumOf(facts.bonuses, amountOf);
  // The report is about one campaign, a bonus about none.
  const profit = bonus - sumOf(profitAccounts, (account) => balanceOf(facts, account));
  const commission = balanceOf(facts, 'commissionDeferred') + balanceOf(facts, 'commissionAccrued');
  return [
    same(
      'the books balance',
      0,
      sumOf([...facts.balances.values()], (balance) => balance),
    ),
    same(
      'what the target paid is in the statements',
      bonus,
      sumOf(facts.statements, (statement) => statement.bonus.amount),
    ),
    same('nothing is owed to customers', 0, balanceOf(facts, 'refundsDue')),
    same('no deposit is left', 0, balanceOf(facts, 'deposits')),
    same('no commission is deferred or accrued', 0, commission),
    same('profit of the report and of the books', profit, facts.profit.profit.amount),
    same('the campaign is completed', 1, facts.campaign.status === 'completed' ? 1 : 0),
  ];
}

function balanceOf({ balances }: Facts, account: string): number {
  return balances.get(account) ?? 0;
}

function amountOf({ amount }: { readonly amount: { readonly amount: number } }): number {
  return amount.amount;
}

function same(name: string, expected: number, found: number): Check {
  return { name, expected, found, holds: expected === found };
}
