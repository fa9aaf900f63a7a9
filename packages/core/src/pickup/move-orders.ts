import { campaignPoints, campaigns, offers } from '../campaigns/tables.ts';
import { defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import { isOverdue } from '../orders/expire-order.ts';
import { linesOf, type Order, openPieces } from '../orders/order.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { numberMovedBaskets } from '../packing/basket-numbers.ts';
import { pickupPoints, pickupSlots } from '../pickup-points/tables.ts';
import { releaseSlot, sameHourAt } from '../pickup-points/take-slot.ts';
import { recordChange } from '../purchasing/record-change.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { Row, RowRequest, Work } from '../work.ts';
import { findOrder, gatherOrders } from './gather-orders.ts';
import { type MoveOrders, movedAtOnce, movedOrdersSchema, moveOrdersSchema } from './move-schemas.ts';
import { moveStopGoods } from './move-stop-goods.ts';
import { orderMoves } from './tables.ts';

type Point = Row<typeof pickupPoints>;

/**
 * Orders are fetched at another point from now on: the leader is away, the shop is closed. Who earns stays (R44). A
 * booked time is kept where the new point has it free; pick lists and the stops of planned runs follow; after the
 * freeze it is a change that leaders and drivers get as a difference; customers and both leaders are told. An order
 * that is there already is passed over, so the same call again moves nothing.
 *
 * Refuses: pickup_point_unavailable, order_status, not_allowed, not_found.
 */
export const moveOrders = defineVerb({
  name: 'pickups.moveOrders',
  summary: 'Move orders to another pickup point',
  input: moveOrdersSchema,
  answer: movedOrdersSchema,
  alone: true,
  decide: (work, command, context) => {
    const to = work.resolve(pickupPoints, command.toPointId);
    demandMover(to, context);
    const { references, left } = chosen(work, command, context);
    gatherOrders(work, references);
    const found = references.map(
      (reference) => findOrder(work, reference) ?? refuse('not_found', { what: 'orders', key: reference }),
    );
    const here = new Map(found.map((order) => [order.id, order]));
    const moving = [...here.values()].filter(({ pickupPointId }) => pickupPointId !== to.id);
    gatherAround(work, moving, to);
    for (const order of moving) demandMovable(work, order, to, context);
    const moves = moving.map((order) => moveOne(work, order, to, command.reason ?? '', context));
    const toDeliver = moveStopGoods(work, moving, to.id);
    for (const campaignId of new Set(moving.map((order) => order.campaignId)))
      numberMovedBaskets(work, campaignId, to.id, context.now);
    recordChanges(work, moving, to, command.reason ?? '', context);
    tellLeaders(work, moving, to, context);
    return {
      moved: moving.map(({ id }) => id),
      left,
      withoutSlot: moves
        .filter(({ fromSlotId, toSlotId }) => fromSlotId !== null && toSlotId === null)
        .map(({ orderId }) => orderId),
      toDeliver,
    };
  },
});

/** The shop moves anything; a leader what waits at an own point, to another own point. */
function demandMover(to: Point, context: Context): void {
  const { actor } = context;
  if (isShop(context)) return;
  demand(actor.kind === 'leader', 'not_allowed', { needs: 'a secret key or a leader session' });
  demand(to.leaderId === actor.leaderId, 'not_found', { what: 'pickup_points' });
}

const openHere = `"orders" WHERE "pickupPointId" = ? AND "campaignId" = ? AND ("status" IN ('confirmed', 'ready')
  OR ("status" = 'held' AND "holdEndsAt" > CAST(? AS INTEGER)))`;

function chosen(
  work: Work,
  { orderIds, campaignId = '', fromPointId = '', toPointId }: MoveOrders,
  { now }: Context,
): { references: readonly string[]; left: number } {
  if (orderIds !== undefined) return { references: [...new Set(orderIds)], left: 0 };
  const from = work.resolve(pickupPoints, fromPointId);
  const campaign = work.resolve(campaigns, campaignId);
  if (from.id === work.resolve(pickupPoints, toPointId).id) return { references: [], left: 0 };
  const params = [from.id, campaign.id, now];
  const rows = work.rows<{ id: string }>(
    `SELECT "id" FROM ${openHere} ORDER BY "placedAt", "id" LIMIT ${String(movedAtOnce)}`,
    params,
  );
  const [all] = work.rows<{ count: number }>(`SELECT count(*) AS "count" FROM ${openHere}`, params);
  return { references: rows.map(({ id }) => id), left: (all?.count ?? 0) - rows.length };
}

/** All that moving reads, in two round trips for hundreds of orders. */
function gatherAround(work: Work, moving: readonly Order[], to: Point): void {
  const lines = moving.flatMap(({ id }) => linesOf(work, id));
  const dates = new Set(moving.map(({ campaignId }) => work.get(campaigns, campaignId).pickupDate));
  work.need(
    ...lines.map(({ offerId }): RowRequest => [offers, { id: offerId }]),
    ...moving.flatMap(({ campaignId, pickupPointId, slotId }): RowRequest[] => [
      [campaignPoints, { campaignId, pickupPointId: to.id }],
      [pickupPoints, { id: pickupPointId }],
      ...(slotId === null ? [] : [[pickupSlots, { id: slotId }] as const]),
    ]),
    ...[...dates].map((date): RowRequest => [pickupSlots, { pickupPointId: to.id, date }]),
  );
}

function demandMovable(work: Work, order: Order, to: Point, context: Context): void {
  const { actor } = context;
  const { id, status, campaignId, pickupPointId } = order;
  if (actor.kind === 'leader')
    demand(work.get(pickupPoints, pickupPointId).leaderId === actor.leaderId, 'not_found', {
      what: 'orders',
      key: id,
    });
  const open =
    status === 'confirmed' || status === 'ready' || (status === 'held' && !isOverdue(order, context));
  demand(open, 'order_status', { orderId: id, status });
  // While a campaign takes orders its points are those it was published with; later any point of the shop may help out.
  const part = work.find(campaignPoints, { campaignId, pickupPointId: to.id });
  const takesPart = part !== undefined || work.get(campaigns, campaignId).status !== 'published';
  demand(takesPart && !to.retired, 'pickup_point_unavailable', { pickupPointId: to.id, campaignId });
}

function moveOne(work: Work, order: Order, to: Point, reason: string, context: Context) {
  const { id: orderId, campaignId, customerId, pickupPointId: fromPointId, slotId: fromSlotId } = order;
  releaseSlot(work, order);
  const slot = sameHourAt(work, order, to.id, work.get(campaigns, campaignId));
  work.set(orders, work.get(orders, orderId), { pickupPointId: to.id, ...slot });
  for (const line of linesOf(work, orderId)) work.set(orderLines, line, { pickupPointId: to.id });
  const move = work.insert(orderMoves, {
    id: context.newId('mov'),
    orderId,
    campaignId,
    fromPointId,
    toPointId: to.id,
    fromSlotId,
    toSlotId: slot.slotId,
    reason,
    movedBy: actorText(context.actor),
    movedAt: context.now,
  });
  const slotKept = fromSlotId === null ? null : slot.slotId !== null;
  work.emit({
    type: 'order.moved',
    subject: orderId,
    data: { campaignId, fromPointId, toPointId: to.id, slotKept },
  });
  work.insert(notices, {
    id: context.newId('ntc'),
    receiverKind: 'customer',
    receiverId: customerId,
    topic: 'order.moved',
    facts: { orderId, campaignId, fromPointId, toPointId: to.id, slotKept, reason },
    createdAt: context.now,
    source: `moved ${move.id}`,
  });
  return move;
}

/** After a cutoff the sheets are out: what changes then is a document (变更单), one for each order. */
function recordChanges(
  work: Work,
  moving: readonly Order[],
  to: Point,
  reason: string,
  context: Context,
): void {
  for (const { id: orderId, campaignId, pickupPointId } of moving) {
    const lines = linesOf(work, orderId).filter(
      (line) => openPieces(line) > 0 && work.get(offers, line.offerId).status === 'frozen',
    );
    const from = work.get(pickupPoints, pickupPointId);
    const changed = lines.flatMap(({ id: orderLineId, variantId, ...line }) => {
      const pieces = openPieces({ ...line, id: orderLineId, variantId });
      return [
        { ...ofPoint(from), orderLineId, variantId, before: pieces, after: 0 },
        { ...ofPoint(to), orderLineId, variantId, before: 0, after: pieces },
      ];
    });
    const source = `moved ${orderId} ${from.id} ${to.id} ${String(context.now)}`;
    recordChange(work, { campaignId, kind: 'pointMoved', reason, source }, changed, context);
  }
}

function ofPoint({ id, leaderId }: Point) {
  return { pickupPointId: id, ...(leaderId === null ? {} : { leaderId }) };
}

/** One notice to each leader for a call, however many orders it moves. */
function tellLeaders(work: Work, moving: readonly Order[], to: Point, context: Context): void {
  const counts = new Map<string, number>();
  for (const { pickupPointId, leaderId } of moving) {
    const concerned = [leaderId, work.get(pickupPoints, pickupPointId).leaderId, to.leaderId];
    for (const one of new Set(concerned)) if (one !== null) counts.set(one, (counts.get(one) ?? 0) + 1);
  }
  for (const [receiverId, count] of counts) {
    const id = context.newId('ntc');
    work.insert(notices, {
      id,
      receiverKind: 'leader',
      receiverId,
      topic: 'orders.moved',
      facts: { orders: count, toPointId: to.id },
      createdAt: context.now,
      source: `orders.moved ${id}`,
    });
  }
}
