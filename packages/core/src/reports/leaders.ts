import { defineQuery } from '../define.ts';
import { money } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import type { SqlRow } from '../storage/engine.ts';
import { claimsPart } from './complaints.ts';
import {
  buyersIn,
  buyersPart,
  joinedSteps,
  type Part,
  stepsIn,
  sumsPart,
  textOf,
  totalStatement,
  withParts,
} from './grouped-report.ts';
import { leadersInputSchema, leadersReportSchema } from './leaders-schemas.ts';
import { netSalesOf, netSalesSql, waterfallView } from './profit-waterfall.ts';
import { offsetOf, periodAnswer, periodBefore, periodOf, type ReportPeriod } from './report-period.ts';
import { profitEntries, stepsOf } from './waterfall-rows.ts';

/**
 * What each leader brings: sales, profit and commission from the ledger, buyers who come back, claims, and whether the
 * leader is about to leave (团长流失), by the sales of as many days before.
 *
 * Refuses: not_allowed, invalid_input.
 */
export const leadersReport = defineQuery({
  name: 'reports.leaders',
  summary: 'Sales, profit and churn risk of leaders',
  aside: true,
  input: leadersInputSchema,
  answer: leadersReportSchema,
  async read(reader, { limit, ...input }, context) {
    demandShop(context);
    const shop = await readShop(reader);
    const period = periodOf(input, shop.zone);
    const before = periodBefore(period);
    const offset = offsetOf(input.cursor);
    const entries = profitEntries(period, shop.zone);
    const parts = [
      sumsPart('leaderId', entries),
      buyersPart('l."leaderId"', period),
      claimsPart('leaderId', period, shop.zone),
      beforePart(before, shop),
      keysPart,
    ];
    const sql = `SELECT k."key" AS "key", e."name" AS "label", e."status" AS "status", b."customers" AS "customers",
        b."repurchasing" AS "repurchasing", b."orders" AS "orders", c."claims" AS "claims", p."netSales" AS "before", ${joinedSteps}
      FROM "keys" k LEFT JOIN "sums" s ON s."key" IS k."key" LEFT JOIN "buyers" b ON b."key" IS k."key"
        LEFT JOIN "complaints" c ON c."key" IS k."key" LEFT JOIN "before" p ON p."key" IS k."key"
        LEFT JOIN "leaders" e ON e."id" = k."key"
      ORDER BY "profit" DESC, k."key" LIMIT ${String(limit + 1)} OFFSET ${String(offset)}`;
    const [rows = [], sums = [], buyers = []] = await reader.together([
      withParts(parts, sql),
      totalStatement(entries),
      withParts([buyersPart('TRUE', period)], 'SELECT * FROM "buyers"'),
    ]);
    return {
      ...periodAnswer(period),
      total: { ...waterfallView(stepsOf(sums[0]), shop.currency), ...buyersIn(buyers[0] ?? {}) },
      data: rows.slice(0, limit).map((row) => rowView(row, before, shop)),
      nextCursor: rows.length > limit ? String(offset + limit) : null,
    };
  },
});

function beforePart(before: ReportPeriod | null, { zone }: Shop): Part {
  if (before === null)
    return { name: 'before', sql: 'SELECT NULL AS "key", NULL AS "netSales" WHERE FALSE', params: [] };
  const { where, params } = profitEntries(before, zone);
  const sql = `SELECT t."leaderId" AS "key", ${netSalesSql} AS "netSales" FROM "ledger_entries" t WHERE ${where} GROUP BY t."leaderId"`;
  return { name: 'before', sql, params };
}

const keysPart: Part = {
  name: 'keys',
  sql: `SELECT "key" FROM "sums" UNION SELECT "key" FROM "buyers" UNION SELECT "key" FROM "complaints" UNION SELECT "key" FROM "before"
    UNION SELECT "id" FROM "leaders" WHERE "status" = 'active' AND "house" = 0`,
  params: [],
};

function rowView(row: SqlRow, before: ReportPeriod | null, { currency }: Shop) {
  const steps = stepsIn(row);
  const sold = before === null ? null : Number(row.before ?? 0);
  return {
    id: textOf(row.key),
    label: textOf(row.label),
    status: textOf(row.status),
    ...buyersIn(row),
    claims: Number(row.claims ?? 0),
    netSalesBefore: sold === null ? null : money(sold, currency),
    churnRisk: row.key === null ? null : churnRisk(sold, netSalesOf(steps)),
    ...waterfallView(steps, currency),
  };
}

/** No rule of ours says when a leader is lost: half of the sales gone is worth a call. */
function churnRisk(before: number | null, now: number): 'low' | 'medium' | 'high' | null {
  if (before === null || before <= 0) return null;
  if (now <= 0) return 'high';
  return now * 2 < before ? 'medium' : 'low';
}
