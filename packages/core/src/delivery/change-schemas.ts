import * as z from 'zod';
import { pictureReferenceSchema } from '../pictures/schemas.ts';
import {
  idSchema,
  instantSchema,
  nameSchema,
  noteSchema,
  ownIdSchema,
  textSchema,
} from '../shared/schemas.ts';
import { capacitySchema, carrierSchema } from './plan-schemas.ts';

const runId = ownIdSchema.max(140);
const stopId = ownIdSchema.max(140);
const driver = textSchema(120);

export const changeRunSchema = z
  .strictObject({
    runId,
    name: nameSchema.optional(),
    driver: driver.optional(),
    carrier: carrierSchema.nullable().optional().describe('Who drives it for money; null: an own van.'),
    capacity: capacitySchema.nullable().optional().describe('Of another vehicle; null: nothing is counted.'),
    departsAt: instantSchema.optional().describe('Before it has left; its times are reckoned anew.'),
  })
  .meta({ id: 'ChangeDeliveryRun', examples: [{ driver: '小王' }] });

export const reorderRunSchema = z
  .strictObject({
    runId,
    stopIds: z.array(stopId).min(1).max(500).describe('Every pending stop of the run, in its new order.'),
  })
  .meta({ id: 'ReorderDeliveryRun' });

export const moveStopsSchema = z
  .strictObject({
    runId,
    stopIds: z.array(stopId).min(1).max(500).describe('Pending stops, in the order they are to have.'),
    toRunId: runId.optional(),
    newRun: z
      .strictObject({
        name: nameSchema,
        driver: driver.optional(),
        carrier: carrierSchema.optional(),
        capacity: capacitySchema.optional(),
      })
      .optional()
      .describe('As when a van has broken down and another one comes.'),
    position: z.int().min(0).max(500).optional().describe('Among its pending stops; left out: at the end.'),
  })
  .refine(({ toRunId, newRun }) => (toRunId === undefined) !== (newRun === undefined), {
    path: ['toRunId'],
    message: 'Give either toRunId or newRun.',
  })
  .meta({
    id: 'MoveStops',
    examples: [{ stopIds: ['stp_01KAQ3W8ZC0000F7M2X9TD4E'], newRun: { name: '二号车', driver: '小王' } }],
  });

export const loadRunSchema = z
  .strictObject({
    runId,
    stops: z
      .array(
        z.strictObject({
          stopId,
          crates: z.int().min(0).max(100_000).optional(),
          lines: z
            .array(z.strictObject({ variantId: idSchema, loaded: z.int().min(0).max(1_000_000) }))
            .max(500)
            .optional()
            .describe('Goods that were counted otherwise than planned.'),
        }),
      )
      .max(500)
      .optional()
      .describe('What was counted; all the rest is loaded as planned.'),
  })
  .meta({ id: 'LoadDeliveryRun' });

export const announceLateSchema = z
  .strictObject({
    runId,
    stopId,
    expectedAt: instantSchema,
    following: z.boolean().default(false).describe('The stops behind it are as much later.'),
    note: noteSchema.optional(),
  })
  .meta({ id: 'AnnounceLate', examples: [{ expectedAt: '2026-11-24T11:30:00+08:00', following: true }] });

export const giveUpStopSchema = z
  .strictObject({
    runId,
    stopId,
    goods: z
      .enum(['lost', 'stock'])
      .describe('Whether they are spoilt, which is shrinkage, or go back to stock.'),
    lines: z
      .array(z.strictObject({ variantId: idSchema, pieces: z.int().min(1).max(1_000_000) }))
      .min(1)
      .max(500)
      .optional()
      .describe('Only these goods go short; the stop stays open for the rest. Left out: all.'),
    note: noteSchema.optional(),
  })
  .meta({ id: 'GiveUpStop' });

export const countStopSchema = z
  .strictObject({
    runId,
    stopId,
    lines: z
      .array(z.strictObject({ variantId: idSchema, counted: z.int().min(0).max(1_000_000) }))
      .max(500)
      .default([])
      .describe('Goods of which another number came than was signed for; the rest is as signed.'),
    note: noteSchema.optional(),
    pictures: z
      .array(pictureReferenceSchema)
      .max(5)
      .optional()
      .describe('Of what is missing or spoilt; they are added to those of the stop.'),
  })
  .meta({ id: 'CountStop' });

export const acceptCountSchema = z.strictObject({ runId, stopId }).meta({ id: 'AcceptCount' });

export const redirectStopSchema = z
  .strictObject({
    runId,
    stopId,
    toPointId: idSchema.describe('The point that takes the goods and hands them out.'),
    reason: textSchema(500, 1).describe('Told to the customers and leaders.'),
  })
  .meta({ id: 'RedirectStop', examples: [{ toPointId: 'external:P02', reason: '团长今天不在' }] });
