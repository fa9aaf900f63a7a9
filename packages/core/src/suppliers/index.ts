import { listSupplierPayments } from './payment-queries.ts';
import { getSupplier, listSuppliers } from './queries.ts';
import { recordSupplierPayment } from './record-supplier-payment.ts';
import { upsertSuppliers } from './upsert-suppliers.ts';

export const supplierOperations = {
  upsert: upsertSuppliers,
  get: getSupplier,
  list: listSuppliers,
} as const;

export const supplierPaymentOperations = { record: recordSupplierPayment, list: listSupplierPayments } as const;
