import { customers } from '../customers/tables.ts';
import { linesOf, openPieces } from '../orders/order.ts';
import { orders } from '../orders/tables.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';

/**
 * An order of which no piece is left to fetch and none was handed over is cancelled with the reason `short`: its
 * code is dead and its customer has one live order less. The money of its lines has been refunded by then.
 */
export function cancelWhenNothingIsLeft(work: Work, orderId: string, context: Context): boolean {
  const order = work.get(orders, orderId);
  if (order.status !== 'confirmed' && order.status !== 'ready') return false;
  const lines = linesOf(work, orderId);
  if (lines.some((line) => openPieces(line) > 0 || line.handedOver > 0 || line.uncollected > 0)) return false;
  work.set(orders, order, {
    status: 'cancelled',
    cancelReason: 'short',
    closedAt: context.now,
    pickupCode: null,
  });
  work.add(customers, work.get(customers, order.customerId), { liveOrders: -1 });
  work.emit({ type: 'order.cancelled', subject: order.id, data: { reason: 'short' } });
  return true;
}
