import * as z from 'zod';
import {
  idSchema,
  instantSchema,
  moneySchema,
  ownIdSchema,
  pageFields,
  pageSchema,
  sumSchema,
  textSchema,
} from '../shared/schemas.ts';

export const recordSupplierPaymentSchema = z
  .strictObject({
    supplierId: idSchema,
    amount: sumSchema,
    reference: textSchema(120, 1).describe('Of the transfer; counts once, for ever.'),
  })
  .meta({ id: 'RecordSupplierPayment' });

export const supplierPaymentSchema = z
  .strictObject({
    id: ownIdSchema,
    supplierId: z.string(),
    supplierName: z.string(),
    amount: moneySchema,
    reference: z.string(),
    paidAt: instantSchema,
  })
  .meta({ id: 'SupplierPayment' });

export const listSupplierPaymentsSchema = z.strictObject({ ...pageFields, supplierId: idSchema.optional() });
export const supplierPaymentPageSchema = pageSchema(supplierPaymentSchema).meta({
  id: 'SupplierPaymentPage',
});
