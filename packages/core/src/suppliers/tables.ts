import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { counter, flag, id, notNegative, oneOf, required, rule, version, whole } from '../storage/columns.ts';

export const suppliers = sqliteTable('suppliers', {
  id: id(),
  externalId: text().notNull().unique('supplier_external_id_once'),
  name: required(),
  phone: text(),
  /** Overrides the shop's loss buffer. */
  lossBufferBasisPoints: integer(),
  rebateMode: text({ enum: ['whole', 'marginal'] })
    .notNull()
    .default('whole'),
  retired: flag(),
  createdAt: whole(),
  updatedAt: whole(),
  version: version(),
});

/** What a supplier gives back on a month's volume strictly above the threshold (R43). */
export const rebateTiers = sqliteTable(
  'rebate_tiers',
  {
    id: id(),
    supplierId: text()
      .notNull()
      .references(() => suppliers.id),
    threshold: counter(),
    basisPoints: counter(),
    createdAt: whole(),
    retiredAt: integer(),
    version: version(),
  },
  (table) => [
    rule('rebate_tier_range', '"threshold" >= 0 AND "basisPoints" BETWEEN 0 AND 10000'),
    index('rebate_tiers_by_supplier').on(table.supplierId),
  ],
);

export const supplierPayments = sqliteTable(
  'supplier_payments',
  {
    id: id(),
    supplierId: text()
      .notNull()
      .references(() => suppliers.id),
    amount: whole(),
    reference: text().notNull().unique('supplier_payment_reference_once'),
    paidAt: whole(),
  },
  () => [notNegative('supplier_payment_amount', 'amount')],
);

/** A supplier's month, frozen: volume, rebate, what is owed. */
export const supplierStatements = sqliteTable(
  'supplier_statements',
  {
    id: id(),
    supplierId: text()
      .notNull()
      .references(() => suppliers.id),
    /** Calendar month of the shop, `2026-11`. */
    month: required(),
    volume: whole(),
    rebate: whole(),
    status: text({ enum: ['frozen'] }).notNull(),
    createdAt: whole(),
    version: version(),
    /** `supplier month`, so that a month is stated once. */
    source: text().notNull().unique('supplier_statement_once'),
  },
  () => [oneOf('supplier_statement_status', 'status', ['frozen'])],
);
