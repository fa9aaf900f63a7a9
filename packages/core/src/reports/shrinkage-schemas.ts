import * as z from 'zod';
import { basisPointsSchema, idSchema, moneySchema } from '../shared/schemas.ts';
import { periodAnswerFields, periodFields, sumPageFields } from './report-period.ts';

export const shrinkageGroups = ['reason', 'stage', 'fault', 'supplier', 'variant', 'leader'] as const;
export type ShrinkageGroup = (typeof shrinkageGroups)[number];

export const shrinkageInputSchema = z.strictObject({
  campaignId: idSchema.optional(),
  ...periodFields,
  by: z.enum(shrinkageGroups).default('reason'),
  targetBasisPoints: basisPointsSchema
    .default(500)
    .describe('The rate whose effect on profit is shown; 500 is 5 %.'),
  ...sumPageFields,
});

const rateSchema = z
  .int()
  .nullable()
  .describe('Cost of goods lost ÷ cost of goods accepted; 1000 is 10 %. Null where nothing was accepted.');

export const shrinkageReportSchema = z
  .strictObject({
    ...periodAnswerFields,
    by: z.enum(shrinkageGroups),
    total: z.strictObject({
      lost: moneySchema.describe('At cost: the `shrinkage` of the profit report.'),
      accepted: moneySchema.describe('Cost of goods accepted, less what was sent back.'),
      rateBasisPoints: rateSchema,
      netSales: moneySchema,
      profit: moneySchema,
      marginBasisPoints: z.int().nullable(),
    }),
    effect: z
      .strictObject({
        targetBasisPoints: z.int(),
        lost: moneySchema.describe('What would have been lost at that rate.'),
        gain: moneySchema.describe('How much more profit: below zero where the rate is better already.'),
        points: z
          .int()
          .nullable()
          .describe('The gain by net sales in basis points: 400 is 4.0 points of margin.'),
        profit: moneySchema,
        marginBasisPoints: z.int().nullable(),
      })
      .nullable()
      .describe('Null where nothing was accepted.'),
    data: z.array(
      z.strictObject({
        id: z.string().nullable().describe('Null: not assigned to any.'),
        label: z.string().nullable(),
        lost: moneySchema,
        shareBasisPoints: z.int().nullable().describe('Of everything lost.'),
        rateBasisPoints: rateSchema.describe(
          'By what was accepted of the supplier or variant; by reason, stage, fault and leader by all that was accepted.',
        ),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'ShrinkageReport', description: 'The largest loss first.' });
