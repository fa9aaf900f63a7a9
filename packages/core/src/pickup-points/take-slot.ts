import type { campaigns } from '../campaigns/tables.ts';
import type { Reaction } from '../reactions.ts';
import { demand } from '../shared/error.ts';
import type { Instant } from '../shared/time.ts';
import { localText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import { orders } from '../orders/tables.ts';
import { isWithin } from './slot-pattern.ts';
import { pickupSlots } from './tables.ts';

type Order = Row<typeof orders>;
type Campaign = Row<typeof campaigns>;
type Slot = Row<typeof pickupSlots>;

/** The columns of an order that say when it is fetched. */
export type BookedSlot = Pick<Order, 'slotId' | 'slotOpens' | 'slotCloses'>;

export const noSlot: BookedSlot = { slotId: null, slotOpens: null, slotCloses: null };

interface Wanted {
  readonly slotId: string | null | undefined;
  readonly pickupPointId: string;
  readonly campaign: Campaign;
}

/**
 * Books a slot for one more order: of its point, on its pickup day, within its windows, not over, not full. Where the
 * shop hands over by appointment only, an order at a point with slots needs one.
 *
 * Refuses: slot_unavailable, slot_full, slot_required.
 */
export function takeSlot(
  work: Work,
  { slotId, pickupPointId, campaign }: Wanted,
  now: Instant,
  releaseOverdue?: (slotId: string) => void,
): BookedSlot {
  if (slotId === undefined || slotId === null) {
    demandNoneNeeded(work, pickupPointId, campaign);
    return noSlot;
  }
  const slot = work.find(pickupSlots, slotId);
  const fits =
    slot !== undefined && !slot.retired && isBookable(work, slot, { pickupPointId, campaign }, now);
  demand(slot !== undefined && fits, 'slot_unavailable', { slotId });
  if (slot.taken >= slot.capacity) releaseOverdue?.(slotId);
  const { taken, capacity, opens, closes } = work.get(pickupSlots, slotId);
  demand(taken < capacity, 'slot_full', { slotId });
  work.add(pickupSlots, work.get(pickupSlots, slotId), { taken: 1 });
  return { slotId, slotOpens: opens, slotCloses: closes };
}

function isBookable(
  work: Work,
  slot: Slot,
  { pickupPointId, campaign }: Pick<Wanted, 'pickupPointId' | 'campaign'>,
  now: Instant,
): boolean {
  if (slot.pickupPointId !== pickupPointId || slot.date !== campaign.pickupDate) return false;
  if (!isWithin(slot, campaign.pickupWindows)) return false;
  return localText(now, theShop(work).zone) < `${slot.date} ${slot.closes}`;
}

function demandNoneNeeded(work: Work, pickupPointId: string, { pickupDate, pickupWindows }: Campaign): void {
  if (theShop(work).policies.pickupSlots !== 'required') return;
  const slots = work.list(pickupSlots, { pickupPointId, date: pickupDate });
  const needed = slots.some((slot) => !slot.retired && isWithin(slot, pickupWindows));
  demand(!needed, 'slot_required', { pickupPointId });
}

/** Gives the slot of an order back. What the order says of it stays, as history. */
export function releaseSlot(work: Work, { slotId }: Pick<Order, 'slotId'>): void {
  if (slotId !== null) work.add(pickupSlots, work.get(pickupSlots, slotId), { taken: -1 });
}

/** The slot an order had before it expired, where it is still free; else none: goods come before the hour. */
export function retakeSlot(work: Work, { slotId, slotOpens, slotCloses }: BookedSlot): BookedSlot {
  if (slotId === null) return noSlot;
  const slot = work.get(pickupSlots, slotId);
  if (slot.retired || slot.taken >= slot.capacity) return noSlot;
  work.add(pickupSlots, slot, { taken: 1 });
  return { slotId, slotOpens, slotCloses };
}

/** The same hour of another point, where it is free there; else none. */
export function sameHourAt(
  work: Work,
  { slotId, slotOpens, slotCloses }: BookedSlot,
  pickupPointId: string,
  { pickupDate }: Pick<Campaign, 'pickupDate'>,
): BookedSlot {
  if (slotId === null) return noSlot;
  const slot = work
    .list(pickupSlots, { pickupPointId, date: pickupDate })
    .find(({ opens, closes, retired }) => opens === slotOpens && closes === slotCloses && !retired);
  if (!slot || slot.taken >= slot.capacity) return noSlot;
  work.add(pickupSlots, slot, { taken: 1 });
  return { slotId: slot.id, slotOpens, slotCloses };
}

/**
 * A time for an order that nobody is there to choose one for: the hour wished for where it is free, else the first that
 * is; none where the point has no times, or all are full.
 */
export function firstFreeSlot(
  work: Work,
  wish: BookedSlot,
  { pickupPointId, campaign }: Pick<Wanted, 'pickupPointId' | 'campaign'>,
  now: Instant,
): BookedSlot {
  const [slot] = work
    .list(pickupSlots, { pickupPointId, date: campaign.pickupDate })
    .filter((one) => !one.retired && one.taken < one.capacity)
    .filter((one) => isBookable(work, one, { pickupPointId, campaign }, now))
    .toSorted((a, b) => Number(isHour(b, wish)) - Number(isHour(a, wish)) || (a.opens < b.opens ? -1 : 1));
  if (slot === undefined) return noSlot;
  work.add(pickupSlots, slot, { taken: 1 });
  return { slotId: slot.id, slotOpens: slot.opens, slotCloses: slot.closes };
}

function isHour({ opens, closes }: Slot, { slotOpens, slotCloses }: BookedSlot): boolean {
  return opens === slotOpens && closes === slotCloses;
}

/** A cancelled order is not expected any more. */
export const releaseCancelledSlot: Reaction<'order.cancelled'> = (work, { subject }) => {
  releaseSlot(work, work.get(orders, subject));
};
