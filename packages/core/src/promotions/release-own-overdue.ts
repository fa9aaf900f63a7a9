import { customers } from '../customers/tables.ts';
import { expireOrder, isOverdue } from '../orders/expire-order.ts';
import { orders } from '../orders/tables.ts';
import type { Work } from '../work.ts';

/**
 * Writes down that holds of this customer have ended: they hold no first order, no turn and no voucher any more (R1).
 * Answers how many orders the customer then has.
 */
export function releaseOwnOverdue(work: Work, customerId: string, now: number): number {
  if (work.get(customers, customerId).liveOrders === 0) return 0;
  const overdue = work
    .list(orders, { customerId, status: 'held' })
    .filter((order) => isOverdue(order, { now }));
  for (const order of overdue) expireOrder(work, order);
  return work.get(customers, customerId).liveOrders;
}
