import type { Dimensions, Posting } from './post-transaction.ts';

/*
 * The posting table of the rules, section 5, one function a row. Amounts are minor units and positive
 * unless said otherwise; each answer sums to zero. `about` says what the entry is about.
 */

export interface LineShare {
  readonly amount: number;
  readonly about: Dimensions;
}

type Money = 'hostMoney' | 'leaderCash';

/** Order paid: the money against a deposit for each line; each line's commission is deferred and accrued. */
export function orderPaid(
  money: Money,
  about: Dimensions,
  nets: readonly LineShare[],
  commissions: readonly LineShare[],
): Posting[] {
  const total = nets.reduce((sum, { amount }) => sum + amount, 0);
  return [
    { account: money, amount: total, about },
    ...nets.map((net): Posting => ({ account: 'deposits', amount: -net.amount, about: net.about })),
    ...commissions.flatMap((share): Posting[] => [
      { account: 'commissionDeferred', amount: share.amount, about: share.about },
      { account: 'commissionAccrued', amount: -share.amount, about: share.about },
    ]),
  ];
}

/** Money that arrived for an order that can no longer take it. */
export function unusablePayment(money: Money, amount: number, about: Dimensions): Posting[] {
  return [
    { account: money, amount, about },
    { account: 'refundsDue', amount: -amount, about },
  ];
}

/** A refund before the line is completed, and the commission it takes back. */
export function refundBeforeCompletion(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'deposits', amount, about },
    { account: 'refundsDue', amount: -amount, about },
  ];
}

/** A gift takes over what was kept of other lines (R11): deposits move, together they stay the same. */
export function depositMoved(from: readonly LineShare[], to: readonly LineShare[]): Posting[] {
  return [
    ...from.map(({ amount, about }): Posting => ({ account: 'deposits', amount, about })),
    ...to.map(({ amount, about }): Posting => ({ account: 'deposits', amount: -amount, about })),
  ];
}

export function commissionReversedBeforeCompletion(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'commissionAccrued', amount, about },
    { account: 'commissionDeferred', amount: -amount, about },
  ];
}

/** A refund after the line is completed (a claim): sales were recognised, so returns carry it. */
export function refundAfterCompletion(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'returns', amount, about },
    { account: 'refundsDue', amount: -amount, about },
  ];
}

export function commissionReversedAfterCompletion(
  amount: number,
  earned: boolean,
  about: Dimensions,
): Posting[] {
  return [
    { account: earned ? 'commissionEarned' : 'commissionAccrued', amount, about },
    { account: 'commission', amount: -amount, about },
  ];
}

export function refundConfirmed(money: Money, amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'refundsDue', amount, about },
    { account: money, amount: -amount, about },
  ];
}

/** Accepted goods; a negative amount sends them back. */
export function goodsAccepted(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'goods', amount, about },
    { account: 'supplierPayable', amount: -amount, about },
  ];
}

/**
 * Accepted goods that go back: the supplier owes what the receipt did cost. Where goods at moving average stood at
 * another value, the difference is cost of what was sold of them before.
 */
export function goodsSentBack(
  cost: number,
  goodsCost: number,
  about: Dimensions,
  goods: Dimensions,
): Posting[] {
  return [
    { account: 'goods', amount: -goodsCost, about: goods },
    { account: 'supplierPayable', amount: cost, about },
    { account: 'costOfGoods', amount: goodsCost - cost, about },
  ];
}

export function supplierPaid(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'supplierPayable', amount, about },
    { account: 'hostMoney', amount: -amount, about },
  ];
}

/** Accepted goods cost another sum than was booked: above zero more is owed. It is cost of goods at once, wherever they are. */
export function costAdjusted(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'costOfGoods', amount, about },
    { account: 'supplierPayable', amount: -amount, about },
  ];
}

/** Money that a supplier gave back: goods that went back, or a claim, after everything was paid. */
export function supplierGaveBack(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'hostMoney', amount, about },
    { account: 'supplierPayable', amount: -amount, about },
  ];
}

export interface CompletedLine {
  /** What the customer finally kept paying: net − refunded. */
  readonly left: number;
  /** The discount on what was kept. */
  readonly discount: number;
  readonly cost: number;
  /** One for each beneficiary. */
  readonly commissions: readonly LineShare[];
  readonly about: Dimensions;
}

/** A completed line: sale, cost and commission enter profit at once. */
export function lineCompleted({ left, discount, cost, commissions, about }: CompletedLine): Posting[] {
  return [
    { account: 'deposits', amount: left, about },
    { account: 'promotions', amount: discount, about: { ...about, kind: 'discount' } },
    { account: 'sales', amount: -(left + discount), about },
    { account: 'costOfGoods', amount: cost, about },
    { account: 'goods', amount: -cost, about },
    ...commissions.flatMap((share): Posting[] => [
      { account: 'commission', amount: share.amount, about: share.about },
      { account: 'commissionDeferred', amount: -share.amount, about: share.about },
    ]),
  ];
}

export function giftCompleted(cost: number, about: Dimensions): Posting[] {
  return [
    { account: 'promotions', amount: cost, about: { ...about, kind: 'gift' } },
    { account: 'goods', amount: -cost, about },
  ];
}

export function goodsLost(cost: number, about: Dimensions): Posting[] {
  return [
    { account: 'shrinkage', amount: cost, about },
    { account: 'goods', amount: -cost, about },
  ];
}

/** Goods change hands between a campaign and stock; the stock has no campaign. */
export function goodsMoved(cost: number, from: Dimensions, to: Dimensions): Posting[] {
  return [
    { account: 'goods', amount: cost, about: to },
    { account: 'goods', amount: -cost, about: from },
  ];
}

/** Someone else answers for goods or a claim: supplier, carrier or leader. */
export function faultCharged(
  party: 'supplier' | 'carrier' | 'leader',
  amount: number,
  about: Dimensions,
): Posting[] {
  const account = { supplier: 'supplierPayable', carrier: 'carrierDue', leader: 'commissionEarned' } as const;
  return [
    { account: account[party], amount, about: { ...about, fault: party } },
    { account: 'recoveries', amount: -amount, about: { ...about, fault: party } },
  ];
}

export function commissionEarned(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'commissionAccrued', amount, about },
    { account: 'commissionEarned', amount: -amount, about },
  ];
}

/** A bonus or referral; a withheld sum is negative. */
export function bonusEarned(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'commission', amount, about },
    { account: 'commissionEarned', amount: -amount, about },
  ];
}

/** A statement of a period; its total may be negative. */
export function statementSettled(total: number, cashSetOff: number, about: Dimensions): Posting[] {
  return [
    { account: 'commissionEarned', amount: total, about },
    { account: 'commissionSettled', amount: -total, about },
    { account: 'commissionSettled', amount: cashSetOff, about },
    { account: 'leaderCash', amount: -cashSetOff, about },
  ];
}

export function payoutClaimed(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'commissionSettled', amount, about },
    { account: 'payoutsDue', amount: -amount, about },
  ];
}

export function payoutSent(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'payoutsDue', amount, about },
    { account: 'hostMoney', amount: -amount, about },
  ];
}

export function payoutFailed(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'payoutsDue', amount, about },
    { account: 'commissionSettled', amount: -amount, about },
  ];
}

/** A transfer that came back after it was confirmed: the money is there again, and it is credit of the leader again. */
export function payoutReturned(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'hostMoney', amount, about },
    { account: 'commissionSettled', amount: -amount, about },
  ];
}

/** A split that the provider took back from the leader's receiver account (分账回退). */
export function splitReversed(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'hostMoney', amount, about },
    { account: 'commissionSettled', amount: -amount, about },
  ];
}

/** Money handed over; a negative amount takes back what was recorded by mistake. */
export function moneyRemitted(
  from: 'leaderCash' | 'carrierDue',
  amount: number,
  about: Dimensions,
): Posting[] {
  return [
    { account: 'hostMoney', amount, about },
    { account: from, amount: -amount, about },
  ];
}

export function costIncurred(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'otherCosts', amount, about },
    { account: 'hostMoney', amount: -amount, about },
  ];
}

/** A cost that was recorded by mistake: the opposite posting, dated by now; the first one stays. */
export function costReversed(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'hostMoney', amount, about },
    { account: 'otherCosts', amount: -amount, about },
  ];
}

export function rebateAccrued(amount: number, about: Dimensions): Posting[] {
  return [
    { account: 'rebateDue', amount, about },
    { account: 'rebates', amount: -amount, about },
  ];
}

export function rebateReceived(amount: number, setOff: boolean, about: Dimensions): Posting[] {
  return [
    { account: setOff ? 'supplierPayable' : 'hostMoney', amount, about },
    { account: 'rebateDue', amount: -amount, about },
  ];
}
