import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { orderLines } from '../orders/tables.ts';
import { counter, flag, id, json, oneOf, required, rule, version, whole } from '../storage/columns.ts';

export const claimStatuses = [
  'open',
  'proposed',
  'approved',
  'rejected',
  'withdrawn',
  'refunded',
  'replaced',
] as const;
export const claimOutcomes = ['refund', 'replacement'] as const;
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
    /** The reason in the words of the shop's list, else as it was written. */
    reason: required(),
    /** Of the shop's list; null for words of one's own. */
    reasonCode: text(),
    description: text().notNull().default(''),
    pictures: json<readonly string[]>(),
    pieces: counter(),
    /** Of weighed goods: the part concerned. */
    grams: integer(),
    /** What the customer would rather have. */
    wish: text({ enum: claimOutcomes }),
    /** The share of what was left for the pieces or grams concerned, as it was when the claim was opened. */
    suggestedAmount: integer(),
    requestedAmount: integer(),
    proposedAmount: integer(),
    approvedAmount: integer(),
    faultShares: json<FaultShares>(),
    decision: text().notNull().default(''),
    /** How it was made good; null until approved. */
    outcome: text({ enum: claimOutcomes }),
    /** What it was worth when it was decided, in minor units: a leader's limits count this. */
    value: counter(),
    decidedBy: text(),
    /** The calendar date of the decision in the zone of the shop: a leader's daily limit counts by it. */
    decidedOn: text(),
    refundId: text(),
    /** By when it is to be decided; what happens then is the shop's policy. */
    decideBy: integer(),
    remindedAt: integer(),
    escalatedAt: integer(),
    /** What the leader says against a share of the fault: once. */
    objection: text(),
    objectedAt: integer(),
    openedAt: whole(),
    decidedAt: integer(),
    closedAt: integer(),
    version: version(),
  },
  (table) => [
    oneOf('claim_status', 'status', claimStatuses),
    rule('claim_objected', '("objection" IS NULL) = ("objectedAt" IS NULL)'),
    rule(
      'claim_amounts',
      '("proposedAmount" IS NULL OR "proposedAmount" >= 0) AND ("approvedAmount" IS NULL OR "approvedAmount" > 0)',
    ),
    uniqueIndex('claim_open_once').on(table.orderLineId).where(sql.raw(`"status" IN ('open', 'proposed')`)),
    index('claims_by_line').on(table.orderLineId),
    index('claims_by_order').on(table.orderId),
    index('claims_by_leader').on(table.leaderId, table.status),
    index('claims_by_opening').on(table.openedAt, table.id),
    index('claims_by_customer').on(table.customerId, table.openedAt),
    index('claims_by_supplier').on(table.supplierId, table.openedAt),
    index('claims_by_decision').on(table.decidedBy, table.decidedOn),
    index('claims_undecided').on(table.decideBy).where(sql.raw(`"status" IN ('open', 'proposed')`)),
  ],
);

/** What people complain about, as the shop lists it; one row, and none while the shop keeps to the defaults. */
export const claimReasonLists = sqliteTable('claim_reason_lists', {
  id: id(),
  reasons: json<readonly ClaimReason[]>(),
  /** Whether words of one's own are refused. */
  onlyListed: flag(),
  changedAt: whole(),
  version: version(),
});

export interface ClaimReason {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  /** Who bears the cost, where nobody says otherwise. */
  readonly faultShares?: FaultShares | undefined;
  /** Not offered any more; what was claimed with it keeps its words. */
  readonly retired?: boolean | undefined;
}

export const replacementStatuses = ['waiting', 'ordered', 'refundOffered', 'delivered', 'refunded'] as const;

/** Goods that an approved claim brings again in a later round (补发), at 0.00. */
export const replacements = sqliteTable(
  'replacements',
  {
    id: id(),
    claimId: text()
      .notNull()
      .unique('replacement_of_claim_once')
      .references(() => claims.id),
    orderId: required(),
    orderLineId: required(),
    campaignId: required(),
    customerId: required(),
    leaderId: required(),
    pickupPointId: required(),
    communityId: text(),
    variantId: required(),
    productId: required(),
    status: text({ enum: replacementStatuses }).notNull(),
    pieces: whole(),
    /** Pieces that were fetched, or were ready and nobody came. */
    delivered: counter(),
    /** What goes back instead, in minor units, for all pieces. */
    refundAmount: whole(),
    /** Since when rounds count that did not offer it. */
    since: whole(),
    /** The order and line of the round that brings it. */
    newOrderId: text(),
    newLineId: text().unique('replacement_of_line_once'),
    createdAt: whole(),
    closedAt: integer(),
    version: version(),
  },
  (table) => [
    oneOf('replacement_status', 'status', replacementStatuses),
    rule('replacement_pieces', '"pieces" >= 1 AND "delivered" BETWEEN 0 AND "pieces"'),
    rule('replacement_ordered', `"status" <> 'ordered' OR "newLineId" IS NOT NULL`),
    index('replacements_by_status').on(table.status, table.since),
    index('replacements_by_creation').on(table.createdAt, table.id),
  ],
);
