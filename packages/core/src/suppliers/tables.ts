import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import {
  counter,
  flag,
  id,
  json,
  notNegative,
  oneOf,
  required,
  rule,
  version,
  whole,
} from '../storage/columns.ts';
import type { RebateTier } from './rebate-of.ts';

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
  /** Calendar days from the cutoff to the pickup date that any goods of this supplier need (R23). */
  leadDays: counter(),
  /** What an order must be worth at least, in minor units, or how many cases it must have; null: no such minimum. */
  minimumValue: integer(),
  minimumCases: integer(),
  /** What a missed minimum leads to: buy all the same, stay open once more, or give the money back. */
  belowMinimum: text({ enum: ['buy', 'extend', 'fail'] })
    .notNull()
    .default('buy'),
  minimumExtendHours: integer(),
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

/** Money to a supplier; below zero: money that the supplier gave back. */
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
  (table) => [
    rule('supplier_payment_amount', '"amount" <> 0'),
    index('supplier_payments_by_time').on(table.paidAt, table.id),
    index('supplier_payments_by_supplier').on(table.supplierId, table.paidAt, table.id, table.amount),
  ],
);

/**
 * What a supplier gave back of the rebates due: paid, or set off against what is owed for goods. Below zero: one that was
 * recorded by mistake is taken back.
 */
export const supplierRebates = sqliteTable(
  'supplier_rebates',
  {
    id: id(),
    supplierId: text()
      .notNull()
      .references(() => suppliers.id),
    amount: whole(),
    reference: text().notNull().unique('supplier_rebate_reference_once'),
    setOff: flag(),
    receivedAt: whole(),
  },
  (table) => [
    rule('supplier_rebate_amount', '"amount" <> 0'),
    index('supplier_rebates_by_supplier').on(table.supplierId),
  ],
);

/**
 * What is owed for accepted goods was another sum: a cost that was typed wrongly, a price agreed afterwards (差价). Above
 * zero more is owed. Receipts stay as they were.
 */
export const supplierAdjustments = sqliteTable(
  'supplier_adjustments',
  {
    id: id(),
    supplierId: text()
      .notNull()
      .references(() => suppliers.id),
    amount: whole(),
    campaignId: text(),
    variantId: text(),
    reason: required(),
    reference: text().notNull().unique('supplier_adjustment_reference_once'),
    recordedAt: whole(),
  },
  (table) => [
    rule('supplier_adjustment_amount', '"amount" <> 0'),
    index('supplier_adjustments_by_supplier').on(table.supplierId, table.recordedAt, table.id),
  ],
);

/**
 * A supplier's month, frozen: what is owed, the volume and its rebate, with the tiers it was reckoned by.
 * Amounts above zero are owed by the shop.
 */
export const supplierStatements = sqliteTable(
  'supplier_statements',
  {
    id: id(),
    supplierId: text()
      .notNull()
      .references(() => suppliers.id),
    /** Calendar month of the shop, `2026-11`; `from` and `to` are its bounds, half-open. */
    month: required(),
    from: whole(),
    to: whole(),
    opening: whole(),
    /** Goods accepted in the month. */
    accepted: whole(),
    /** What was charged to the supplier or sent back in the month. */
    recoveries: whole(),
    paid: whole(),
    setOff: whole(),
    closing: whole(),
    /** What lowers the volume of this month: `supplier_statement_deductions` says which entries (R43). */
    deducted: whole(),
    volume: whole(),
    mode: text({ enum: ['whole', 'marginal'] }).notNull(),
    tiers: json<readonly RebateTier[]>(),
    rebate: whole(),
    createdAt: whole(),
    version: version(),
    /** `supplier month`, so that a month is stated once. */
    source: text().notNull().unique('supplier_statement_once'),
  },
  (table) => [
    oneOf('supplier_statement_mode', 'mode', ['whole', 'marginal']),
    notNegative('supplier_statement_rebate', 'rebate'),
    rule('supplier_statement_volume', '"volume" = "accepted" - "deducted"'),
    rule(
      'supplier_statement_balance',
      '"closing" = "opening" + "accepted" - "recoveries" - "paid" - "setOff"',
    ),
    index('supplier_statements_by_supplier').on(table.supplierId, table.from, table.to),
    index('supplier_statements_by_creation').on(table.createdAt, table.id),
    index('supplier_statements_by_month').on(table.month, table.createdAt, table.id),
  ],
);

/** Ledger entries that lowered the volume of a statement: each does so once, for ever. */
export const supplierStatementDeductions = sqliteTable(
  'supplier_statement_deductions',
  {
    transactionId: text().notNull(),
    position: whole(),
    statementId: text()
      .notNull()
      .references(() => supplierStatements.id),
  },
  (table) => [
    primaryKey({ name: 'supplier_deduction_once', columns: [table.transactionId, table.position] }),
    index('supplier_statement_deductions_by_statement').on(table.statementId),
  ],
);

/** Months of the shop that were stated for every supplier about whom there was something to say. */
export const supplierMonths = sqliteTable('supplier_months', {
  month: text().primaryKey(),
  statedAt: whole(),
});
