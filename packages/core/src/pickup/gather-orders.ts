import { claims } from '../aftersales/tables.ts';
import { campaigns } from '../campaigns/tables.ts';
import { commissionEntries } from '../commissions/tables.ts';
import { customers } from '../customers/tables.ts';
import type { Order } from '../orders/order.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { campaignGoods } from '../purchasing/tables.ts';
import { pickupConsents } from './tables.ts';
import { shops } from '../shop/tables.ts';
import { shopId } from '../shop/the-shop.ts';
import type { RowRequest, Work } from '../work.ts';

const external = 'external:';

/**
 * Asks at once for all that handing over or closing these orders reads, so that a hundred of them cost as many
 * round trips as one. `more` is asked for along with the orders themselves.
 */
export function gatherOrders(
  work: Work,
  references: readonly string[],
  more: readonly RowRequest[] = [],
): void {
  work.need([shops, { id: shopId }], ...references.map(requestOf), ...more);
  const found = references.flatMap((reference) => findOrder(work, reference) ?? []);
  work.need(
    ...found.flatMap(({ id: orderId, customerId, campaignId }): RowRequest[] => [
      [campaigns, { id: campaignId }],
      [orderLines, { orderId }],
      [commissionEntries, { orderId }],
      [claims, { orderId }],
      [customers, { id: customerId }],
      [pickupConsents, { orderId }],
    ]),
  );
  const lines = found.flatMap(({ id: orderId }) => work.list(orderLines, { orderId }));
  work.need(
    ...lines.map(({ campaignId, variantId }): RowRequest => [campaignGoods, { campaignId, variantId }]),
  );
}

/** The order by our id or, with the prefix `external:`, by the host shop's. */
export function findOrder(work: Work, reference: string): Order | undefined {
  if (!reference.startsWith(external)) return work.find(orders, reference);
  return work.first(orders, { externalId: reference.slice(external.length) });
}

function requestOf(reference: string): RowRequest {
  if (!reference.startsWith(external)) return [orders, { id: reference }];
  return [orders, { externalId: reference.slice(external.length) }];
}
