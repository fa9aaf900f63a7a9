import { type SalesRow, salesOfPeriod, type WhichLeaders } from '../commissions/sales-of-period.ts';
import { roundedShare } from '../shared/money.ts';
import type { Period } from '../shared/time.ts';
import type { SqlValue } from '../storage/engine.ts';
import { levelAfter, type LeaderFigures, type Standing, type Verdict } from './level-of.ts';
import type { LevelList } from './level-view.ts';

/** A leader with what a review goes by. */
export interface FiguresRow extends SalesRow {
  readonly tier: string | null;
  readonly tierMissed: number;
  readonly tierPinned: 0 | 1;
  readonly members: number;
  readonly complaints: number;
}

/**
 * The figures of active leaders in a month, in one read: sales by the clock, as targets count them, members as they
 * are now, and claims that were opened in the month and not turned down.
 */
export function levelFigures(
  period: Period,
  which: WhichLeaders,
): { sql: string; params: readonly SqlValue[] } {
  const { sql, params } = salesOfPeriod(period, { ...which, activeOnly: true });
  return {
    sql: `WITH figures AS (${sql})
      SELECT f."leaderId" AS "leaderId", f."wholePeriod" AS "wholePeriod", f."sales" AS "sales", f."orders" AS "orders", f."buyers" AS "buyers",
        d."tier" AS "tier", d."tierMissed" AS "tierMissed", d."tierPinned" AS "tierPinned",
        (SELECT coalesce(sum(m."memberCount"), 0) FROM "communities" m WHERE m."leaderId" = f."leaderId") AS "members",
        (SELECT count(*) FROM "claims" c WHERE c."leaderId" = f."leaderId" AND c."status" NOT IN ('rejected', 'withdrawn')
          AND c."openedAt" >= CAST(?1 AS INTEGER) AND c."openedAt" < CAST(?2 AS INTEGER)) AS "complaints"
      FROM figures f JOIN "leaders" d ON d."id" = f."leaderId" ORDER BY f."leaderId"`,
    params,
  };
}

export function figuresOf({ sales, orders, buyers, members, complaints }: FiguresRow): LeaderFigures {
  return { sales, orders, buyers, members, complaintRate: rateOf(complaints, orders) };
}

/** Complaints without a sale are as bad as it gets. */
function rateOf(complaints: number, orders: number): number {
  if (orders === 0) return complaints === 0 ? 0 : 10_000;
  return Math.min(10_000, roundedShare(complaints, 10_000, orders));
}

/** What a review makes of a leader; one who is pinned by hand is left alone. */
export function verdictOf(
  { levels, graceMonths }: LevelList,
  leader: { readonly tier: string | null; readonly tierMissed: number; readonly tierPinned: boolean | 0 | 1 },
  row: FiguresRow,
): Verdict {
  const { tier, tierMissed: missed, tierPinned } = leader;
  if (tierPinned === true || tierPinned === 1) return { tier, missed };
  const standing: Standing = { tier, missed, wholeMonth: row.wholePeriod === 1 };
  return levelAfter(levels, graceMonths, standing, figuresOf(row));
}
