import {
  flashCustomers,
  flashWindows,
  offerCommunities,
  offerCustomers,
  offers,
} from '../campaigns/tables.ts';
import { commissionEntries, leaderAccounts } from '../commissions/tables.ts';
import { customers } from '../customers/tables.ts';
import { benefitsOf } from '../promotions/reserve-benefits.ts';
import { benefitUses, coupons, orderDiscounts, promotions } from '../promotions/tables.ts';
import type { RowRequest, Work } from '../work.ts';
import { linesOf, type Order } from './order.ts';
import { orderLines, orders } from './tables.ts';

/** How many orders one command takes: enough to be quick, few enough that other writers are not held up. */
export const ordersPerChunk = 200;

/**
 * Has at hand all that ending an order touches: lines, counters, commissions. Two round trips for a whole
 * chunk, where reading order by order would take one or more for each.
 */
export function loadOrders(work: Work, orderIds: readonly string[]): Order[] {
  work.need(
    ...orderIds.flatMap((orderId): RowRequest[] => [
      [orders, { id: orderId }],
      [orderLines, { orderId }],
      [commissionEntries, { orderId }],
    ]),
  );
  const found = orderIds.map((orderId) => work.get(orders, orderId));
  work.need(
    ...found.flatMap((order) => sharedRows(work, order)),
    ...found.flatMap(({ id: orderId, benefits }): RowRequest[] =>
      benefits === 0
        ? []
        : [
            [benefitUses, { orderId }],
            [orderDiscounts, { orderId }],
          ],
    ),
  );
  work.need(
    ...found
      .flatMap((order) => benefitsOf(work, order))
      .flatMap(({ promotionId, couponId }): RowRequest[] => [
        [promotions, { id: promotionId }],
        ...(couponId === null ? [] : [[coupons, { id: couponId }] as const]),
      ]),
  );
  return found;
}

function sharedRows(work: Work, order: Order): RowRequest[] {
  const { customerId } = order;
  const earners = work.list(commissionEntries, { orderId: order.id }).map((entry) => entry.beneficiaryId);
  return [
    [customers, { id: customerId }],
    ...earners.map((leaderId): RowRequest => [leaderAccounts, { leaderId }]),
    ...linesOf(work, order.id).flatMap(({ offerId, communityId, flashWindowId }): RowRequest[] => [
      [offers, { id: offerId }],
      ...(flashWindowId === null
        ? []
        : ([
            [flashWindows, { id: flashWindowId }],
            [flashCustomers, { offerId, customerId }],
          ] as const)),
      [offerCustomers, { offerId, customerId }],
      ...(communityId === null ? [] : [[offerCommunities, { offerId, communityId }] as const]),
    ]),
  ];
}
