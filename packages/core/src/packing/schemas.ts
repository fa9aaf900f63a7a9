import * as z from 'zod';
import { idSchema, moneySchema, ownIdSchema } from '../shared/schemas.ts';

/** How many lines one call may weigh. */
const weighingsMax = 1000;

export const recordWeighingsSchema = z
  .strictObject({
    campaignId: idSchema,
    lines: z
      .array(
        z.strictObject({
          orderLineId: ownIdSchema.max(140),
          // Decimals are let in to be answered well: 0.7 is kilograms, and that is worth more than "expected int".
          grams: z
            .number()
            .min(0)
            .max(1_000_000_000)
            .describe('All pieces of the line together, in whole grams.'),
        }),
      )
      .min(1)
      .max(weighingsMax)
      .refine((lines) => new Set(lines.map(({ orderLineId }) => orderLineId)).size === lines.length, {
        message: 'A line is named twice. Weigh all its pieces together.',
      }),
  })
  .meta({
    id: 'RecordWeighings',
    examples: [{ campaignId: 'external:today', lines: [{ orderLineId: 'lin_01KAQ3', grams: 1432 }] }],
  });

export const recordedWeighingsSchema = z
  .strictObject({
    campaignId: z.string(),
    refundTotal: moneySchema.describe('What this call took off, refunded or no longer due.'),
    lines: z.array(
      z
        .strictObject({
          orderLineId: z.string(),
          orderId: z.string(),
          pieces: z.int().describe('What was weighed.'),
          nominalGrams: z.int(),
          grams: z.int(),
          drop: moneySchema.describe('What the goods are worth less by weight, by all weighings.'),
          waived: z.boolean().describe('The difference is within what the shop does not give back.'),
          given: moneySchema.describe('What this call took off the price.'),
          refundId: z.string().nullable().describe('Null where nothing goes back, or nothing was paid yet.'),
        })
        .meta({ id: 'RecordedWeighing' }),
    ),
  })
  .meta({ id: 'RecordedWeighings', description: 'Packed weights and what they settled (称重).' });

export type RecordedWeighing = z.output<typeof recordedWeighingsSchema>['lines'][number];
