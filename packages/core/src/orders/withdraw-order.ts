import { offers } from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { defineVerb } from '../define.ts';
import { moveToStock } from '../purchasing/campaign-goods.ts';
import { recordChange } from '../purchasing/record-change.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { completeLine } from './complete-line.ts';
import { linesOf, type Order, orderAnswer, type OrderLine, openPieces } from './order.ts';
import { refundLine } from './refund-line.ts';
import { orderSchema, withdrawOrderSchema } from './schemas.ts';
import { orderLines, orders } from './tables.ts';
import { countFirm, takePieces } from './take-stock.ts';

/**
 * The shop calls an order off after the freeze (R21): the money for what is not handed over goes back by piece, the
 * goods go to stock as far as they have arrived, and the commission follows. Withdrawing twice is harmless.
 *
 * Refuses: order_status (before the freeze: cancel it), not_allowed, not_found.
 */
export const withdrawOrder = defineVerb({
  name: 'orders.withdraw',
  summary: 'Call an order off after the goods were bought',
  input: withdrawOrderSchema,
  answer: orderSchema,
  decide: (work, { orderId, reason, fault }, context) => {
    demandShop(context);
    const order = work.resolve(orders, orderId);
    if (order.status !== 'cancelled' || order.cancelReason !== 'withdrawn') {
      demand(order.status === 'confirmed' || order.status === 'ready', 'order_status', {
        status: order.status,
      });
      withdraw(work, order, { reason, fault }, context);
    }
    return () => orderAnswer(work, order.id);
  },
});

interface Cause {
  readonly reason: string;
  readonly fault: string;
}

function withdraw(work: Work, order: Order, cause: Cause, context: Context): void {
  const lines = linesOf(work, order.id);
  work.need(...lines.map(({ offerId }) => [offers, { id: offerId }] as const));
  const frozen = lines.some((line) => isFrozen(work, line));
  demand(frozen, 'order_status', {
    status: order.status,
    reason: 'Nothing is bought yet. Cancel the order instead.',
  });
  let pieces = 0;
  for (const line of lines) pieces += withdrawLine(work, line, cause, context);
  recordChange(
    work,
    { ...cause, kind: 'withdrawn', campaignId: order.campaignId, source: `withdrawn ${order.id}` },
    lines.filter((line) => isFrozen(work, line)).map((line) => ({ ...aboutOf(line), after: 0 })),
    context,
  );
  work.emit({ type: 'order.withdrawn', subject: order.id, data: { pieces, ...cause } });
  close(work, order, lines, context);
}

/** Who is told of the line: its leader, and whoever drives to its point. */
function aboutOf(line: OrderLine) {
  const { id: orderLineId, variantId, leaderId, pickupPointId } = line;
  return { orderLineId, variantId, leaderId, pickupPointId, before: openPieces(line) };
}

/** Takes a line's open pieces out; answers how many. The rest of a part handover is complete then. */
function withdrawLine(work: Work, line: OrderLine, cause: Cause, context: Context): number {
  const pieces = openPieces(line);
  if (pieces === 0) return 0;
  const refundable = Math.min(pieces, line.refundPieces - line.refundDone);
  refundLine(
    work,
    line.id,
    { kind: 'byPiece', pieces: refundable },
    { ...cause, source: `withdrawn ${line.id}` },
    context,
  );
  const refunded = work.get(orderLines, line.id);
  if (!isFrozen(work, line)) {
    // Of an offer that is still open nothing is bought: the pieces can be sold again (R1).
    takePieces(work, line, -pieces);
    countFirm(work, line, -line.firmPieces);
    work.set(orderLines, refunded, { cancelled: line.cancelled + pieces, firmPieces: 0 });
    return pieces;
  }
  work.set(orderLines, refunded, { withdrawn: line.withdrawn + pieces });
  if (line.allocated === null) return pieces;
  const { campaignId, variantId } = line;
  const occasion = { type: 'order.withdrawn', subject: line.id };
  moveToStock(work, { campaignId, variantId, pieces }, occasion, context);
  completeLine(work, line.id, context);
  return pieces;
}

function close(work: Work, order: Order, lines: readonly OrderLine[], context: Context): void {
  const { campaignId } = order;
  const now = { closedAt: context.now, pickupCode: null };
  if (lines.some(({ handedOver }) => handedOver > 0)) {
    work.set(orders, work.get(orders, order.id), { status: 'collected', ...now });
    work.emit({ type: 'order.collected', subject: order.id, data: { campaignId } });
    return;
  }
  work.set(orders, work.get(orders, order.id), { status: 'cancelled', cancelReason: 'withdrawn', ...now });
  work.add(customers, work.get(customers, order.customerId), { liveOrders: -1 });
  work.emit({ type: 'order.cancelled', subject: order.id, data: { reason: 'withdrawn' } });
}

function isFrozen(work: Work, line: OrderLine): boolean {
  return work.get(offers, line.offerId).status !== 'open';
}
