import * as z from 'zod';
import {
  dateSchema,
  dayWindowSchema,
  idSchema,
  instantSchema,
  ownIdSchema,
  textSchema,
} from '../shared/schemas.ts';

const datesMax = 62;

export const defineSlotsSchema = z
  .strictObject({
    pickupPointId: idSchema,
    dates: z
      .array(dateSchema)
      .min(1)
      .max(datesMax)
      .refine((dates) => new Set(dates).size === dates.length, 'Name each date once.'),
    windows: z
      .array(dayWindowSchema)
      .min(1)
      .max(10)
      .refine(
        (windows) =>
          windows.every(({ opens }, index) => index === 0 || (windows[index - 1]?.closes ?? '') <= opens),
        'Windows must be in the order of the day and must not overlap.',
      )
      .optional()
      .describe('What is cut into slots; left out, the opening hours of the point.'),
    minutes: z.int().min(5).max(720).describe('How long a slot is.'),
    capacity: z
      .int()
      .min(0)
      .max(10_000)
      .describe('How many orders may book each. 0: no slots on these dates any more.'),
  })
  .meta({
    id: 'DefineSlots',
    description: 'The slots of these dates are as this pattern says; slots outside it take no more orders.',
    examples: [{ pickupPointId: 'external:P01', dates: ['2026-11-24'], minutes: 30, capacity: 12 }],
  });

export const slotSchema = z
  .strictObject({
    id: ownIdSchema,
    pickupPointId: z.string(),
    date: dateSchema,
    opens: z.string(),
    closes: z.string(),
    free: z.int().describe('How many more orders can book it.'),
    capacity: z.int().optional().describe('For the shop and the leader of the point.'),
    taken: z.int().optional().describe('For the shop and the leader of the point.'),
    retired: z.boolean().optional().describe('Out of the pattern: nobody else gets it.'),
  })
  .meta({ id: 'PickupSlot', description: 'A bookable part of a pickup day, in the zone of the shop.' });

export type SlotView = z.output<typeof slotSchema>;

export const slotListSchema = z.strictObject({ data: z.array(slotSchema) }).meta({ id: 'PickupSlots' });

export const listSlotsSchema = z
  .strictObject({
    pickupPointId: idSchema,
    campaignId: idSchema.optional().describe('Only what an order of this campaign can book.'),
    from: dateSchema.optional().describe('Default: today.'),
    to: dateSchema.optional().describe('Default: 31 days on; at most 62.'),
  })
  .refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
    path: ['to'],
    message: 'Must not be before from.',
  });

export const chooseSlotSchema = z
  .strictObject({
    orderId: idSchema,
    slotId: ownIdSchema.max(140).nullable(),
    reason: textSchema(200)
      .optional()
      .describe('Why, for who keeps the point; told once the goods are bought.'),
  })
  .meta({
    id: 'ChooseSlot',
    description: 'Another pickup time for an order; null gives it up.',
    examples: [{ orderId: 'ord_01KAQ3', slotId: 'slo_01KAQ3' }],
  });

/** The slot of an order, as it is answered. */
export const bookedSlotSchema = z
  .strictObject({ id: z.string(), opens: z.string(), closes: z.string() })
  .meta({ id: 'BookedSlot', description: 'The part of the pickup day that the order has booked.' });

export const chosenSlotSchema = z
  .strictObject({ orderId: z.string(), slot: bookedSlotSchema.nullable(), changedAt: instantSchema })
  .meta({ id: 'ChosenSlot' });
