import { commissionEntries } from '../commissions/tables.ts';
import { benefitsOf } from '../promotions/reserve-benefits.ts';
import { benefitUses, orderDiscounts } from '../promotions/tables.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { cancelLines } from './cancel-order.ts';
import type { Order, OrderLine } from './order.ts';
import { orderLines, orders } from './tables.ts';

/**
 * Keeps what an order was before it is replaced as a cancelled order of its own: lines, discounts, benefits and noted
 * commissions go there, and the order starts afresh. Nothing of it counts any more. Answers its id.
 */
export function putAside(work: Work, order: Order, lines: readonly OrderLine[], context: Context): string {
  const before = work.insertFirst(orders, {
    ...order,
    id: context.newId('ord'),
    externalId: null,
    pickupCode: null,
    status: 'cancelled',
    cancelReason: 'replaced',
    replacedById: order.id,
    closedAt: context.now,
    version: 0,
  });
  const orderId = before.id;
  for (const line of lines) work.set(orderLines, line, { orderId });
  for (const use of benefitsOf(work, order)) work.set(benefitUses, use, { orderId });
  if (order.benefits > 0) {
    for (const discount of work.list(orderDiscounts, { orderId: order.id }))
      work.set(orderDiscounts, discount, { orderId });
  }
  for (const entry of work.list(commissionEntries, { orderId: order.id }))
    work.set(commissionEntries, entry, { orderId });
  const moved = lines.map(({ id }) => work.get(orderLines, id));
  cancelLines(work, moved, 'replaced', context);
  return orderId;
}
