import { chargesFor } from '../promotions/undone-gifts.ts';
import { chargeGifts } from '../promotions/charge-gifts.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import type { Order, OrderLine } from './order.ts';
import { type RefundChange, refundLine, type RefundOccasion, refundOf } from './refund-line.ts';
import { orderLines } from './tables.ts';

/** What the customer gives back of a line, or is given back for the customer's own fault. */
export interface TakenBack {
  readonly line: OrderLine;
  readonly change: RefundChange;
  readonly occasion: RefundOccasion;
}

/**
 * Refunds what the customer takes back. Only here are the conditions of gifts tested again: where one no longer holds
 * and the promotion says `charge`, the refund is lowered by what the gift is worth, not below 0, and what is kept
 * becomes the price of the gift (R11). Answers the ids of the refunds, null where nothing goes back.
 */
export function refundTakenBack(
  work: Work,
  order: Order,
  changes: readonly TakenBack[],
  context: Context,
): (string | null)[] {
  const amounts = changes.map(({ line, change }) => refundOf(line, change));
  const taken = changes.map(({ line }, index) => ({ line, amount: amounts[index] ?? 0 }));
  const charges = chargesFor(work, order, taken);
  // A completed line has had its sale; what is kept of it stays where it is.
  const isMovable = charges.every(({ giftLine }) => giftLine.completedAt === null);
  let toKeep = charges.reduce((sum, { amount }) => sum + amount, 0);
  const kept: { orderLineId: string; amount: number }[] = [];
  const refundIds = changes.map(({ line, change, occasion }, index) => {
    const keep = Math.min(toKeep, amounts[index] ?? 0);
    toKeep -= keep;
    const moveKept = keep > 0 && isMovable && work.get(orderLines, line.id).completedAt === null;
    if (moveKept) kept.push({ orderLineId: line.id, amount: keep });
    return refundLine(work, line.id, change, { ...occasion, keep, moveKept }, context);
  });
  chargeGifts(work, order, charges, toKeep, kept);
  return refundIds;
}
