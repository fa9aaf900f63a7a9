import type { Context } from '../shared/context.ts';
import {
  adjustPrice,
  type LineBalance,
  refundAmount,
  refundPieces,
  type RefundStep,
} from '../shared/cumulative.ts';
import { demand } from '../shared/error.ts';
import type { Work } from '../work.ts';
import { leftOf, type OrderLine } from './order.ts';
import { orderLines, orders, refunds } from './tables.ts';

/** What is taken off a line: pieces, a sum, or a drop of its price (R31). */
export type RefundChange =
  | { readonly kind: 'byPiece'; readonly pieces: number }
  | { readonly kind: 'byAmount'; readonly amount: number }
  | { readonly kind: 'adjustment'; readonly drop: number };

export interface RefundOccasion {
  /** Why, as in `short` or `cancelled`: one word of the business. */
  readonly reason: string;
  readonly fault: string | null;
  /** What caused it, unique for ever: `short pur_… lin_…`. One cause refunds once. */
  readonly source: string;
  /** What the customer does not get back, because a gift was undone by it: it becomes the gift's price (R11). */
  readonly keep?: number;
  /** Whether what is kept moves to the gift's line; else it stays on this one. */
  readonly moveKept?: boolean;
}

/**
 * The one way in which money leaves a line. A paid line gets a refund for the host to execute; an unpaid
 * one owes less (R17). Answers the refund's id, or null when nothing was paid or nothing is left.
 * Ledger and commission follow in the reactions.
 */
export function refundLine(
  work: Work,
  lineId: string,
  change: RefundChange,
  occasion: RefundOccasion,
  context: Context,
): string | null {
  const line = work.get(orderLines, lineId);
  const order = work.get(orders, line.orderId);
  const { refund: whole, balance } = step(line, change);
  const kept = Math.min(whole, occasion.keep ?? 0);
  const refund = whole - kept;
  const moved = occasion.moveKept === true ? kept : 0;
  const paid = order.paidAt !== null;
  // Before the payment there is nothing to refund: the line simply costs less.
  const lower = paid && change.kind !== 'adjustment' ? 0 : refund;
  work.set(orderLines, line, {
    refunded: line.refunded + refund - lower,
    net: line.net - lower - moved,
    adjusted: line.adjusted + lower + moved,
    refundBase: balance.base,
    refundPieces: balance.pieces,
    refundDone: balance.done,
  });
  if (refund === 0) {
    // What moves to the price of a gift is told by the gift, which itself earns nothing.
    if (paid && moved === 0 && !line.gift && change.kind === 'byPiece')
      tellReduced(work, line, change.pieces, occasion, context);
    return null;
  }
  if (!paid) {
    work.set(orders, order, { amountDue: Math.max(0, order.amountDue - refund) });
    return null;
  }
  work.set(orders, order, { refunded: order.refunded + refund });
  return requestRefund(work, line, refund, change, occasion, context);
}

function tellReduced(
  work: Work,
  line: OrderLine,
  pieces: number,
  { reason, fault }: RefundOccasion,
  context: Context,
): void {
  if (pieces === 0) return;
  const changeId = context.newId('chg');
  const afterCompletion = line.completedAt !== null;
  const data = { orderId: line.orderId, changeId, pieces, reason, fault, afterCompletion };
  work.emit({ type: 'line.reduced', subject: line.id, data });
}

function requestRefund(
  work: Work,
  line: OrderLine,
  amount: number,
  change: RefundChange,
  occasion: RefundOccasion,
  context: Context,
): string {
  const { reason, fault, source } = occasion;
  const { id } = work.insert(refunds, {
    id: context.newId('ref'),
    orderId: line.orderId,
    orderLineId: line.id,
    campaignId: line.campaignId,
    customerId: line.customerId,
    leaderId: line.leaderId,
    kind: change.kind,
    amount,
    pieces: change.kind === 'byPiece' ? change.pieces : 0,
    status: 'requested',
    createdAt: context.now,
    reason,
    fault,
    source,
  });
  const afterCompletion = line.completedAt !== null;
  work.emit({
    type: 'refund.requested',
    subject: id,
    data: { orderId: line.orderId, orderLineId: line.id, amount, reason, fault, afterCompletion },
  });
  return id;
}

/** What a change would give back, before anything is kept. Refuses: refund_too_high. */
export function refundOf(line: OrderLine, change: RefundChange): number {
  return step(line, change).refund;
}

function step(line: OrderLine, change: RefundChange): RefundStep {
  const balance: LineBalance = {
    left: leftOf(line),
    base: line.refundBase,
    pieces: line.refundPieces,
    done: line.refundDone,
  };
  switch (change.kind) {
    case 'byPiece': {
      const most = balance.pieces - balance.done;
      demand(change.pieces <= most, 'refund_too_high', { left: most, unit: 'pieces' });
      return refundPieces(balance, change.pieces);
    }
    case 'byAmount':
      demand(change.amount <= balance.left, 'refund_too_high', { left: balance.left });
      return refundAmount(balance, change.amount);
    case 'adjustment':
      return adjustPrice(balance, change.drop);
    default:
      return change satisfies never;
  }
}
