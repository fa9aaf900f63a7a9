import { roundedShare } from '../shared/money.ts';
import type { SqlRow, SqlValue, Statement } from '../storage/engine.ts';
import { stepNames, type Steps, waterfallColumns } from './profit-waterfall.ts';
import type { ReportPeriod } from './report-period.ts';
import { type EntryFilter, stepsOf } from './waterfall-rows.ts';

/** A named part of a query, with the parameters of its question marks. */
export interface Part {
  readonly name: string;
  readonly sql: string;
  readonly params: readonly SqlValue[];
}

/** The waterfall of each group, as the part `sums` of a query. */
export function sumsPart(column: string, { where, params }: EntryFilter): Part {
  const sql = `SELECT t."${column}" AS "key", ${waterfallColumns} FROM "ledger_entries" t WHERE ${where} GROUP BY t."${column}"`;
  return { name: 'sums', sql, params };
}

/** Which campaigns were collected in the period, by their pickup date; SQL over the alias `c`. */
export function collectedIn({ from, to }: ReportPeriod): {
  readonly where: string;
  readonly params: readonly SqlValue[];
} {
  const bounds: [string, SqlValue][] = [];
  if (from !== undefined) bounds.push(['c."pickupDate" >= ?', from]);
  if (to !== undefined) bounds.push(['c."pickupDate" < ?', to]);
  return {
    where: bounds.map(([condition]) => condition).join(' AND ') || 'TRUE',
    params: bounds.map(([, value]) => value),
  };
}

/**
 * Who bought, as the part `buyers`: customers with completed lines in campaigns collected in the period, and those of
 * them in two campaigns or more. Guests are customers too (section 4, repurchase rate).
 */
export function buyersPart(column: string, period: ReportPeriod): Part {
  const collected = collectedIn(period);
  const sql = `SELECT b."key" AS "key", count(*) AS "customers", sum(b."campaigns" >= 2) AS "repurchasing", sum(b."orders") AS "orders"
    FROM (SELECT ${column} AS "key", l."customerId" AS "customerId", count(DISTINCT l."campaignId") AS "campaigns",
        count(DISTINCT l."orderId") AS "orders"
      FROM "campaigns" c CROSS JOIN "order_lines" l ON l."campaignId" = c."id"
      WHERE ${collected.where} AND l."completedAt" IS NOT NULL GROUP BY 1, 2) b
    GROUP BY b."key"`;
  return { name: 'buyers', sql, params: collected.params };
}

/** The columns of the waterfall of a group, which has none where nothing was posted. */
export const joinedSteps = stepNames.map((step) => `coalesce(s."${step}", 0) AS "${step}"`).join(', ');

/** Parts by name, and a query over them. */
export function withParts(parts: readonly Part[], sql: string, params: readonly SqlValue[] = []): Statement {
  const named = parts.map((part) => `"${part.name}" AS (${part.sql})`).join(', ');
  return { sql: `WITH ${named} ${sql}`, params: [...parts.flatMap((part) => part.params), ...params] };
}

/** The waterfall of all groups together. */
export function totalStatement({ where, params }: EntryFilter): Statement {
  return { sql: `SELECT ${waterfallColumns} FROM "ledger_entries" t WHERE ${where}`, params };
}

/** The steps of a row that has other columns too. */
export function stepsIn(row: SqlRow): Steps {
  return stepsOf(Object.fromEntries(stepNames.map((step) => [step, row[step] ?? 0])));
}

/** A share in basis points; null of nothing. */
export function shareOf(part: number, whole: number): number | null {
  return whole > 0 ? roundedShare(part, 10_000, whole) : null;
}

/** What `buyersPart` has counted. */
export function buyersIn(row: SqlRow) {
  const customers = Number(row.customers ?? 0);
  const repurchasing = Number(row.repurchasing ?? 0);
  return {
    customers,
    repurchasing,
    repurchaseBasisPoints: shareOf(repurchasing, customers),
    orders: Number(row.orders ?? 0),
  };
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
