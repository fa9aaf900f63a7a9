import * as z from 'zod';
import { moneySchema } from '../shared/schemas.ts';
import { buyerFields } from './customer-schemas.ts';
import { periodAnswerFields, periodFields, sumPageFields } from './report-period.ts';
import { waterfallFields, waterfallSchema } from './schemas.ts';

export const leadersInputSchema = z.strictObject({ ...periodFields, ...sumPageFields });

export const leadersReportSchema = z
  .strictObject({
    ...periodAnswerFields,
    total: waterfallSchema.extend(buyerFields).meta({ id: 'LeadersTotal' }),
    data: z.array(
      z.strictObject({
        id: z.string().nullable().describe('Null: what belongs to none.'),
        label: z.string().nullable(),
        status: z.string().nullable(),
        ...buyerFields,
        claims: z.int().describe('Opened in the period.'),
        netSalesBefore: moneySchema
          .nullable()
          .describe('Of as many days before the period; null where it has no bounds.'),
        churnRisk: z
          .enum(['low', 'medium', 'high'])
          .nullable()
          .describe(
            'high: sold before and nothing now; medium: less than half of before; null: nothing to compare with.',
          ),
        ...waterfallFields,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'LeadersReport', description: 'The most profitable first; active leaders without sales too.' });
