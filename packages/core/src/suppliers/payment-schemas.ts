import * as z from 'zod';
import {
  idSchema,
  instantSchema,
  moneySchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  referenceSchema,
  sumSchema,
} from '../shared/schemas.ts';

export const recordSupplierPaymentSchema = z
  .strictObject({
    supplierId: idSchema,
    amount: sumSchema,
    reference: referenceSchema.describe('Of the transfer; counts once, for ever.'),
  })
  .meta({ id: 'RecordSupplierPayment' });

export const receiveSupplierRefundSchema = z
  .strictObject({
    supplierId: idSchema,
    amount: sumSchema,
    reference: referenceSchema.describe(
      'Of the transfer, or of the payment that was recorded by mistake and is taken back; counts once, for ever.',
    ),
  })
  .meta({
    id: 'ReceiveSupplierRefund',
    examples: [
      {
        supplierId: 'external:S-7',
        amount: { amount: 1600, currency: 'CNY' },
        reference: 'cash-2026-11-26',
      },
    ],
  });

export const supplierPaymentSchema = z
  .strictObject({
    id: ownIdSchema,
    supplierId: z.string(),
    supplierName: z.string(),
    amount: moneySchema.describe('Below zero: money that the supplier gave back.'),
    reference: z.string(),
    paidAt: instantSchema,
  })
  .meta({ id: 'SupplierPayment' });

export const listSupplierPaymentsSchema = z.strictObject({ ...pageFields, supplierId: idSchema.optional() });
export const supplierPaymentPageSchema = pageSchema(supplierPaymentSchema).meta({
  id: 'SupplierPaymentPage',
});
