import { startDelivering } from '../campaigns/advance-campaign.ts';
import { offers } from '../campaigns/tables.ts';
import { notices } from '../events/tables.ts';
import { loadOrders } from '../orders/load-orders.ts';
import { linesOf, type OrderLine } from '../orders/order.ts';
import { refundLine } from '../orders/refund-line.ts';
import { orderLines, orders, refunds } from '../orders/tables.ts';
import type { Context } from '../shared/context.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import { cancelWhenNothingIsLeft } from './cancel-empty-order.ts';
import { purchaseLinesOf } from './purchase-order.ts';
import { allocations, purchaseOrders } from './tables.ts';

type Allocation = Row<typeof allocations>;

interface Settled {
  readonly line: OrderLine;
  readonly share: Allocation;
  readonly refundId: string | null;
}

/**
 * What follows for the short lines of these orders, once each: the refund by piece, the customer told, an order of
 * which nothing is left cancelled; commission follows the money. The last one closes the purchase order. Answers how
 * many lines were settled.
 */
export function settleOrders(
  work: Work,
  purchaseOrderId: string,
  orderIds: readonly string[],
  context: Context,
): number {
  askFor(work, purchaseOrderId, orderIds);
  let lines = 0;
  for (const orderId of orderIds) {
    const settled = sharesOf(work, purchaseOrderId, orderId).map((one) =>
      settleLine(work, purchaseOrderId, one, context),
    );
    if (settled.length === 0) continue;
    lines += settled.length;
    cancelWhenNothingIsLeft(work, orderId, context);
    tell(work, purchaseOrderId, orderId, settled, context);
  }
  if (lines > 0) countDown(work, purchaseOrderId, lines, context);
  return lines;
}

/** Has at hand what a whole chunk touches, in a few round trips. */
function askFor(work: Work, purchaseOrderId: string, orderIds: readonly string[]): void {
  loadOrders(work, orderIds);
  work.need(
    [purchaseOrders, { id: purchaseOrderId }],
    ...orderIds
      .flatMap((orderId) => linesOf(work, orderId))
      .filter(({ short }) => short > 0)
      .map(({ id }) => [allocations, { orderLineId: id, purchaseOrderId }] as const),
  );
}

function sharesOf(work: Work, purchaseOrderId: string, orderId: string) {
  return linesOf(work, orderId).flatMap((line) => {
    const share =
      line.short > 0 ? work.find(allocations, { orderLineId: line.id, purchaseOrderId }) : undefined;
    return share && share.short > 0 && share.settledAt === null ? [{ line, share }] : [];
  });
}

function settleLine(
  work: Work,
  purchaseOrderId: string,
  { line, share }: Omit<Settled, 'refundId'>,
  context: Context,
): Settled {
  work.set(allocations, share, { settledAt: context.now });
  // Pieces that the shop refunded out of kindness before are not refunded again.
  const pieces = Math.min(share.short, line.refundPieces - line.refundDone);
  const occasion = { reason: 'short', fault: 'supplier', source: `short ${purchaseOrderId} ${line.id}` };
  const refundId = refundLine(work, line.id, { kind: 'byPiece', pieces }, occasion, context);
  work.emit({
    type: 'line.short',
    subject: line.id,
    data: { orderId: line.orderId, purchaseOrderId, pieces: share.short, refundId },
  });
  return { line, share, refundId };
}

/** The purchase order is closed when the money of its last short line has followed. */
function countDown(work: Work, purchaseOrderId: string, lines: number, context: Context): void {
  const order = work.get(purchaseOrders, purchaseOrderId);
  const unsettledLines = order.unsettledLines - lines;
  if (unsettledLines > 0) work.set(purchaseOrders, order, { unsettledLines });
  else finishClosing(work, purchaseOrderId, context);
}

/** Shared out, and nothing is owed any more: the goods may be driven. */
export function finishClosing(work: Work, purchaseOrderId: string, context: Context): void {
  const order = work.get(purchaseOrders, purchaseOrderId);
  const { campaignId, supplierId } = order;
  const lines = purchaseLinesOf(work, purchaseOrderId);
  work.set(purchaseOrders, order, { status: 'closed', unsettledLines: 0 });
  const short = lines.reduce((sum, line) => sum + line.short, 0);
  const surplus = lines.reduce((sum, line) => sum + line.surplus, 0);
  const data = { campaignId, supplierId, short, surplus };
  work.emit({ type: 'purchaseOrder.closed', subject: order.id, data });
  startDelivering(work, campaignId, context);
}

/**
 * A line is completed with its money as it will stay: when goods are handed over while a long closing is still being
 * settled, the order at hand is settled first.
 */
export function settleBeforeCompletion(work: Work, line: OrderLine, context: Context): void {
  if (line.short === 0) return;
  const owed = work
    .list(allocations, { orderLineId: line.id })
    .find(({ short, settledAt }) => short > 0 && settledAt === null);
  if (owed) settleOrders(work, owed.purchaseOrderId, [line.orderId], context);
}

function tell(
  work: Work,
  purchaseOrderId: string,
  orderId: string,
  settled: readonly Settled[],
  context: Context,
): void {
  const order = work.get(orders, orderId);
  const amount = settled.reduce(
    (sum, { refundId }) => sum + (refundId === null ? 0 : work.get(refunds, refundId).amount),
    0,
  );
  work.insert(notices, {
    id: context.newId('ntc'),
    receiverKind: 'customer',
    receiverId: order.customerId,
    topic: 'order.short',
    facts: {
      orderId,
      campaignId: order.campaignId,
      cancelled: order.status === 'cancelled',
      refund: { amount, currency: theShop(work).currency },
      lines: settled.map(({ line, share }) => ({
        title: work.get(offers, line.offerId).title,
        ordered: share.needed,
        allocated: share.allocated,
        short: share.short,
      })),
    },
    createdAt: context.now,
    source: `short ${purchaseOrderId} ${orderId}`,
  });
}

/** Writes the share of a line that comes short, of few that are settled in the same write. */
export function storeShortShare(
  work: Work,
  purchaseOrderId: string,
  { lineId, pieces, got }: { readonly lineId: string; readonly pieces: number; readonly got: number },
): void {
  const line = work.get(orderLines, lineId);
  const short = pieces - got;
  work.set(orderLines, line, { allocated: got, short: line.short + short });
  work.insert(allocations, {
    orderLineId: lineId,
    purchaseOrderId,
    orderId: line.orderId,
    variantId: line.variantId,
    needed: pieces,
    allocated: got,
    short,
  });
}
