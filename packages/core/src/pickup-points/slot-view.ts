import type { Row } from '../work.ts';
import type { BookedSlot } from './take-slot.ts';
import type { SlotView } from './slot-schemas.ts';
import type { pickupSlots } from './tables.ts';

/** A slot as it is answered; how many have booked is the keeper's business. */
export function slotView(slot: Row<typeof pickupSlots>, isKeeper: boolean): SlotView {
  const { id, pickupPointId, date, opens, closes, capacity, taken, retired } = slot;
  const free = retired ? 0 : capacity - taken;
  const kept = isKeeper ? { capacity, taken, retired } : {};
  return { id, pickupPointId, date, opens, closes, free, ...kept };
}

/** The slot of an order as it is answered, null where it has none. */
export function bookedSlotOf({ slotId, slotOpens, slotCloses }: BookedSlot) {
  if (slotId === null || slotOpens === null || slotCloses === null) return null;
  return { id: slotId, opens: slotOpens, closes: slotCloses };
}
