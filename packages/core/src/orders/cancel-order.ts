import { offers } from '../campaigns/tables.ts';
import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { instantText } from '../shared/time.ts';
import type { Work } from '../work.ts';
import { earliestCutoff } from './earliest-cutoff.ts';
import { linesOf, livePieces, type Order, orderAnswer, type OrderLine } from './order.ts';
import { expireOrder, isOverdue } from './expire-order.ts';
import { refundLine } from './refund-line.ts';
import { cancelOrderSchema, orderSchema } from './schemas.ts';
import { orderLines, orders } from './tables.ts';
import { countFirm, takeStock } from './take-stock.ts';

type CancelReason = NonNullable<Order['cancelReason']>;

/**
 * Calls an order off before the goods are bought: the customer until the earliest cutoff, the shop until the
 * freeze (R21). Cancelling twice is harmless. What was paid goes back.
 *
 * Refuses: cutoff_passed, order_status, not_found.
 */
export const cancelOrder = defineVerb({
  name: 'orders.cancel',
  summary: 'Cancel an order before the cutoff',
  input: cancelOrderSchema,
  answer: orderSchema,
  decide: (work, command, context) => {
    const found = work.resolve(orders, command.orderId);
    const byCustomer = demandMayCancel(found, context);
    const order = isOverdue(found, context) ? expireOrder(work, found) : found;
    if (order.status !== 'cancelled' && order.status !== 'expired') {
      demand(order.status === 'held' || order.status === 'confirmed', 'order_status', {
        status: order.status,
      });
      demandNotFrozen(work, order);
      if (byCustomer) demandBeforeCutoff(work, order, context);
      cancel(work, order, byCustomer ? 'customer' : 'shop', context);
    }
    return () => orderAnswer(work, order.id);
  },
});

/** Answers whether the customer's rule applies; an order of someone else does not exist for the caller. */
export function demandMayCancel(order: Order, { actor }: Context): boolean {
  if (actor.kind === 'customer')
    demand(order.customerId === actor.customerId, 'not_found', { what: 'orders' });
  if (actor.kind === 'leader') demand(order.leaderId === actor.leaderId, 'not_found', { what: 'orders' });
  return actor.kind === 'customer' || actor.kind === 'leader';
}

/** The customer's own time to change an order (R21). */
export function demandBeforeCutoff(work: Work, order: Order, { now }: Context): void {
  const cutoff = earliestCutoff(work, order, now);
  demand(now < cutoff, 'cutoff_passed', { cutoff: instantText(cutoff) });
}

function demandNotFrozen(work: Work, order: Order): void {
  const frozen = linesOf(work, order.id).some((line) => work.get(offers, line.offerId).status !== 'open');
  demand(!frozen, 'order_status', {
    status: order.status,
    reason: 'The goods are being bought. Withdraw the order instead.',
  });
}

/** Cancels a held or firm order whole: stock back, money back, code dead. Used for every reason of C3. */
export function cancel(work: Work, order: Order, reason: CancelReason, context: Context): void {
  const lines = linesOf(work, order.id);
  giveBackStock(work, order, lines);
  cancelLines(work, lines, reason, context);
  work.set(orders, work.get(orders, order.id), {
    status: 'cancelled',
    cancelReason: reason,
    closedAt: context.now,
    pickupCode: null,
  });
  work.emit({ type: 'order.cancelled', subject: order.id, data: { reason } });
}

/** Takes an order's pieces out of every counter: they may be sold again, also within this decision. */
export function giveBackStock(work: Work, order: Order, lines: readonly OrderLine[]): void {
  takeStock(work, order, lines, -1);
  if (order.status === 'confirmed') for (const line of lines) countFirm(work, line, -line.firmPieces);
}

/** Nothing is left of the lines: no pieces, and what was paid goes back. */
export function cancelLines(
  work: Work,
  lines: readonly OrderLine[],
  reason: CancelReason,
  context: Context,
): void {
  for (const line of lines) {
    const pieces = livePieces(line);
    const occasion = { reason: `cancelled.${reason}`, fault: null, source: `cancelled ${line.id}` };
    const refundable = line.refundPieces - line.refundDone;
    refundLine(work, line.id, { kind: 'byPiece', pieces: refundable }, occasion, context);
    work.set(orderLines, work.get(orderLines, line.id), {
      cancelled: line.cancelled + pieces,
      firmPieces: 0,
    });
  }
}
