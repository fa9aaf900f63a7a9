import { roundedShareSql } from '../shared/money.ts';
import type { Invariant } from './invariant.ts';

/** The steps of a target up to these sales: how many there are, and the last of them. */
const reached = (column: string) => `(SELECT ${column} FROM json_each(g."steps") j
  WHERE CAST(j.value ->> 'threshold' AS INTEGER) <= r."sales" ORDER BY j.key DESC LIMIT 1)`;
const worth = `coalesce(${reached(`CAST(j.value ->> 'bonus' AS INTEGER)`)}, ${roundedShareSql('r."sales"', reached(`CAST(j.value ->> 'basisPoints' AS INTEGER)`), '10000')})`;
const withheld = `coalesce(g."withheldAmount", ${roundedShareSql('r."sales"', 'g."withheldBasisPoints"', '10000')})`;

/** What leaders earn beside the line: targets, referrals, and the levels they stand on (R40). */
export const bonusInvariants: readonly Invariant[] = [
  {
    name: 'bonus_cause',
    rule: 'Every bonus is the result of a target or the sum for a recruit, and each of these was posted, once and to the right leader.',
    sql: `WITH causes AS (
        SELECT 'target ' || "id" AS "source", "leaderId" AS "leaderId", "amount" AS "amount" FROM "target_results" WHERE "amount" <> 0
        UNION ALL SELECT 'referral ' || "recruitId", "recruiterId", "amount" FROM "leader_referrals" WHERE "paidAt" IS NOT NULL
      ), moved AS (SELECT "id" AS "id", "source" AS "source", "leaderId" AS "leaderId", "amount" AS "amount" FROM "commission_movements" WHERE "kind" = 'bonus')
      SELECT m."id" AS "commissionMovementId", coalesce(m."source", c."source") AS "source", m."amount" AS "amount", c."amount" AS "caused"
      FROM moved m FULL JOIN causes c ON c."source" = m."source"
      WHERE m."id" IS NULL OR c."source" IS NULL OR m."amount" <> c."amount" OR m."leaderId" <> c."leaderId"`,
  },
  {
    name: 'target_result_amount',
    rule: 'A result pays the highest step that its sales reach and only that one; below zero it is what the target withholds, and was announced.',
    sql: `SELECT r."id" AS "targetResultId", r."sales" AS "sales", r."step" AS "step", r."amount" AS "amount"
      FROM "target_results" r JOIN "commission_targets" g ON g."id" = r."targetId"
      WHERE r."step" IS NOT ${reached('j.key + 1')} OR (r."step" IS NOT NULL AND r."amount" <> ${worth}) OR (r."step" IS NULL AND r."amount" > 0)
        OR (r."amount" < 0 AND (-r."amount" IS NOT ${withheld} OR NOT EXISTS (SELECT 1 FROM "target_notices" n
          WHERE n."targetId" = r."targetId" AND n."leaderId" = r."leaderId" AND n."from" = r."from")))`,
  },
  {
    name: 'target_result_period',
    rule: 'A leader has one result for each period of a target that is over, and none for one that is not.',
    sql: `SELECT r."targetId" AS "targetId", r."leaderId" AS "leaderId", r."from" AS "from", count(*) AS "results"
      FROM "target_results" r JOIN "commission_targets" g ON g."id" = r."targetId"
      GROUP BY r."targetId", r."leaderId", r."from"
      HAVING count(*) > 1 OR min(r."from") < g."validFrom" OR max(r."to") > g."nextFrom" OR min(r."postedAt") < max(r."to")
        OR max(r."to") > coalesce(g."validTo", max(r."to"))`,
  },
  {
    name: 'referral_entry',
    rule: "Who recruited a leader earns the agreed part of what is left of the leader's lines, while it was agreed, and nobody else does.",
    sql: `SELECT e."id" AS "commissionEntryId", e."beneficiaryId" AS "beneficiaryId", f."recruiterId" AS "recruiterId", e."due" AS "due"
      FROM "commission_entries" e JOIN "order_lines" l ON l."id" = e."orderLineId" JOIN "orders" d ON d."id" = e."orderId"
        LEFT JOIN "leader_referrals" f ON f."recruitId" = l."leaderId"
      WHERE e."kind" = 'referral' AND (f."recruiterId" IS NOT e."beneficiaryId" OR f."basisPoints" IS NOT e."basisPoints" OR d."placedAt" >= f."endsAt"
        OR (e."status" <> 'unpaid' AND e."base" = 'net' AND e."due" <> ${roundedShareSql('l."net" - l."refunded"', 'e."basisPoints"', '10000')}))`,
  },
  {
    name: 'leader_level',
    rule: 'A leader stands on the level that the last change led to, and each change begins where the one before ended.',
    sql: `SELECT "leaderId" AS "leaderId", "changeId" AS "levelChangeId", "toTier" AS "toTier", "next" AS "next" FROM (
        SELECT c."leaderId" AS "leaderId", c."id" AS "changeId", c."toTier" AS "toTier", d."tier" AS "tier",
          lead(c."fromTier") OVER w AS "next", lead(c."id") OVER w IS NULL AS "last"
        FROM "leader_level_changes" c JOIN "leaders" d ON d."id" = c."leaderId" WINDOW w AS (PARTITION BY c."leaderId" ORDER BY c.rowid))
      WHERE "toTier" IS NOT CASE WHEN "last" THEN "tier" ELSE "next" END`,
  },
];
