import * as z from 'zod';
import { positionSchema } from '../pickup-points/schemas.ts';
import { pictureReferenceSchema } from '../pictures/schemas.ts';
import {
  idSchema,
  instantSchema,
  nameSchema,
  noteSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  textSchema,
} from '../shared/schemas.ts';
import { runStatuses, stopOutcomes, stopStatuses } from './tables.ts';

const runKey = ownIdSchema.max(140);

const stopSchema = z
  .strictObject({
    id: z.string(),
    pickupPointId: z.string(),
    name: z.string(),
    address: z.string(),
    position: z.int().describe('Place in the round, from 0.'),
    status: z.enum(stopStatuses),
    at: positionSchema.nullable().describe('Where it is, for a map.'),
    crates: z.int().describe('As planned.'),
    loadedCrates: z.int().nullable().describe('Counted into the vehicle; null: nobody counted.'),
    plannedAt: instantSchema.nullable().describe('When the vehicle should be there, by the plan.'),
    expectedAt: instantSchema.nullable().describe('What the driver said later; null: as planned.'),
    handedOverAt: instantSchema.nullable(),
    signedBy: z.string().nullable(),
    signature: z.string().nullable().describe('Drawn: the path of an SVG in a box of 300 × 120.'),
    pictures: z.array(z.string()).describe('Ids of pictures: of the driver, and of the leader who counted.'),
    note: z.string(),
    outcome: z
      .enum(stopOutcomes)
      .nullable()
      .describe('What became of a stop that failed: planned again, short, or redirected. Null: nothing yet.'),
    movingTo: z
      .string()
      .nullable()
      .describe(
        'Of a redirected stop: the point that some of its orders are still to be moved to. The clock goes on with it, and so does redirecting again.',
      ),
    countedAt: instantSchema.nullable().describe('When the leader counted what had come.'),
    countedBy: z.string().nullable(),
    countNote: z.string(),
    countAcceptedAt: instantSchema
      .nullable()
      .describe('When the shop accepted what the leader counted otherwise than was signed for.'),
    lines: z.array(
      z.strictObject({
        variantId: z.string(),
        title: z.string(),
        specification: z.string(),
        unit: z.string(),
        externalId: z.string(),
        expected: z.int(),
        loaded: z.int().nullable().describe('Counted into the vehicle; null: nobody counted.'),
        delivered: z.int(),
        missing: z.int(),
        damaged: z.int(),
        reason: z.string(),
        counted: z.int().nullable().describe('What the leader counted; null: nobody did.'),
      }),
    ),
  })
  .meta({ id: 'DeliveryStop' });

export const deliveryRunSchema = z
  .strictObject({
    id: ownIdSchema,
    campaignId: z.string(),
    name: z.string(),
    driver: z.string(),
    carrier: z
      .string()
      .nullable()
      .describe('Who answers for goods lost on the way; null: an own van, the loss stays with the shop.'),
    status: z.enum(runStatuses),
    capacity: z
      .strictObject({
        crates: z.int().nullable(),
        pieces: z.int().nullable(),
        grams: z.int().nullable(),
      })
      .describe('What the vehicle holds; null: that is not counted.'),
    zone: z.string().describe('In which its times are read.'),
    departsAt: instantSchema.nullable(),
    createdAt: instantSchema,
    loadedAt: instantSchema.nullable(),
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    stops: z.array(stopSchema),
  })
  .meta({ id: 'DeliveryRun', description: "A vehicle's round over pickup points (配送单)." });

export type DeliveryRunView = z.output<typeof deliveryRunSchema>;

export const runIdSchema = z.strictObject({ runId: runKey });

const countSchema = z.int().min(0).max(100_000);

export const handOverStopSchema = z
  .strictObject({
    runId: runKey,
    stopId: runKey,
    lines: z
      .array(
        z
          .strictObject({
            variantId: idSchema,
            missing: countSchema.optional(),
            damaged: countSchema.optional().describe('There, but nobody can be given them.'),
            reason: textSchema(200).optional(),
          })
          .refine(({ missing = 0, damaged = 0 }) => missing + damaged > 0, {
            path: ['missing'],
            message: 'Say how many pieces are missing or damaged.',
          }),
      )
      .max(500)
      .optional()
      .describe('What is missing or damaged; all the rest was handed over.'),
    signedBy: nameSchema,
    note: noteSchema.optional(),
    handOverId: textSchema(60, 8)
      .optional()
      .describe('Made by the phone: a retry with it counts once, for ever.'),
    occurredAt: instantSchema
      .optional()
      .describe('When it was, for a phone that had no signal; between the departure and now.'),
    signature: z
      .string()
      .max(20_000)
      .regex(/^[Mm][MmLl\d .,-]*$/, 'Give the path of an SVG with M and L only, in a box of 300 × 120.')
      .optional(),
    pictures: z.array(pictureReferenceSchema).max(5).optional(),
  })
  .meta({
    id: 'HandOverStop',
    examples: [{ signedBy: '小陈', lines: [{ variantId: 'external:F001', damaged: 1, reason: '压坏' }] }],
  });

export const failStopSchema = z
  .strictObject({
    runId: runKey,
    stopId: runKey,
    note: textSchema(500, 1).describe('Why the point could not be served.'),
  })
  .meta({ id: 'FailStop' });

export const listRunsSchema = z.strictObject({
  ...pageFields,
  campaignId: idSchema.optional(),
  status: z.enum(runStatuses).optional(),
});
export const runPageSchema = pageSchema(deliveryRunSchema).meta({ id: 'DeliveryRunPage' });
