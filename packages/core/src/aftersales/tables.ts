import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { orderLines } from '../orders/tables.ts';
import { counter, id, json, oneOf, required, rule, version, whole } from '../storage/columns.ts';

export const claimStatuses = ['open', 'proposed', 'approved', 'rejected', 'withdrawn', 'refunded'] as const;
export const faults = ['supplier', 'carrier', 'leader', 'shop', 'customer'] as const;
export type Fault = (typeof faults)[number];

/** Who bears how much of the cost, in basis points that sum to 10,000 (R33). */
export type FaultShares = Readonly<Partial<Record<Fault, number>>>;

export const claims = sqliteTable(
  'claims',
  {
    id: id(),
    orderLineId: text()
      .notNull()
      .references(() => orderLines.id),
    orderId: required(),
    campaignId: required(),
    variantId: required(),
    supplierId: required(),
    leaderId: required(),
    pickupPointId: required(),
    customerId: required(),
    status: text({ enum: claimStatuses }).notNull(),
    openedBy: required(),
    reason: required(),
    description: text().notNull().default(''),
    pictures: json<readonly string[]>(),
    pieces: counter(),
    requestedAmount: integer(),
    proposedAmount: integer(),
    approvedAmount: integer(),
    faultShares: json<FaultShares>(),
    decision: text().notNull().default(''),
    refundId: text(),
    openedAt: whole(),
    decidedAt: integer(),
    closedAt: integer(),
    version: version(),
  },
  (table) => [
    oneOf('claim_status', 'status', claimStatuses),
    rule(
      'claim_amounts',
      '("proposedAmount" IS NULL OR "proposedAmount" >= 0) AND ("approvedAmount" IS NULL OR "approvedAmount" > 0)',
    ),
    uniqueIndex('claim_open_once').on(table.orderLineId).where(sql.raw(`"status" IN ('open', 'proposed')`)),
    index('claims_by_line').on(table.orderLineId),
    index('claims_by_order').on(table.orderId),
    index('claims_by_leader').on(table.leaderId, table.status),
    index('claims_by_opening').on(table.openedAt, table.id),
  ],
);
