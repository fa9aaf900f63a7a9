import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { leaders } from '../leaders/tables.ts';
import { required, rule, version, whole } from '../storage/columns.ts';

/** Who recruited an approved leader, on the terms of the day of the approval (推荐团长, R40). One level, once a person. */
export const leaderReferrals = sqliteTable(
  'leader_referrals',
  {
    recruitId: text()
      .primaryKey()
      .references(() => leaders.id),
    recruiterId: required(),
    /** A sum, once, when the recruit's first commission is earned; or a part of what the recruit sells until `endsAt`. */
    amount: integer(),
    basisPoints: integer(),
    endsAt: integer(),
    approvedAt: whole(),
    /** When the sum was posted. */
    paidAt: integer(),
    version: version(),
  },
  (table) => [
    rule('referral_terms', '("amount" IS NULL) <> ("basisPoints" IS NULL)'),
    rule('referral_share', '("basisPoints" IS NULL) = ("endsAt" IS NULL)'),
    rule('referral_amount', 'coalesce("amount", 1) > 0 AND coalesce("basisPoints", 1) BETWEEN 1 AND 10000'),
    rule('referral_not_oneself', '"recruitId" <> "recruiterId"'),
    index('leader_referrals_by_recruiter').on(table.recruiterId, table.approvedAt),
    index('leader_referrals_by_approval').on(table.approvedAt, table.recruitId),
    index('leader_referrals_unpaid')
      .on(table.recruitId)
      .where(sql.raw('"amount" IS NOT NULL AND "paidAt" IS NULL')),
  ],
);
