import * as z from 'zod';
import { moneySchema } from '../shared/schemas.ts';
import { periodAnswerFields, periodFields, sumPageFields } from './report-period.ts';

const complaintGroups = ['supplier', 'pickupPoint', 'leader', 'variant'] as const;
export type ComplaintGroup = (typeof complaintGroups)[number];

export const complaintsInputSchema = z.strictObject({
  ...periodFields,
  by: z.enum(complaintGroups).default('supplier'),
  ...sumPageFields,
});

const returnedSchema = moneySchema.describe('Given back for it after completion, from the ledger.');

export const complaintsReportSchema = z
  .strictObject({
    ...periodAnswerFields,
    by: z.enum(complaintGroups),
    total: z.strictObject({ claims: z.int().describe('Opened in the period.'), returned: returnedSchema }),
    data: z.array(
      z.strictObject({
        id: z.string(),
        label: z.string().nullable(),
        reason: z.string().describe('In the words of the claims.'),
        claims: z.int(),
        returned: returnedSchema,
        hint: z.strictObject({ zh: z.string(), en: z.string() }).nullable().describe('What may help.'),
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'ComplaintsReport', description: 'What people complain about, the most frequent first.' });
