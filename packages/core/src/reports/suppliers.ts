import { defineQuery } from '../define.ts';
import { money } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import type { SqlRow, Statement } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import { claimsPart, reasonsPart, returnedPart } from './complaints.ts';
import {
  collectedIn,
  joinedSteps,
  type Part,
  shareOf,
  stepsIn,
  sumsPart,
  textOf,
  totalStatement,
  withParts,
} from './grouped-report.ts';
import { type Steps, waterfallView } from './profit-waterfall.ts';
import { offsetOf, periodAnswer, periodOf, type ReportPeriod } from './report-period.ts';
import { suppliersInputSchema, suppliersReportSchema } from './suppliers-schemas.ts';
import { profitEntries, stepsOf } from './waterfall-rows.ts';

/** Reasons shown of each supplier. */
const reasonsMax = 10;

/**
 * What the goods of each supplier leave, and what people complain about: where "水果不新鲜" comes up again and again, it is
 * time for another one. Money is the ledger's.
 *
 * Refuses: not_allowed, invalid_input.
 */
export const suppliersReport = defineQuery({
  name: 'reports.suppliers',
  summary: 'Spread and complaints of suppliers',
  aside: true,
  input: suppliersInputSchema,
  answer: suppliersReportSchema,
  async read(reader, { limit, ...input }, context) {
    demandShop(context);
    const shop = await readShop(reader);
    const period = periodOf(input, shop.zone);
    const offset = offsetOf(input.cursor);
    const [rows = [], sums = []] = await reader.together([
      rowsStatement(period, shop, limit + 1, offset),
      totalStatement(profitEntries(period, shop.zone)),
    ]);
    const shown = rows.slice(0, limit);
    const reasonsOf = await readReasons(reader, period, shop, shown);
    const total = stepsOf(sums[0]);
    return {
      ...periodAnswer(period),
      total: { ...waterfallView(total, shop.currency), ...spreadOf(total, shop) },
      data: shown.map((row) => rowView(row, reasonsOf, shop)),
      nextCursor: rows.length > limit ? String(offset + limit) : null,
    };
  },
});

function rowsStatement(period: ReportPeriod, { zone }: Shop, limit: number, offset: number): Statement {
  const parts = [
    sumsPart('supplierId', profitEntries(period, zone)),
    linesPart(period),
    claimsPart('supplierId', period, zone),
    {
      name: 'keys',
      sql: 'SELECT "key" FROM "sums" UNION SELECT "key" FROM "lines" UNION SELECT "key" FROM "complaints"',
      params: [],
    },
  ];
  const sql = `SELECT k."key" AS "key", u."name" AS "label", l."lines" AS "lines", c."claims" AS "claims", ${joinedSteps}
    FROM "keys" k LEFT JOIN "sums" s ON s."key" IS k."key" LEFT JOIN "lines" l ON l."key" IS k."key"
      LEFT JOIN "complaints" c ON c."key" IS k."key" LEFT JOIN "suppliers" u ON u."id" = k."key"
    ORDER BY "profit" DESC, k."key" LIMIT ${String(limit)} OFFSET ${String(offset)}`;
  return withParts(parts, sql);
}

function linesPart(period: ReportPeriod): Part {
  const { where, params } = collectedIn(period);
  const sql = `SELECT l."supplierId" AS "key", count(*) AS "lines" FROM "campaigns" c CROSS JOIN "order_lines" l ON l."campaignId" = c."id"
    WHERE ${where} AND l."completedAt" IS NOT NULL GROUP BY l."supplierId"`;
  return { name: 'lines', sql, params };
}

interface ReasonRow {
  readonly key: string;
  readonly reason: string | null;
  readonly claims: number | null;
  readonly returned: number | null;
}

/** Of the suppliers of a page: what is said, and what went back for it. */
async function readReasons(
  reader: Reader,
  period: ReportPeriod,
  { zone, currency }: Shop,
  rows: readonly SqlRow[],
) {
  const parts = [
    reasonsPart('supplierId', period, zone),
    returnedPart(period, zone),
    {
      name: 'said',
      sql: 'SELECT "key", "reason" FROM "reasons" UNION SELECT "key", "reason" FROM "returned"',
      params: [],
    },
  ];
  const sql = `SELECT k."key" AS "key", k."reason" AS "reason", r."claims" AS "claims", b."returned" AS "returned" FROM "said" k
      LEFT JOIN "reasons" r ON r."key" IS k."key" AND r."reason" IS k."reason"
      LEFT JOIN "returned" b ON b."key" IS k."key" AND b."reason" IS k."reason"
    WHERE k."key" IN (SELECT value FROM json_each(?))
    ORDER BY coalesce(r."claims", 0) DESC, coalesce(b."returned", 0) DESC, k."reason"`;
  const keys = JSON.stringify(rows.map(({ key }) => key));
  const { sql: whole, params } = withParts(parts, sql, [keys]);
  const found = await reader.rows<ReasonRow>(whole, params);
  return (key: string | null) =>
    found
      .filter((row) => row.key === key)
      .slice(0, reasonsMax)
      .map(({ reason, claims, returned }) => ({
        reason: reason ?? '',
        claims: claims ?? 0,
        returned: money(returned ?? 0, currency),
      }));
}

type ReasonsOf = Awaited<ReturnType<typeof readReasons>>;

function rowView(row: SqlRow, reasonsOf: ReasonsOf, shop: Shop) {
  const steps = stepsIn(row);
  const [lines, claims] = [Number(row.lines ?? 0), Number(row.claims ?? 0)];
  const id = textOf(row.key);
  return {
    id,
    label: textOf(row.label),
    ...spreadOf(steps, shop),
    lines,
    claims,
    claimBasisPoints: shareOf(claims, lines),
    reasons: reasonsOf(id),
    ...waterfallView(steps, shop.currency),
  };
}

function spreadOf({ sales, cost }: Steps, { currency }: Shop) {
  return { spread: money(sales - cost || 0, currency), spreadBasisPoints: shareOf(sales - cost, sales) };
}
