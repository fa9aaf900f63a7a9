import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { statements } from '../commissions/tables.ts';
import { leaders } from '../leaders/tables.ts';
import { orders } from '../orders/tables.ts';
import { counter, id, notNegative, oneOf, required, rule, version, whole } from '../storage/columns.ts';

export const receiverTypes = ['personal', 'merchant'] as const;

/** Where a split-payment provider sends a leader's share (分账接收方). */
export const receiverAccounts = sqliteTable(
  'receiver_accounts',
  {
    leaderId: text()
      .primaryKey()
      .references(() => leaders.id),
    type: text({ enum: receiverTypes }).notNull(),
    account: required(),
    /** The name that the provider compares with its own. */
    name: text(),
    changedAt: whole(),
    version: version(),
  },
  () => [oneOf('receiver_type', 'type', receiverTypes)],
);

/** What of a statement goes through the provider, and what stays outside of it, so that both make up its total. */
export const settlements = sqliteTable(
  'settlements',
  {
    id: id(),
    statementId: text()
      .notNull()
      .references(() => statements.id)
      .unique('settlement_of_statement_once'),
    leaderId: required(),
    // As they were when it was made: a retry with the same number must name the same receiver.
    receiverType: text({ enum: receiverTypes }).notNull(),
    receiverAccount: required(),
    receiverName: text(),
    capBasisPoints: whole(),
    total: whole(),
    split: counter(),
    reversal: counter(),
    /** Outside: bonuses, and what the leader answers for (below zero). */
    bonus: counter(),
    charged: counter(),
    /** Outside: above the share of the order that the provider lets go. */
    overCap: counter(),
    /** Outside: orders without a payment at the provider. */
    noReference: counter(),
    /** Outside: not covered by the credit, because of debt, cash set off, or a payout. */
    uncovered: counter(),
    /** Outside, below zero: taken back beyond what was split for the order; carried in the leader's credit. */
    debt: counter(),
    createdAt: whole(),
    version: version(),
  },
  (table) => [
    notNegative('settlement_not_negative', 'split', 'reversal', 'overCap', 'noReference', 'uncovered'),
    rule(
      'settlement_sums',
      '"total" = "split" - "reversal" + "bonus" + "charged" + "overCap" + "noReference" + "uncovered" + "debt"',
    ),
    index('settlements_by_leader').on(table.leaderId, table.createdAt, table.id),
    index('settlements_by_creation').on(table.createdAt, table.id),
  ],
);

export const lineKinds = ['split', 'reversal'] as const;
export const lineStatuses = ['claimed', 'sent', 'failed'] as const;

/** One instruction to the provider. Its id is the idempotency number (out_order_no), kept for ever. */
export const settlementLines = sqliteTable(
  'settlement_lines',
  {
    id: id(),
    settlementId: text()
      .notNull()
      .references(() => settlements.id),
    statementId: required(),
    leaderId: required(),
    orderId: text()
      .notNull()
      .references(() => orders.id),
    kind: text({ enum: lineKinds }).notNull(),
    amount: whole(),
    paymentReference: required(),
    /** Of a reversal: the number of the split that it takes back. */
    reverses: text().notNull().default(''),
    status: text({ enum: lineStatuses }).notNull(),
    /** The provider's own number, when it gave one. */
    reference: text(),
    failure: text(),
    createdAt: whole(),
    settledAt: integer(),
    version: version(),
  },
  (table) => [
    rule('settlement_line_amount', '"amount" > 0'),
    rule('settlement_line_reverses', '("kind" = \'reversal\') = ("reverses" <> \'\')'),
    oneOf('settlement_line_kind', 'kind', lineKinds),
    oneOf('settlement_line_status', 'status', lineStatuses),
    uniqueIndex('settlement_line_once').on(table.statementId, table.orderId, table.kind, table.reverses),
    index('settlement_lines_by_order').on(table.orderId, table.leaderId, table.kind),
    index('settlement_lines_by_settlement').on(table.settlementId, table.createdAt, table.id),
    index('settlement_lines_by_leader').on(table.leaderId, table.createdAt, table.id),
    index('settlement_lines_by_status').on(table.status, table.createdAt, table.id),
    index('settlement_lines_by_creation').on(table.createdAt, table.id),
  ],
);
