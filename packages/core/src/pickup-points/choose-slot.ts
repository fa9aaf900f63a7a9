import { campaigns, offers } from '../campaigns/tables.ts';
import { defineVerb } from '../define.ts';
import { linesOf, type Order } from '../orders/order.ts';
import { orders } from '../orders/tables.ts';
import { recordChange } from '../purchasing/record-change.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { calendarDate, instantText } from '../shared/time.ts';
import { isShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import type { RowRequest, Work } from '../work.ts';
import { isOverdue, releaseOverdueSlot } from '../orders/expire-order.ts';
import { chooseSlotSchema, chosenSlotSchema } from './slot-schemas.ts';
import { bookedSlotOf } from './slot-view.ts';
import { releaseSlot, takeSlot } from './take-slot.ts';
import { pickupPoints, pickupSlots } from './tables.ts';

/**
 * Books another pickup time for an order, or gives it up: the customer until the pickup day begins, the leader and the
 * shop until it is fetched. The old one is free again in the same step; the same again changes nothing.
 *
 * Refuses: slot_full, slot_unavailable, slot_required, slot_change_too_late, order_status, not_found.
 */
export const chooseSlot = defineVerb({
  name: 'pickupSlots.choose',
  summary: 'Choose the pickup time of an order',
  input: chooseSlotSchema,
  answer: chosenSlotSchema,
  decide: (work, { orderId, slotId, reason = '' }, context) => {
    const order = work.resolve(orders, orderId);
    demandMayChoose(work, order, context);
    const campaign = work.get(campaigns, order.campaignId);
    const { pickupPointId } = order;
    if (slotId === order.slotId) return viewOf(order, context);
    if (slotId !== null) work.need([pickupSlots, { id: slotId }]);
    releaseSlot(work, order);
    const booked = takeSlot(work, { slotId, pickupPointId, campaign }, context.now, (id) =>
      releaseOverdueSlot(work, id, context.now),
    );
    const chosen = work.set(orders, work.get(orders, order.id), booked);
    noteChange(work, order, chosen, reason, context);
    work.emit({ type: 'order.slotChosen', subject: order.id, data: { before: order.slotId, slotId } });
    return viewOf(chosen, context);
  },
});

function demandMayChoose(work: Work, order: Order, context: Context): void {
  const { actor, now } = context;
  const mine =
    isShop(context) ||
    (actor.kind === 'customer' && order.customerId === actor.customerId) ||
    (actor.kind === 'leader' && isOfLeader(work, order, actor.leaderId));
  demand(mine, 'not_found', { what: 'orders' });
  if (isOverdue(order, context)) refuse('order_status', { status: 'expired' });
  const open = order.status === 'held' || order.status === 'confirmed' || order.status === 'ready';
  demand(open, 'order_status', { status: order.status });
  if (actor.kind !== 'customer') return;
  const { pickupDate } = work.get(campaigns, order.campaignId);
  demand(calendarDate(now, theShop(work).zone) < pickupDate, 'slot_change_too_late', { pickupDate });
}

/** Once the goods are bought the leader's sheet is out: another hour is a change (变更单) for who keeps the point. */
function noteChange(work: Work, before: Order, after: Order, reason: string, context: Context): void {
  const lines = linesOf(work, before.id);
  work.need(...lines.map(({ offerId }): RowRequest => [offers, { id: offerId }]));
  const frozen = lines.find(({ offerId }) => work.get(offers, offerId).status === 'frozen');
  if (frozen === undefined) return;
  const { id, campaignId, pickupPointId } = before;
  const leaderId = work.find(pickupPoints, pickupPointId)?.leaderId ?? before.leaderId;
  const change = {
    campaignId,
    kind: 'slot',
    reason,
    source: `slot ${id} ${String(before.version)}`,
  } as const;
  const line = { orderLineId: frozen.id, leaderId };
  recordChange(work, change, [{ ...line, before: hoursOf(before), after: hoursOf(after) }], context);
}

/** As it stands on a sheet: `16:00–17:00`. */
function hoursOf(order: Order): string | null {
  const slot = bookedSlotOf(order);
  return slot === null ? null : `${slot.opens}–${slot.closes}`;
}

function isOfLeader(work: Work, { leaderId, pickupPointId }: Order, own: string): boolean {
  return leaderId === own || work.find(pickupPoints, pickupPointId)?.leaderId === own;
}

function viewOf(order: Order, { now }: Context) {
  return { orderId: order.id, slot: bookedSlotOf(order), changedAt: instantText(now) };
}
