import * as z from 'zod';
import {
  idSchema,
  instantSchema,
  moneySchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  reasonSchema,
  referenceSchema,
  sumSchema,
} from '../shared/schemas.ts';

const effectSchema = z
  .enum(['owedLess', 'owedMore'])
  .describe('Whether the goods cost less or more than their receipt says.');

export const recordSupplierAdjustmentSchema = z
  .strictObject({
    supplierId: idSchema,
    effect: effectSchema,
    amount: sumSchema.describe('The difference for all pieces concerned.'),
    campaignId: idSchema.optional().describe('Whose goods they were; reports show it there.'),
    variantId: idSchema
      .optional()
      .describe(
        'With the campaign named too, less volume counts in the month of their receipt until that is stated (R43).',
      ),
    reason: reasonSchema(500),
    reference: referenceSchema.describe('Of the invoice or credit note; counts once, for ever.'),
  })
  .meta({
    id: 'RecordSupplierAdjustment',
    examples: [
      {
        supplierId: 'external:S-7',
        effect: 'owedLess',
        amount: { amount: 2000, currency: 'CNY' },
        campaignId: 'external:today',
        variantId: 'external:F001',
        reason: '收货单价误写为 8.50，应为 8.00',
        reference: 'note-2026-12-001',
      },
    ],
  });

export const supplierAdjustmentSchema = z
  .strictObject({
    id: ownIdSchema,
    supplierId: z.string(),
    supplierName: z.string(),
    effect: effectSchema,
    amount: moneySchema,
    campaignId: z.string().nullable(),
    variantId: z.string().nullable(),
    reason: z.string(),
    reference: z.string(),
    recordedAt: instantSchema,
  })
  .meta({
    id: 'SupplierAdjustment',
    description: 'What is owed for accepted goods was another sum (差价).',
  });

export const listSupplierAdjustmentsSchema = z.strictObject({ ...pageFields, supplierId: idSchema });
export const supplierAdjustmentPageSchema = pageSchema(supplierAdjustmentSchema).meta({
  id: 'SupplierAdjustmentPage',
});
