import * as z from 'zod';
import { moneySchema } from '../shared/schemas.ts';
import { periodAnswerFields, periodFields, sumPageFields } from './report-period.ts';
import { waterfallFields, waterfallSchema } from './schemas.ts';

export const suppliersInputSchema = z.strictObject({ ...periodFields, ...sumPageFields });

const spreadFields = {
  spread: moneySchema.describe('sales − cost (差价).'),
  spreadBasisPoints: z.int().nullable().describe('spread ÷ sales.'),
};

export const suppliersReportSchema = z
  .strictObject({
    ...periodAnswerFields,
    total: waterfallSchema.extend(spreadFields).meta({ id: 'SuppliersTotal' }),
    data: z.array(
      z.strictObject({
        id: z.string().nullable().describe('Null: what belongs to none.'),
        label: z.string().nullable(),
        ...spreadFields,
        lines: z.int().describe('Completed lines of campaigns collected in the period.'),
        claims: z.int().describe('Opened in the period.'),
        claimBasisPoints: z.int().nullable().describe('claims ÷ lines.'),
        reasons: z
          .array(
            z.strictObject({
              reason: z.string(),
              claims: z.int(),
              returned: moneySchema.describe('Given back after completion for this reason, from the ledger.'),
            }),
          )
          .describe('What people complain about, the most frequent first, ten at most.'),
        ...waterfallFields,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'SuppliersReport', description: 'The most profitable first.' });
