import * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { orders } from '../orders/tables.ts';
import { orderIdSchema } from '../orders/schemas.ts';
import { demand } from '../shared/error.ts';
import { whereReference } from '../shared/reference.ts';
import { idSchema } from '../shared/schemas.ts';
import { readShop } from '../shop/the-shop.ts';
import { collectorView, isOwn } from './collector.ts';
import { allowedCollectorSchema } from './consent-schemas.ts';
import { pickupConsents } from './tables.ts';

const hour = 3_600_000;

const ticketSchema = z.strictObject({
  orderId: z.string(),
  code: z.string(),
  validUntil: z.int().describe('Epoch milliseconds: when nobody is waited for any more (R30).'),
});

/** What the token of an order says, for its owner. Refuses: order_status (nothing to fetch), not_found. */
export const findTicket = defineQuery({
  name: 'pickups.findTicket',
  summary: 'Read what a pickup token says',
  input: orderIdSchema,
  answer: ticketSchema,
  async read(reader, { orderId }, context) {
    const [order] = await reader.table(orders, ...whereReference(orderId));
    demand(order !== undefined && isOwn(order, context), 'not_found', { what: 'orders', key: orderId });
    demand(order.pickupCode !== null, 'order_status', { status: order.status });
    const [campaign] = await reader.table(campaigns, 't."id" = ?', [order.campaignId]);
    const { policies } = await readShop(reader);
    const last = Math.max(campaign?.pickupEndsAt ?? 0, order.readyAt ?? 0);
    const validUntil = last + policies.uncollectedGraceHours * hour;
    return { orderId: order.id, code: order.pickupCode, validUntil };
  },
});

/** Who else may collect an order, for its owner. Refuses: not_found. */
export const getCollector = defineQuery({
  name: 'pickups.collector',
  summary: 'Read who else may collect an order',
  input: z.strictObject({ orderId: idSchema }),
  answer: allowedCollectorSchema,
  async read(reader, { orderId }, context) {
    const [order] = await reader.table(orders, ...whereReference(orderId));
    demand(order !== undefined && isOwn(order, context), 'not_found', { what: 'orders', key: orderId });
    const [consent] = await reader.table(pickupConsents, 't."orderId" = ?', [order.id]);
    return { collector: consent ? collectorView(consent) : null };
  },
});
