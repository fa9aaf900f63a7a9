import { appointSubstitute } from './appoint-substitute.ts';
import { chooseSlot } from './choose-slot.ts';
import { defineSlots } from './define-slots.ts';
import { listSlots } from './slot-queries.ts';
import { getPickupPoint, listPickupPoints } from './queries.ts';
import { endSubstitute } from './end-substitute.ts';
import { listSubstitutes } from './substitute-queries.ts';
import { upsertPickupPoints } from './upsert-pickup-points.ts';

/** Bookable pickup times (分时预约). */
export const pickupSlotOperations = { define: defineSlots, list: listSlots, choose: chooseSlot } as const;

export const pickupPointOperations = {
  upsert: upsertPickupPoints,
  get: getPickupPoint,
  list: listPickupPoints,
  appointSubstitute,
  endSubstitute,
  listSubstitutes,
} as const;
