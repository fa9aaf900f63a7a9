import * as z from 'zod';
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
import { runStatuses } from './tables.ts';

const runKey = ownIdSchema.max(140);

const stopSchema = z
  .strictObject({
    id: z.string(),
    pickupPointId: z.string(),
    name: z.string(),
    address: z.string(),
    position: z.int().describe('Place in the round, from 0.'),
    status: z.enum(['pending', 'handedOver', 'failed']),
    handedOverAt: instantSchema.nullable(),
    signedBy: z.string().nullable(),
    note: z.string(),
    lines: z.array(
      z.strictObject({
        variantId: z.string(),
        title: z.string(),
        specification: z.string(),
        unit: z.string(),
        expected: z.int(),
        delivered: z.int(),
        missing: z.int(),
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
    createdAt: instantSchema,
    startedAt: instantSchema.nullable(),
    finishedAt: instantSchema.nullable(),
    stops: z.array(stopSchema),
  })
  .meta({ id: 'DeliveryRun', description: "A vehicle's round over pickup points (配送单)." });

export type DeliveryRunView = z.output<typeof deliveryRunSchema>;

export const planRunsSchema = z
  .strictObject({
    campaignId: idSchema,
    runs: z
      .array(
        z.strictObject({
          name: nameSchema,
          pickupPointIds: z.array(idSchema).min(1).max(200).describe('In the order of the round.'),
          driver: textSchema(120).optional(),
        }),
      )
      .min(1)
      .max(50)
      .optional()
      .describe('Left out: one round over every point that has goods, the nearest next.'),
  })
  .meta({ id: 'PlanDeliveryRuns' });

export const plannedRunsSchema = z
  .strictObject({ data: z.array(deliveryRunSchema) })
  .meta({ id: 'PlannedDeliveryRuns', description: 'Every run of the campaign.' });

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
