import * as z from 'zod';
import { idSchema, moneySchema } from '../shared/schemas.ts';
import { bandSchema } from './bands.ts';
import { periodFields, sumPageFields } from './report-period.ts';

export const profitGroups = ['campaign', 'variant', 'community', 'leader', 'supplier'] as const;
export type ProfitGroup = (typeof profitGroups)[number];

export const profitInputSchema = z.strictObject({
  campaignId: idSchema.optional().describe('One campaign; left out: all of them, and what belongs to none.'),
  ...periodFields,
  by: z.enum(profitGroups).default('campaign'),
  spreadCosts: z
    .boolean()
    .optional()
    .describe(
      'By campaign: operating costs that belong to none are shown in the campaigns of the period, by net sales. The books stay as they are.',
    ),
  ...sumPageFields,
});

export const waterfallFields = {
  sales: moneySchema.describe('At prices before discounts, of completed lines.'),
  cost: moneySchema.describe('Of the goods handed over.'),
  commission: moneySchema,
  discounts: moneySchema,
  gifts: moneySchema.describe('Cost of gift lines.'),
  rebates: moneySchema,
  shrinkage: moneySchema,
  returns: moneySchema.describe('Given back after completion.'),
  recoveries: moneySchema.describe('What supplier, carrier or leader answer for.'),
  otherCosts: moneySchema.describe('Van, fees, bags.'),
  profit: moneySchema.describe(
    '(sales − cost) − commission − discounts − gifts + rebates − shrinkage − (returns − recoveries) − otherCosts.',
  ),
  netSales: moneySchema.describe('sales − discounts − returns: what customers finally paid.'),
  marginBasisPoints: z.int().nullable().describe('profit ÷ netSales; null without net sales. 771 is 7.71 %.'),
};

export const waterfallSchema = z
  .strictObject(waterfallFields)
  .meta({ id: 'ProfitWaterfall', description: 'How profit comes about, from the ledger alone.' });

export const profitReportSchema = z
  .strictObject({
    by: z.enum(profitGroups),
    total: waterfallSchema.describe('Of all rows, also those on other pages.'),
    band: bandSchema
      .nullable()
      .describe(
        'What margin is usual at this size: net sales a day, over the days of the period so far. Null without both ends of a period, or where the currency is not yuan.',
      ),
    data: z.array(
      z.strictObject({
        id: z.string().nullable().describe('Null: not assigned to any.'),
        label: z.string().nullable(),
        ...waterfallFields,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'ProfitReport', description: 'The most profitable first.' });
