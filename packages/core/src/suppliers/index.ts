import { getSupplier, listSuppliers } from './queries.ts';
import { upsertSuppliers } from './upsert-suppliers.ts';

export const supplierOperations = {
  upsert: upsertSuppliers,
  get: getSupplier,
  list: listSuppliers,
} as const;
