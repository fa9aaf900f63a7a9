import { campaigns, offers } from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { defineQuery } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { readShop } from '../shop/the-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import { type Order, orderView } from './order.ts';
import { type OrderView, listOrdersSchema, orderIdSchema, orderPageSchema, orderSchema } from './schemas.ts';
import { orderLines, orders } from './tables.ts';

/** One order. Customers and leaders see their own only. */
export const getOrder = defineQuery({
  name: 'orders.get',
  summary: 'Read an order',
  input: orderIdSchema,
  answer: orderSchema,
  async read(reader, { orderId }, context) {
    const external = orderId.startsWith('external:');
    const where = external ? 't."externalId" = ?' : 't."id" = ?';
    const [order] = await reader.table(orders, where, [orderId.replace(/^external:/, '')]);
    demand(order !== undefined && maySee(order, context), 'not_found', { what: 'orders', key: orderId });
    const [view] = await orderViews(reader, [order]);
    return view ? forReader(view, context) : refuse('not_found');
  },
});

/** What an order was before it was replaced is history of that order, not one more. */
const isCurrent = `t."replacedById" IS NULL`;

/** Orders, newest first, by campaign, customer, leader, point or status. */
export const listOrders = defineQuery({
  name: 'orders.list',
  summary: 'List orders',
  input: listOrdersSchema,
  answer: orderPageSchema,
  async read(reader, input, context) {
    const { actor } = context;
    const page = pageAfter(input, 'placedAt');
    const filters: [string, SqlValue | undefined][] = [
      ['campaignId', await ownIdOf(reader, campaigns, input.campaignId)],
      [
        'customerId',
        actor.kind === 'customer' ? actor.customerId : await ownIdOf(reader, customers, input.customerId),
      ],
      ['leaderId', actor.kind === 'leader' ? actor.leaderId : await ownIdOf(reader, leaders, input.leaderId)],
      ['pickupPointId', await ownIdOf(reader, pickupPoints, input.pickupPointId)],
      ['status', input.status],
    ];
    const given = filters.filter(([, value]) => value !== undefined);
    const where = [page.condition, isCurrent, ...given.map(([name]) => `t."${name}" = ?`)].join(' AND ');
    const params = [...page.params, ...given.map(([, value]) => value ?? null)];
    const rows = await reader.table(orders, `${where} ${page.tail}`, params);
    const views = await orderViews(reader, rows.slice(0, input.limit));
    const byId = new Map(views.map((view) => [view.id, forReader(view, context)]));
    return pageOf(rows, input, 'placedAt', (row) => byId.get(row.id) ?? refuse('not_found'));
  },
});

/** The orders with their lines, in three reads however many they are. */
async function orderViews(reader: Reader, rows: readonly Order[]) {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  const { currency } = await readShop(reader);
  const lines = await reader.table(
    orderLines,
    't."orderId" IN (SELECT value FROM json_each(?)) ORDER BY t."position"',
    [ids],
  );
  const offerIds = JSON.stringify([...new Set(lines.map(({ offerId }) => offerId))]);
  const labels = await reader.table(offers, 't."id" IN (SELECT value FROM json_each(?))', [offerIds]);
  const byId = new Map(labels.map((offer) => [offer.id, offer]));
  return rows.map((order) => {
    const own = lines.filter(({ orderId }) => orderId === order.id);
    return orderView(
      order,
      own,
      currency,
      (line) => byId.get(line.offerId) ?? { title: '', unit: '', gramsPerUnit: null },
    );
  });
}

/** The code is the neighbour's proof: a leader knows those of orders placed on behalf only, and checks the others. */
function forReader(view: OrderView, { actor }: Context): OrderView {
  const stranger = actor.kind === 'leader' && view.placedBy !== actorText(actor);
  return stranger ? { ...view, pickupCode: null } : view;
}

function maySee(order: Order, { actor }: Context): boolean {
  if (actor.kind === 'customer') return order.customerId === actor.customerId;
  if (actor.kind === 'leader') return order.leaderId === actor.leaderId;
  return actor.kind === 'shop' || actor.kind === 'system';
}
