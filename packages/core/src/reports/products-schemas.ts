import * as z from 'zod';
import { bandSchema } from './bands.ts';
import { periodAnswerFields, periodFields, sumPageFields } from './report-period.ts';
import { waterfallFields, waterfallSchema } from './schemas.ts';

const suggestions = ['push', 'keep', 'drop'] as const;
export type Suggestion = (typeof suggestions)[number];

export const productsInputSchema = z.strictObject({
  ...periodFields,
  suggestion: z
    .enum(suggestions)
    .optional()
    .describe('Only those: `push` are the hits, `drop` the slow movers.'),
  ...sumPageFields,
});

export const productsReportSchema = z
  .strictObject({
    ...periodAnswerFields,
    total: waterfallSchema.describe('Of all rows, also those on other pages or of other suggestions.'),
    data: z.array(
      z.strictObject({
        id: z.string().nullable().describe('Of the variant; null: what belongs to none.'),
        label: z.string().nullable(),
        category: z.string().nullable(),
        pieces: z.int().describe('Handed over, of campaigns collected in the period.'),
        suggestion: z
          .enum(suggestions)
          .nullable()
          .describe('Null where it was not offered in the year before.'),
        reason: z
          .strictObject({ code: z.string(), zh: z.string(), en: z.string() })
          .nullable()
          .describe('Why it is suggested.'),
        lastCampaigns: z
          .strictObject({
            offered: z.int().describe('Of its last four campaigns; fewer where it is new.'),
            soldIn: z.int(),
            profit: waterfallFields.profit,
          })
          .nullable(),
        categoryMarginBasisPoints: z
          .int()
          .nullable()
          .describe('(sales − cost − commission) ÷ sales: what the bands of categories speak of.'),
        band: bandSchema
          .nullable()
          .describe('What is usual for fresh and daily goods; null for other categories.'),
        ...waterfallFields,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'ProductsReport', description: 'Hits and slow movers: the most profitable first.' });
