import { accounts } from '../ledger/accounts.ts';
import { addDays, calendarDate, daysBetween, type Instant } from '../shared/time.ts';
import type { Shop } from '../shop/the-shop.ts';
import type { Statement } from '../storage/engine.ts';
import { type Band, marginBand } from './bands.ts';
import { marginBasisPoints, netSalesOf, type Steps } from './profit-waterfall.ts';
import type { ReportPeriod } from './report-period.ts';
import type { EntryFilter } from './waterfall-rows.ts';

/** How many communities the sales come from, as "communities": what the bands count by. */
export function sellingStatement({ where, params }: EntryFilter): Statement {
  const sql = `SELECT count(DISTINCT t."communityId") AS "communities" FROM "ledger_entries" t
    WHERE ${where} AND t."account" = ${String(accounts.sales)}`;
  return { sql, params };
}

/**
 * Where the margin of a period lies. Days that have not begun do not count: the rest of a running month has brought no
 * sales yet. A period without both ends has no days, and so no band.
 */
export function periodBand(
  steps: Steps,
  communities: number,
  { from, to }: ReportPeriod,
  now: Instant,
  { zone, currency }: Shop,
): Band | null {
  if (from === undefined || to === undefined) return null;
  const tomorrow = addDays(calendarDate(now, zone), 1);
  const days = Math.max(1, daysBetween(from, to < tomorrow ? to : tomorrow));
  const netSales = netSalesOf(steps);
  const margin = marginBasisPoints(steps.profit || 0, netSales);
  return marginBand({ communities, netSales, days, marginBasisPoints: margin }, currency);
}
