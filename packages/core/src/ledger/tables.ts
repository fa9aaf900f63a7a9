import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { id, required, rule, whole } from '../storage/columns.ts';

export const ledgerTransactions = sqliteTable(
  'ledger_transactions',
  {
    id: id(),
    /** What happened, as in `order.paid`. */
    type: required(),
    /** The row it tells of. */
    subject: required(),
    postedAt: whole(),
  },
  (table) => [index('ledger_transactions_by_time').on(table.postedAt)],
);

/** Debit is positive, credit negative; the entries of a transaction sum to zero. */
export const ledgerEntries = sqliteTable(
  'ledger_entries',
  {
    transactionId: required(),
    position: whole(),
    account: whole(),
    amount: whole(),
    postedAt: whole(),
    campaignId: text(),
    variantId: text(),
    supplierId: text(),
    leaderId: text(),
    communityId: text(),
    orderId: text(),
    orderLineId: text(),
    kind: text(),
    reason: text(),
    fault: text(),
  },
  (table) => [
    primaryKey({ name: 'ledger_entry_once', columns: [table.transactionId, table.position] }),
    rule('ledger_account', '"account" BETWEEN 1000 AND 6999'),
    rule('ledger_amount', '"amount" <> 0 AND abs("amount") <= 9000000000000'),
    // The instant stands before the amount, so that new entries are added at one place of an account's part.
    index('ledger_entries_by_account').on(table.account, table.campaignId, table.postedAt, table.amount),
    index('ledger_entries_by_leader')
      .on(table.leaderId, table.account, table.postedAt, table.amount)
      .where(sql.raw('"leaderId" IS NOT NULL')),
    // Written as SQLite compares it: queries name the account the same way to find this index.
    index('ledger_entries_of_suppliers')
      .on(table.supplierId, table.variantId, table.campaignId, table.postedAt)
      .where(sql.raw('"account" = 2400')),
    index('ledger_entries_by_order').on(table.orderId).where(sql.raw('"orderId" IS NOT NULL')),
    // Reports ask for days, or for one campaign; they name the accounts the same way to find these.
    index('ledger_entries_of_profit').on(table.postedAt).where(sql.raw('"account" BETWEEN 4000 AND 6999')),
    index('ledger_entries_of_campaign_profit')
      .on(table.campaignId, table.variantId)
      .where(sql.raw('"account" BETWEEN 4000 AND 6999')),
  ],
);

/** Van, payment fees, bags, fixed costs: without them net profit means nothing. */
export const operatingCosts = sqliteTable(
  'operating_costs',
  {
    id: id(),
    kind: required(),
    campaignId: text(),
    amount: whole(),
    note: text().notNull().default(''),
    reference: text().notNull().unique('operating_cost_reference_once'),
    incurredAt: whole(),
    createdAt: whole(),
    /** Recorded by mistake: taken back by an opposite posting, never deleted. */
    reversedAt: integer(),
    reversal: text(),
    version: integer().notNull().default(0),
  },
  (table) => [
    rule('operating_cost_amount', '"amount" > 0'),
    rule('operating_cost_reversed', '("reversedAt" IS NULL) = ("reversal" IS NULL)'),
    index('operating_costs_by_creation').on(table.createdAt, table.id),
    index('operating_costs_by_campaign').on(table.campaignId, table.createdAt, table.id),
  ],
);

/** Money that a carrier handed over for what it answers for. */
export const carrierRemittances = sqliteTable(
  'carrier_remittances',
  {
    id: id(),
    /** Who carried the goods, as the shop calls them. */
    carrier: required(),
    campaignId: text(),
    amount: whole(),
    note: text().notNull().default(''),
    reference: text().notNull().unique('carrier_remittance_reference_once'),
    receivedAt: whole(),
    /** Recorded by mistake: taken back by an opposite posting, never deleted. */
    reversedAt: integer(),
    reversal: text(),
    version: integer().notNull().default(0),
  },
  (table) => [
    rule('carrier_remittance_amount', '"amount" > 0'),
    rule('carrier_remittance_reversed', '("reversedAt" IS NULL) = ("reversal" IS NULL)'),
    index('carrier_remittances_by_time').on(table.receivedAt, table.id),
  ],
);
