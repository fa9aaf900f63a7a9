import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { leaders } from '../leaders/tables.ts';
import { counter, id, oneOf, required, rule, version, whole } from '../storage/columns.ts';

/** A rate for what matches; the most specific rule decides (C18). A rule is never changed, only replaced. */
export const commissionRules = sqliteTable(
  'commission_rules',
  {
    id: id(),
    offerId: text(),
    campaignId: text(),
    leaderId: text(),
    leaderTier: text(),
    category: text(),
    basisPoints: integer(),
    /** A fixed sum per piece instead of a rate, in minor units. */
    perPiece: integer(),
    validFrom: whole(),
    validTo: integer(),
    createdAt: whole(),
    version: version(),
    /** 1 until it is retired for good: the rules in force are few and read together. */
    active: integer().notNull().default(1),
    /**
     * Where an order looks for it: by the offer, campaign or leader it names, else with those of the whole shop. An order
     * reads what may concern it, not the own rates of all leaders and the rules of every campaign there was.
     */
    shelf: text().notNull().default('shop'),
  },
  (table) => [
    rule('commission_rate', '("basisPoints" IS NULL) <> ("perPiece" IS NULL)'),
    rule('commission_basis_points', '"basisPoints" IS NULL OR "basisPoints" BETWEEN 0 AND 10000'),
    rule('commission_per_piece', '"perPiece" IS NULL OR "perPiece" >= 0'),
    rule('commission_rule_shelf', `"shelf" = coalesce("offerId", "campaignId", "leaderId", 'shop')`),
    index('commission_rules_active').on(table.active, table.shelf),
    // Rules that have an end: those that are over are put away by it.
    index('commission_rules_ending').on(table.active, table.validTo).where(sql.raw('"validTo" IS NOT NULL')),
    index('commission_rules_by_creation').on(table.createdAt, table.id),
    index('commission_rules_by_leader').on(table.leaderId, table.createdAt, table.id),
    index('commission_rules_by_campaign').on(table.campaignId, table.createdAt, table.id),
  ],
);

export const commissionKinds = ['sale', 'help', 'point', 'referral', 'bonus'] as const;

/** What one beneficiary earns on one line. `due` always follows the money; the rate is frozen at placement (R34). */
export const commissionEntries = sqliteTable(
  'commission_entries',
  {
    id: id(),
    orderLineId: required(),
    orderId: required(),
    campaignId: required(),
    beneficiaryId: text()
      .notNull()
      .references(() => leaders.id),
    kind: text({ enum: commissionKinds }).notNull(),
    /** The rule that decided; null where a share was declared elsewhere: help-selling, a pickup point. */
    ruleId: text(),
    /** The rate that applies, with the boost in it and after the cap; null: a sum per piece. */
    basisPoints: integer(),
    perPiece: integer(),
    /** The launch boost (R40): a part of `basisPoints`, or a rate that comes on top of a sum per piece. */
    boostBasisPoints: counter(),
    /** The most that all who earn on the line may have together, as it was at placement; null: it stands outside of that. */
    maximumBasisPoints: integer(),
    /** As it was declared, where the cap lowered it; null where it did not. */
    uncappedBasisPoints: integer(),
    uncappedPerPiece: integer(),
    uncappedBoost: integer(),
    /** The entry out of whose commission this one is taken: `part` ÷ `whole` of it, so that the two lose no cent. */
    outOf: text(),
    part: integer(),
    whole: integer(),
    base: text({ enum: ['net', 'gross'] }).notNull(),
    /**
     * As the line stood at the payment, where the commission is not simply a rate of what is left: the goods before
     * discounts, the line's net, and the pieces that were paid for.
     */
    basis: counter(),
    paidNet: counter(),
    paidPieces: counter(),
    /** unpaid: the order is not paid yet. Then accrued, then earned. */
    status: text({ enum: ['unpaid', 'accrued', 'earned'] }).notNull(),
    /** What was accrued at the payment. */
    accrued: counter(),
    /** Σ of what refunds took back, before and after it was earned. */
    reversed: counter(),
    /** accrued − reversed. */
    due: counter(),
    completedAt: integer(),
    /** The end of the claim window; a claim opened within it defers earning to its decision (R35). */
    earnableAt: integer(),
    earnedAt: integer(),
    version: version(),
    /** `line beneficiary kind`: one entry each. */
    source: text().notNull().unique('commission_entry_once'),
  },
  (table) => [
    rule('commission_sums', '"due" = "accrued" - "reversed" AND "due" >= 0 AND "reversed" >= 0'),
    rule('commission_out_of', '"outOf" IS NULL OR "part" BETWEEN 0 AND "whole"'),
    index('commission_entries_by_order').on(table.orderId),
    index('commission_entries_by_beneficiary').on(table.beneficiaryId, table.status),
    index('commission_entries_by_campaign').on(table.campaignId),
    // Sales by the clock: written at completion only, so a placement does not pay for it.
    index('commission_entries_by_earning')
      .on(table.beneficiaryId, table.earnableAt)
      .where(sql.raw('"earnableAt" IS NOT NULL')),
    index('commission_entries_of_recruits').on(table.beneficiaryId).where(sql.raw(`"kind" = 'referral'`)),
    index('commission_entries_earnable')
      .on(table.earnableAt)
      .where(sql.raw(`"status" = 'accrued' AND "earnableAt" IS NOT NULL`)),
  ],
);

/** What a statement collects: earned commission, reversals after it was earned, bonuses (R36, R37). */
export const commissionMovements = sqliteTable(
  'commission_movements',
  {
    id: id(),
    leaderId: text()
      .notNull()
      .references(() => leaders.id),
    commissionEntryId: text(),
    orderLineId: text(),
    kind: text({ enum: ['earned', 'reversed', 'bonus', 'fault'] }).notNull(),
    /** Positive is the leader's gain, in minor units. */
    amount: whole(),
    /** Earned: when by the clock. Others: when posted. */
    datedAt: whole(),
    statementId: text(),
    reason: text().notNull().default(''),
    source: text().notNull().unique('commission_movement_once'),
    version: version(),
  },
  (table) => [
    index('commission_movements_unsettled')
      .on(table.leaderId, table.datedAt, table.kind, table.amount)
      .where(sql.raw(`"statementId" IS NULL`)),
    index('commission_movements_by_statement').on(table.statementId, table.kind, table.amount),
    index('commission_movements_by_entry').on(table.commissionEntryId),
  ],
);

export const statements = sqliteTable(
  'statements',
  {
    id: id(),
    leaderId: text()
      .notNull()
      .references(() => leaders.id),
    /** [from, to) in epoch milliseconds. */
    from: integer(),
    to: whole(),
    earned: counter(),
    reversed: counter(),
    bonus: counter(),
    /** What the leader answers for, below zero (R33). */
    charged: counter(),
    /** earned + bonus + reversed + charged (the last two below zero); may be below zero. */
    total: counter(),
    /** Money the leader had collected, set off here (R18); below zero when the shop owed the leader. */
    cashSetOff: counter(),
    /** The leader's settled credit after this statement: carried debt shows here. */
    balance: counter(),
    createdAt: whole(),
    source: text().notNull().unique('statement_once'),
    version: version(),
  },
  (table) => [
    rule('statement_sums', '"total" = "earned" + "reversed" + "bonus" + "charged"'),
    rule('statement_period_order', '"from" IS NULL OR "from" < "to"'),
    index('statements_by_leader').on(table.leaderId, table.to),
    index('statements_by_creation').on(table.createdAt, table.id),
  ],
);

export const payouts = sqliteTable(
  'payouts',
  {
    id: id(),
    leaderId: text()
      .notNull()
      .references(() => leaders.id),
    statementId: text(),
    amount: whole(),
    status: text({ enum: ['claimed', 'sent', 'failed', 'returned'] }).notNull(),
    reference: text().unique('payout_reference_once'),
    failure: text(),
    claimedAt: whole(),
    settledAt: integer(),
    version: version(),
  },
  (table) => [
    rule('payout_amount', '"amount" > 0'),
    oneOf('payout_status', 'status', ['claimed', 'sent', 'failed', 'returned']),
    rule('payout_sent_with_reference', '"status" <> \'sent\' OR "reference" IS NOT NULL'),
    // Two calls at once claim once: the second finds the first.
    uniqueIndex('payout_under_way_once').on(table.leaderId).where(sql.raw(`"status" = 'claimed'`)),
    uniqueIndex('payout_of_statement_once').on(table.statementId),
    index('payouts_by_leader').on(table.leaderId, table.status),
    index('payouts_by_claim').on(table.claimedAt, table.id),
  ],
);

/** A transfer that the bank gave back after it was confirmed (退汇). The payout may go again by another transfer. */
export const payoutReturns = sqliteTable(
  'payout_returns',
  {
    id: id(),
    payoutId: text()
      .notNull()
      .references(() => payouts.id),
    /** Of the transfer that came back: it counts for ever, so that no later confirmation can use it. */
    reference: text().notNull().unique('payout_return_once'),
    reason: required(),
    sentAt: whole(),
    returnedAt: whole(),
  },
  (table) => [
    rule('payout_return_order', '"returnedAt" >= "sentAt"'),
    index('payout_returns_by_payout').on(table.payoutId),
  ],
);

/** A leader's running sums, each equal to a ledger balance; the audit compares them. */
export const leaderAccounts = sqliteTable('leader_accounts', {
  leaderId: text().primaryKey(),
  /** Accrued and not yet earned. */
  pending: counter(),
  /** Earned and not yet settled; negative after a reversal. */
  earned: counter(),
  /** Settled credit: settled − set off − claimed payouts. May be below zero. */
  settled: counter(),
  /** Claimed payouts on their way. */
  paying: counter(),
  paid: counter(),
  /** Money of customers in the leader's hand. */
  cash: counter(),
});

/** Money that a leader handed over to the shop (R18). */
export const remittances = sqliteTable(
  'remittances',
  {
    id: id(),
    leaderId: text()
      .notNull()
      .references(() => leaders.id),
    amount: whole(),
    reference: text().notNull().unique('remittance_reference_once'),
    receivedAt: whole(),
  },
  (table) => [
    rule('remittance_amount', '"amount" > 0'),
    index('remittances_by_receipt').on(table.receivedAt, table.id),
    index('remittances_by_leader').on(table.leaderId, table.receivedAt, table.id),
  ],
);
