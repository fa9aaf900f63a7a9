import { roundedShareSql } from '../shared/money.ts';
import type { Invariant } from './invariant.ts';

/** The lines on whose net commission is earned, with what is left and what all who earn together have and may have. */
const lines = `(SELECT l."id" AS "orderLineId", l."net" - l."refunded" AS "left", sum(e."due") AS "due",
    sum(CASE WHEN e."outOf" IS NULL THEN e."basisPoints" ELSE 0 END) AS "rate",
    sum(e."outOf" IS NULL AND e."basisPoints" IS NULL) AS "sums", max(e."maximumBasisPoints") AS "maximum"
  FROM "commission_entries" e JOIN "order_lines" l ON l."id" = e."orderLineId"
  WHERE e."status" <> 'unpaid' AND e."base" = 'net' AND e."kind" IN ('sale', 'help', 'point') GROUP BY l."id") AS t`;
const counted = roundedShareSql('t."left"', 't."rate"', '10000');

/** What a line gives to those who sell it: leader, helper and owner, the keeper of the pickup point. */
export const commissionShareInvariants: readonly Invariant[] = [
  {
    name: 'commission_follows_money',
    rule: 'Commissions on the net of a line are their rate of what is left of it, rounded once, or the most that may be shared.',
    sql: `SELECT t."orderLineId" AS "orderLineId", t."due" AS "due", ${counted} AS "counted" FROM ${lines}
      WHERE t."sums" = 0 AND t."due" <> ${counted}
        AND (t."maximum" IS NULL OR t."due" <> CAST(t."left" AS INTEGER) * t."maximum" / 10000)`,
  },
  {
    name: 'commission_within_maximum',
    rule: 'All who earn on a line together have no more of what is left than the shop shares out at most.',
    sql: `SELECT t."orderLineId" AS "orderLineId", t."due" AS "due", t."left" AS "left", t."maximum" AS "maximum" FROM ${lines}
      WHERE t."maximum" IS NOT NULL AND t."due" * 10000 > t."left" * t."maximum"`,
  },
  {
    name: 'commission_taken',
    rule: 'What is taken out of a commission is its fraction of what both have together, on the same line.',
    sql: `SELECT e."id" AS "commissionEntryId", e."due" AS "due", l."due" AS "leftToLeader"
      FROM "commission_entries" e LEFT JOIN "commission_entries" l ON l."id" = e."outOf" AND l."orderLineId" = e."orderLineId"
      WHERE e."outOf" IS NOT NULL AND (l."id" IS NULL OR e."due" <> ${roundedShareSql('e."due" + l."due"', 'e."part"', 'e."whole"')})`,
  },
];
