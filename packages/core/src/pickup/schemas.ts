import * as z from 'zod';
import { orderStatuses } from '../orders/tables.ts';
import {
  idSchema,
  instantSchema,
  moneySchema,
  ownIdSchema,
  piecesSchema,
  textSchema,
} from '../shared/schemas.ts';
import { takenBySchema } from './consent-schemas.ts';

/** A day of a busy point in one call; its rows are read and written in some statements, however many they are. */
export const handoversMax = 1000;
const linesMax = 100;

export const verifyPickupSchema = z
  .strictObject({
    code: textSchema(200, 1).describe(
      'As it was typed or scanned, bare or in a pickup token; case, spaces and dashes do not matter.',
    ),
    pickupPointId: idSchema.optional().describe('The point of this station: only its orders are found.'),
  })
  .meta({ id: 'VerifyPickup' });

export const pickupLineSchema = z
  .strictObject({
    lineId: z.string(),
    title: z.string(),
    unit: z.string(),
    ordered: z.int(),
    pieces: z.int().describe('What is left to hand over.'),
    grams: z.int().nullable().describe('Packed weight of a weighed line.'),
    note: z.string(),
    gift: z.boolean(),
  })
  .meta({ id: 'PickupLine' });

export const pickupSchema = z
  .strictObject({
    orderId: z.string(),
    status: z.enum(orderStatuses),
    campaignId: z.string(),
    pickupPointId: z.string(),
    customer: z.string().describe('The name, all but its first character hidden.'),
    note: z.string(),
    amountDue: moneySchema.describe('To be paid before the first piece is handed over.'),
    slot: z.string().nullable().describe('The booked time, like 16:00–16:30.'),
    collector: z
      .strictObject({
        name: z.string().describe('Masked.'),
        asks: z
          .enum(['code', 'phoneTail', 'name'])
          .describe('What proves it: the code just typed, the end of the phone, or the name.'),
      })
      .nullable()
      .describe('Someone else whom the customer lets collect.'),
    lines: z.array(pickupLineSchema),
  })
  .meta({ id: 'Pickup', description: 'What to hand over against a code.' });

export const verifiedPickupSchema = z
  .discriminatedUnion('outcome', [
    z.strictObject({ outcome: z.literal('found'), pickup: pickupSchema }),
    z.strictObject({ outcome: z.literal('unknown'), triesLeft: z.int() }),
  ])
  .meta({ id: 'VerifiedPickup' });

const handedLineSchema = z.strictObject({ lineId: ownIdSchema.max(140), pieces: piecesSchema });

const handoverFields = {
  orderId: idSchema,
  handoverId: z
    .string()
    .regex(/^[\w-]{8,80}$/, 'Give 8 to 80 letters, digits, - or _: a UUID is right.')
    .meta({ examples: ['5f0c9d1e-8a51-4f7c-9a57-0d3f4f0c2b11'] })
    .describe('Made by the client, unique for ever: the same id counts once, also when it is synced late.'),
  lines: z
    .array(handedLineSchema)
    .min(1)
    .max(linesMax)
    .refine(
      (lines) => new Set(lines.map(({ lineId }) => lineId)).size === lines.length,
      'Name each line once.',
    )
    .optional()
    .describe('Left out: everything that is left.'),
  takenBy: takenBySchema.optional().describe('Left out: the customer.'),
  occurredAt: instantSchema
    .optional()
    .describe('When it happened on the phone; taken as between ready and now.'),
};

export const handOverOrderSchema = z.strictObject(handoverFields).meta({ id: 'HandOverOrder' });
export type HandoverInput = z.output<typeof handOverOrderSchema>;

export const handoverSchema = z
  .strictObject({
    handoverId: z.string(),
    orderId: z.string(),
    outcome: z
      .enum(['accepted', 'conflict'])
      .describe(
        '`conflict`: someone else was there first. It is kept for the shop to look into, and moved nothing.',
      ),
    status: z.enum(orderStatuses).describe('Of the order now.'),
    lines: z.array(z.strictObject({ lineId: z.string(), pieces: z.int() })),
    left: z
      .array(z.strictObject({ lineId: z.string(), pieces: z.int() }))
      .describe('Still to be handed over now.'),
    takenBy: z.string().nullable().describe('Someone else who took the goods, masked; null: the customer.'),
    consent: z
      .enum(['named', 'code', 'missing'])
      .nullable()
      .describe(
        'How the customer had agreed; `missing`: told by a phone after the goods had gone, to be looked into.',
      ),
    occurredAt: instantSchema,
    receivedAt: instantSchema,
  })
  .meta({ id: 'Handover' });

export type HandoverView = z.output<typeof handoverSchema>;

export const syncHandoversSchema = z
  .strictObject({ handovers: z.array(z.strictObject(handoverFields)).min(1).max(handoversMax) })
  .meta({ id: 'SyncHandovers' });

export const syncedHandoversSchema = z
  .strictObject({
    data: z.array(
      z.discriminatedUnion('outcome', [
        z.strictObject({ outcome: z.literal('recorded'), handover: handoverSchema }),
        z.strictObject({
          outcome: z.literal('refused'),
          handoverId: z.string(),
          orderId: z.string(),
          code: z.string(),
          details: z.record(z.string(), z.unknown()),
        }),
      ]),
    ),
  })
  .meta({ id: 'SyncedHandovers', description: 'What became of each, in the order in which they were sent.' });

export const orderIdsSchema = z.strictObject({
  orderIds: z.array(z.string().min(1).max(140)).min(1).max(200),
});
export const closedOrdersSchema = z
  .strictObject({ closed: z.int().describe('How many of them were due and are closed now.') })
  .meta({ id: 'ClosedOrders' });
export const remindedOrdersSchema = z
  .strictObject({ reminded: z.int().describe('How many customers got a notice now.') })
  .meta({ id: 'RemindedOrders' });
