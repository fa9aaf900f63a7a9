import * as z from 'zod';
import { positionSchema } from '../pickup-points/schemas.ts';
import {
  idSchema,
  instantSchema,
  nameSchema,
  noteSchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  piecesSchema,
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
    pictures: z.array(z.string()).describe('Ids of pictures.'),
    note: z.string(),
    outcome: z
      .enum(stopOutcomes)
      .nullable()
      .describe('What became of a stop that failed: planned again, short, or redirected. Null: nothing yet.'),
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
    status: z.enum(runStatuses),
    capacity: z
      .strictObject({
        crates: z.int().nullable(),
        pieces: z.int().nullable(),
        grams: z.int().nullable(),
      })
      .describe('What the vehicle holds; null: that is not counted.'),
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

export const handOverStopSchema = z
  .strictObject({
    runId: runKey,
    stopId: runKey,
    lines: z
      .array(z.strictObject({ variantId: idSchema, missing: piecesSchema }))
      .max(500)
      .optional()
      .describe('What is missing; all the rest was handed over.'),
    signedBy: nameSchema,
    note: noteSchema.optional(),
  })
  .meta({ id: 'HandOverStop' });

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
