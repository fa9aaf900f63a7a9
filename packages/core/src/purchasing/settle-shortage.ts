import { offers } from '../campaigns/tables.ts';
import { commissionEntries, leaderAccounts } from '../commissions/tables.ts';
import { customers } from '../customers/tables.ts';
import { notices } from '../events/tables.ts';
import { cancelWhenNothingIsLeft } from './cancel-empty-order.ts';
import { refundLine } from '../orders/refund-line.ts';
import { orderLines, orders, refunds } from '../orders/tables.ts';
import type { Context } from '../shared/context.ts';
import { grouped } from '../shared/grouped.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import type { PurchaseOrder } from './purchase-order.ts';
import type { ShortShare } from './shares-of-shortage.ts';
import { allocations } from './tables.ts';

/** What follows for the lines that come short: their share, the refund by piece, the customer told; commission follows the money. */
export function settleShortage(
  work: Work,
  order: PurchaseOrder,
  shares: readonly ShortShare[],
  context: Context,
): void {
  if (shares.length === 0) return;
  askForParties(work, shares);
  for (const [orderId, own] of grouped(shares, (share) => share.line.orderId)) {
    const refundIds = own.map((share) => settleLine(work, order, share, context));
    cancelWhenNothingIsLeft(work, orderId, context);
    tell(work, order, orderId, own, refundIds, context);
  }
}

/** One round trip for all lines, however many come short. */
function askForParties(work: Work, shares: readonly ShortShare[]): void {
  const lines = shares.map(({ line }) => line);
  work.need(
    ...lines.map(({ orderId }) => [orders, { id: orderId }] as const),
    ...lines.map(({ orderId }) => [orderLines, { orderId }] as const),
    ...lines.map(({ orderId }) => [commissionEntries, { orderId }] as const),
    ...lines.map(({ leaderId }) => [leaderAccounts, { leaderId }] as const),
    ...lines.map(({ customerId }) => [customers, { id: customerId }] as const),
    ...lines.map(({ offerId }) => [offers, { id: offerId }] as const),
  );
}

function settleLine(
  work: Work,
  { id: purchaseOrderId }: PurchaseOrder,
  { line, want, got }: ShortShare,
  context: Context,
): string | null {
  const short = want.pieces - got;
  work.set(orderLines, line, { allocated: got, short: line.short + short });
  work.insert(allocations, {
    orderLineId: line.id,
    purchaseOrderId,
    orderId: line.orderId,
    settledAt: context.now,
    variantId: line.variantId,
    needed: want.pieces,
    allocated: got,
    short,
  });
  // Pieces that the shop refunded out of kindness before are not refunded again.
  const pieces = Math.min(short, line.refundPieces - line.refundDone);
  const occasion = { reason: 'short', fault: 'supplier', source: `short ${purchaseOrderId} ${line.id}` };
  const refundId = refundLine(work, line.id, { kind: 'byPiece', pieces }, occasion, context);
  work.emit({
    type: 'line.short',
    subject: line.id,
    data: { orderId: line.orderId, purchaseOrderId, pieces: short, refundId },
  });
  return refundId;
}

function tell(
  work: Work,
  { id, campaignId }: PurchaseOrder,
  orderId: string,
  shares: readonly ShortShare[],
  refundIds: readonly (string | null)[],
  context: Context,
): void {
  const order = work.get(orders, orderId);
  const amount = refundIds.reduce(
    (sum, refundId) => sum + (refundId === null ? 0 : work.get(refunds, refundId).amount),
    0,
  );
  work.insert(notices, {
    id: context.newId('ntc'),
    receiverKind: 'customer',
    receiverId: order.customerId,
    topic: 'order.short',
    facts: {
      orderId,
      campaignId,
      cancelled: order.status === 'cancelled',
      refund: { amount, currency: theShop(work).currency },
      lines: shares.map(({ line, want, got }) => ({
        title: work.get(offers, line.offerId).title,
        ordered: want.pieces,
        allocated: got,
        short: want.pieces - got,
      })),
    },
    createdAt: context.now,
    source: `short ${id} ${orderId}`,
  });
}
