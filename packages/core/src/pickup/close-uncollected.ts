import { defineVerb } from '../define.ts';
import { orders } from '../orders/tables.ts';
import type { Instant } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import { closeUncollectedOrder, isUncollected } from './close-order.ts';
import { gatherOrders } from './gather-orders.ts';
import { closedOrdersSchema, orderIdsSchema } from './schemas.ts';

/**
 * Writes down what the clock has decided: these orders were not fetched in time (R30). An order that is not due,
 * or closed already, is passed over, so that it can be called again at will.
 *
 * Refuses: not_allowed.
 */
export const closeUncollected = defineVerb({
  name: 'pickups.closeUncollected',
  summary: 'Close orders that nobody fetched',
  input: orderIdsSchema,
  answer: closedOrdersSchema,
  decide: (work, { orderIds }, context) => {
    demandShop(context);
    gatherOrders(work, orderIds);
    let closed = 0;
    for (const id of new Set(orderIds)) {
      const order = work.find(orders, id);
      if (!order || !isUncollected(work, order, context.now)) continue;
      closeUncollectedOrder(work, order, context);
      closed += 1;
    }
    return { closed };
  },
});

/** Ready orders whose time has passed, at most `limit`; asked again after they are closed it gives the next. */
export async function uncollectedOrderIds(
  reader: Reader,
  now: Instant,
  limit: number,
): Promise<readonly string[]> {
  const { policies } = await readShop(reader);
  const latest = now - policies.uncollectedGraceHours * 3_600_000;
  const rows = await reader.rows<{ id: string }>(
    `SELECT o."id" AS "id" FROM "campaigns" c CROSS JOIN "orders" o ON o."campaignId" = c."id" AND o."status" = 'ready'
      WHERE c."status" IN ('purchasing', 'delivering', 'collecting') AND c."pickupEndsAt" <= CAST(? AS INTEGER)
        AND o."readyAt" <= CAST(? AS INTEGER)
        AND NOT EXISTS (SELECT 1 FROM "order_lines" l WHERE l."orderId" = o."id" AND l."allocated" IS NULL
          AND l."pieces" > l."cancelled" + l."short" + l."lost" + l."withdrawn" + l."handedOver" + l."uncollected")
      LIMIT CAST(? AS INTEGER)`,
    [latest, latest, limit],
  );
  return rows.map(({ id }) => id);
}
