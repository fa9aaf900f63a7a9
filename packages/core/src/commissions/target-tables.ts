import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { leaders } from '../leaders/tables.ts';
import { id, json, oneOf, required, rule, version, whole } from '../storage/columns.ts';
import type { TargetStep } from './bonus-of.ts';

export const targetPeriods = ['month', 'week', 'dates'] as const;

/** What leaders are to sell in a period, and what they get for it (目标奖励). Never changed, only retired. */
export const commissionTargets = sqliteTable(
  'commission_targets',
  {
    id: id(),
    name: required(),
    /** Neither leader nor tier: all leaders. */
    leaderId: text(),
    leaderTier: text(),
    period: text({ enum: targetPeriods }).notNull(),
    /** By rising threshold; sums in minor units. */
    steps: json<readonly TargetStep[]>(),
    /** What is withheld when no step is reached: a sum, or a part of the sales. Both null: nothing, as it should be. */
    withheldAmount: integer(),
    withheldBasisPoints: integer(),
    /** How many days before the end of a period the leaders are told what would be withheld. */
    noticeDays: whole(),
    /** The start of the first period and the end of the last one. */
    validFrom: whole(),
    validTo: integer(),
    /** The period that is closed next; `nextTo` is null when there is none left. */
    nextFrom: whole(),
    nextTo: integer(),
    /** When the leaders are told of the withholding of this period; null when there is nothing to tell. */
    noticeAt: integer(),
    createdAt: whole(),
    version: version(),
  },
  (table) => [
    oneOf('target_period', 'period', targetPeriods),
    rule('target_for_whom', '"leaderId" IS NULL OR "leaderTier" IS NULL'),
    rule('target_withholding', '"withheldAmount" IS NULL OR "withheldBasisPoints" IS NULL'),
    rule(
      'target_withheld',
      'coalesce("withheldAmount", 1) > 0 AND coalesce("withheldBasisPoints", 1) BETWEEN 1 AND 10000',
    ),
    rule('target_next_period', '"nextTo" IS NULL OR "nextFrom" < "nextTo"'),
    index('commission_targets_due').on(table.nextTo).where(sql.raw('"nextTo" IS NOT NULL')),
    index('commission_targets_by_creation').on(table.createdAt, table.id),
  ],
);

/** What came out for one leader in one period; final, whatever is refunded later (R40). */
export const targetResults = sqliteTable(
  'target_results',
  {
    id: id(),
    targetId: text()
      .notNull()
      .references(() => commissionTargets.id),
    leaderId: text()
      .notNull()
      .references(() => leaders.id),
    from: whole(),
    to: whole(),
    /** Σ left of the lines that were earned in the period, as they stood at its end. */
    sales: whole(),
    /** The highest step reached, counted from 1; null when none was. */
    step: integer(),
    /** The bonus; below zero what was withheld; 0 when nothing was posted. */
    amount: whole(),
    postedAt: whole(),
    source: text().notNull().unique('target_result_once'),
  },
  (table) => [
    rule('target_result_amount', '"amount" >= 0 OR "step" IS NULL'),
    index('target_results_by_target').on(table.targetId, table.postedAt, table.id),
    index('target_results_by_leader').on(table.leaderId, table.postedAt, table.id),
    index('target_results_by_posting').on(table.postedAt, table.id),
  ],
);

/** A leader was told what would be withheld at the end of a period. What was not shown is not withheld (R40). */
export const targetNotices = sqliteTable(
  'target_notices',
  {
    targetId: required(),
    leaderId: required(),
    from: whole(),
    /** As it stood then, in minor units. */
    sales: whole(),
    amount: whole(),
    announcedAt: whole(),
  },
  (table) => [
    primaryKey({ name: 'target_notice_once', columns: [table.targetId, table.leaderId, table.from] }),
    index('target_notices_by_target').on(table.targetId, table.from),
  ],
);
