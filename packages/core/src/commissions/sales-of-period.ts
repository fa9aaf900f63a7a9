import type { SqlValue } from '../storage/engine.ts';
import type { Period } from '../shared/time.ts';

/** Which leaders are asked about. */
export interface WhichLeaders {
  readonly leaderId?: string | null;
  /** The tier that leaders stood in at the end of the period. */
  readonly leaderTier?: string | null;
  /** Leave out who is suspended. */
  readonly activeOnly?: boolean;
  /** A page: leaders behind this id, so many of them. */
  readonly after?: string | undefined;
  readonly limit?: number;
}

/** What a leader sold in a period, and whether the whole period was worked. */
export interface SalesRow {
  readonly leaderId: string;
  /** Minor units. */
  readonly sales: number;
  readonly orders: number;
  readonly buyers: number;
  /** Active, and approved before the period began. */
  readonly wholePeriod: 0 | 1;
}

/**
 * Leaders with what they sold in a period: Σ left of the lines earned in it by the clock (R35, R40), as it stood at the
 * end of the period, so that it does not matter when it is asked: what was refunded later is added back. One read.
 */
export function salesOfPeriod(
  { from, to }: Period,
  { leaderId, leaderTier, activeOnly, after, limit }: WhichLeaders,
): { sql: string; params: readonly SqlValue[] } {
  return {
    sql: `WITH asked AS (${askedSql}), sold AS (${soldSql})
      SELECT a."id" AS "leaderId", a."wholePeriod" AS "wholePeriod", coalesce(sum(s."left"), 0) AS "sales",
        count(DISTINCT s."orderId") AS "orders", count(DISTINCT s."customerId") AS "buyers"
      FROM asked a LEFT JOIN sold s ON s."leaderId" = a."id" GROUP BY a."id", a."wholePeriod" ORDER BY a."id"`,
    params: [
      from,
      to,
      leaderId ?? null,
      leaderTier ?? null,
      after ?? '',
      limit ?? -1,
      activeOnly === true ? 1 : 0,
    ],
  };
}

/** What a leader sold: in another leader's campaign it is the helper's sale, not the owner's. */
const soldSql = `SELECT a."id" AS "leaderId", l."orderId" AS "orderId", l."customerId" AS "customerId",
    l."net" - l."refunded" + coalesce((SELECT sum(r."amount") FROM "refunds" r
      WHERE r."orderId" = l."orderId" AND r."orderLineId" = l."id" AND r."createdAt" >= CAST(?2 AS INTEGER)), 0) AS "left"
  FROM asked a CROSS JOIN "commission_entries" e ON e."beneficiaryId" = a."id" AND e."earnableAt" >= CAST(?1 AS INTEGER)
    AND e."earnableAt" < CAST(?2 AS INTEGER) AND e."kind" IN ('sale', 'help') AND e."status" <> 'unpaid'
  CROSS JOIN "order_lines" l ON l."id" = e."orderLineId" AND l."leaderId" = a."id"`;

/** Leaders who worked in the period and have not left; the tier is the one before the first change after it. */
const askedSql = `SELECT d."id" AS "id",
    d."status" = 'active' AND coalesce(d."approvedAt", d."appliedAt") <= CAST(?1 AS INTEGER) AS "wholePeriod"
  FROM "leaders" d
  WHERE d."house" = 0 AND d."status" IN ('active', 'suspended') AND coalesce(d."approvedAt", d."appliedAt") < CAST(?2 AS INTEGER)
    AND (?3 IS NULL OR d."id" = ?3) AND d."id" > ?5 AND (?7 = 0 OR d."status" = 'active')
    AND (?4 IS NULL OR ?4 = CASE WHEN EXISTS (SELECT 1 FROM "leader_level_changes" c WHERE c."leaderId" = d."id" AND c."changedAt" >= CAST(?2 AS INTEGER))
      THEN (SELECT c."fromTier" FROM "leader_level_changes" c WHERE c."leaderId" = d."id" AND c."changedAt" >= CAST(?2 AS INTEGER)
        ORDER BY c."changedAt", c."id" LIMIT 1) ELSE d."tier" END)
  ORDER BY d."id" LIMIT CAST(?6 AS INTEGER)`;
