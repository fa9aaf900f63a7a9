import { campaigns } from '../campaigns/tables.ts';
import { defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import type { Order } from '../orders/order.ts';
import { orders } from '../orders/tables.ts';
import { type Instant, instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import type { Reader } from '../storage/reader.ts';
import type { Work } from '../work.ts';
import { uncollectedAt } from './close-order.ts';
import { orderIdsSchema, remindedOrdersSchema } from './schemas.ts';

/**
 * Tells customers, once each, that their goods still wait: the last window of the day has ended, and until when
 * they can be fetched. An order that is fetched, not due or reminded already is passed over.
 *
 * Refuses: not_allowed.
 */
export const remindUncollected = defineVerb({
  name: 'pickups.remindUncollected',
  summary: 'Remind customers of goods that wait',
  input: orderIdsSchema,
  answer: remindedOrdersSchema,
  decide: (work, { orderIds }, context) => {
    demandShop(context);
    work.need(
      ...orderIds.map((id) => [orders, { id }] as const),
      ...orderIds.map((id) => [notices, { source: sourceOf(id) }] as const),
    );
    let reminded = 0;
    for (const id of new Set(orderIds)) {
      const order = work.find(orders, id);
      if (!order || !isWaitedFor(work, order, context.now) || work.first(notices, { source: sourceOf(id) }))
        continue;
      const { customerId, campaignId, pickupPointId } = order;
      work.insert(notices, {
        id: context.newId('ntc'),
        receiverKind: 'customer',
        receiverId: customerId,
        topic: 'pickupReminder',
        facts: { orderId: id, campaignId, pickupPointId, until: instantText(uncollectedAt(work, order)) },
        createdAt: context.now,
        source: sourceOf(id),
      });
      reminded += 1;
    }
    return { reminded };
  },
});

/** Ready orders whose last window has ended and whose customer was not reminded yet, at most `limit`. */
export async function ordersToRemind(
  reader: Reader,
  now: Instant,
  limit: number,
): Promise<readonly string[]> {
  const { policies } = await readShop(reader);
  const rows = await reader.rows<{ id: string }>(
    `SELECT o."id" AS "id" FROM "campaigns" c CROSS JOIN "orders" o ON o."campaignId" = c."id" AND o."status" = 'ready'
      WHERE c."status" IN ('purchasing', 'delivering', 'collecting') AND c."pickupEndsAt" <= CAST(? AS INTEGER)
        AND max(c."pickupEndsAt", o."readyAt") > CAST(? AS INTEGER)
        AND NOT EXISTS (SELECT 1 FROM "notices" n WHERE n."source" = 'pickupReminder ' || o."id")
      LIMIT CAST(? AS INTEGER)`,
    [now, now - policies.uncollectedGraceHours * 3_600_000, limit],
  );
  return rows.map(({ id }) => id);
}

function isWaitedFor(work: Work, order: Order, now: Instant): boolean {
  if (order.status !== 'ready' || now < work.get(campaigns, order.campaignId).pickupEndsAt) return false;
  return now < uncollectedAt(work, order);
}

function sourceOf(orderId: string): string {
  return `pickupReminder ${orderId}`;
}
