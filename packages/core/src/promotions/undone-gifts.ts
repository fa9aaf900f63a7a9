import { offers } from '../campaigns/tables.ts';
import { type Order, type OrderLine, openPieces } from '../orders/order.ts';
import { orderLines } from '../orders/tables.ts';
import { assert } from '../shared/error.ts';
import { roundedShare } from '../shared/money.ts';
import type { RowRequest, Work } from '../work.ts';
import { type BenefitUse, benefitsOf } from './reserve-benefits.ts';
import { benefitUses } from './tables.ts';
import { countsFor } from './terms.ts';

export interface GiftCharge {
  readonly use: BenefitUse;
  readonly giftLine: OrderLine;
  /** What the gift is worth, as it was when the order was placed; minor units. */
  readonly amount: number;
}

interface Taken {
  readonly line: OrderLine;
  readonly amount: number;
}

/**
 * Notes what the customer takes back against each gift, and answers the gifts whose condition no longer holds and that
 * are charged then. What tiers, shortages and weights took off before does not count: it was no doing of the customer.
 */
export function chargesFor(work: Work, order: Order, taken: readonly Taken[]): GiftCharge[] {
  const uses = benefitsOf(work, order).filter(
    ({ terms, status }) => terms.gift !== null && terms.gift.from > 0 && status !== 'released',
  );
  if (uses.length === 0) return [];
  work.need(...taken.map(({ line }): RowRequest => [offers, { id: line.offerId }]));
  return uses.flatMap((use) => chargeFor(work, use, taken));
}

function chargeFor(work: Work, use: BenefitUse, taken: readonly Taken[]): GiftCharge[] {
  const amount = taken
    .filter(({ line }) => !line.gift && countsFor(use.terms, work.get(offers, line.offerId).category))
    .reduce((sum, one) => sum + one.amount, 0);
  const takenBack = use.takenBack + amount;
  const noted = amount === 0 ? use : work.set(benefitUses, use, { takenBack });
  const { gift } = use.terms;
  assert(gift !== null && use.orderLineId !== null, `benefit ${use.id} is a gift`);
  if (gift.onUndone === 'keep' || use.charged > 0 || use.reached - takenBack >= gift.from) return [];
  const giftLine = work.get(orderLines, use.orderLineId);
  // Of a gift that came short, or was taken back itself, only what is there can be charged.
  const pieces = openPieces(giftLine) + giftLine.handedOver + giftLine.uncollected;
  const worth = roundedShare(use.amount, pieces, giftLine.pieces);
  return worth === 0 ? [] : [{ use: noted, giftLine, amount: worth }];
}
