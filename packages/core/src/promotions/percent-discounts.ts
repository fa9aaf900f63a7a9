import type { OrderLine } from '../orders/order.ts';
import { orders } from '../orders/tables.ts';
import type { Work } from '../work.ts';
import { orderDiscounts } from './tables.ts';

/** The percent discounts of a line in the order in which they were applied, in basis points (R8). */
export function percentDiscounts(work: Work, line: OrderLine): number[] {
  if (line.discount === 0 || work.get(orders, line.orderId).benefits === 0) return [];
  return work
    .list(orderDiscounts, { orderId: line.orderId })
    .filter(({ orderLineId }) => orderLineId === line.id)
    .toSorted((first, second) => first.position - second.position)
    .flatMap(({ basisPoints }) => (basisPoints === null ? [] : [basisPoints]));
}
