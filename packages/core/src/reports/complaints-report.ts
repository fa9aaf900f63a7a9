import { defineQuery } from '../define.ts';
import { money } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import type { SqlRow, Statement } from '../storage/engine.ts';
import { reasonsPart, returnedOfClaimsPart } from './complaints.ts';
import { type ComplaintGroup, complaintsInputSchema, complaintsReportSchema } from './complaints-schemas.ts';
import { textOf, withParts } from './grouped-report.ts';
import { offsetOf, periodAnswer, periodOf, type ReportPeriod } from './report-period.ts';

/**
 * What people complain about, by supplier, pickup point, leader or variant: where "水果不新鲜" comes up it is time for
 * another supplier, where "提货时间太赶" comes up for other pickup hours.
 *
 * Refuses: not_allowed, invalid_input.
 */
export const complaintsReport = defineQuery({
  name: 'reports.complaints',
  summary: 'What people complain about',
  aside: true,
  input: complaintsInputSchema,
  answer: complaintsReportSchema,
  async read(reader, { by, limit, ...input }, context) {
    demandShop(context);
    const shop = await readShop(reader);
    const period = periodOf(input, shop.zone);
    const offset = offsetOf(input.cursor);
    const page = `ORDER BY "claims" DESC, "returned" DESC, k."key", k."reason" LIMIT ${String(limit + 1)} OFFSET ${String(offset)}`;
    const [rows = [], sums = []] = await reader.together([
      rowsStatement(by, period, shop, page),
      totalStatement(by, period, shop),
    ]);
    return {
      ...periodAnswer(period),
      by,
      total: {
        claims: Number(sums[0]?.claims ?? 0),
        returned: money(Number(sums[0]?.returned ?? 0), shop.currency),
      },
      data: rows.slice(0, limit).map((row) => rowView(row, shop)),
      nextCursor: rows.length > limit ? String(offset + limit) : null,
    };
  },
});

const labels: Readonly<Record<ComplaintGroup, string>> = {
  supplier: '(SELECT n."name" FROM "suppliers" n WHERE n."id" = k."key")',
  pickupPoint: '(SELECT n."name" FROM "pickup_points" n WHERE n."id" = k."key")',
  leader: '(SELECT n."name" FROM "leaders" n WHERE n."id" = k."key")',
  variant: `(SELECT trim(p."name" || ' ' || n."specification") FROM "variants" n JOIN "products" p ON p."id" = n."productId" WHERE n."id" = k."key")`,
};

function rowsStatement(by: ComplaintGroup, period: ReportPeriod, { zone }: Shop, page: string): Statement {
  const column = `${by}Id` as const;
  const parts = [
    reasonsPart(column, period, zone),
    returnedOfClaimsPart(column, period, zone),
    {
      name: 'said',
      sql: 'SELECT "key", "reason" FROM "reasons" UNION SELECT "key", "reason" FROM "returned"',
      params: [],
    },
  ];
  const sql = `SELECT k."key" AS "key", k."reason" AS "reason", coalesce(r."claims", 0) AS "claims", coalesce(b."returned", 0) AS "returned",
      ${labels[by]} AS "label"
    FROM "said" k LEFT JOIN "reasons" r ON r."key" = k."key" AND r."reason" = k."reason"
      LEFT JOIN "returned" b ON b."key" = k."key" AND b."reason" = k."reason" ${page}`;
  return withParts(parts, sql);
}

function totalStatement(by: ComplaintGroup, period: ReportPeriod, { zone }: Shop): Statement {
  const column = `${by}Id` as const;
  const sql = `SELECT (SELECT sum("claims") FROM "reasons") AS "claims", (SELECT sum("returned") FROM "returned") AS "returned"`;
  return withParts([reasonsPart(column, period, zone), returnedOfClaimsPart(column, period, zone)], sql);
}

const hints = [
  {
    words: /新鲜|坏|烂|霉|质量|fresh|rotten|bad|quality/i,
    zh: '可考虑更换供应商或加强验货',
    en: 'Another supplier, or a closer look at the goods, may help',
  },
  {
    words: /时间|太赶|来不及|排队|晚到|time|late|queue|hurry/i,
    zh: '可考虑调整提货时间',
    en: 'Other pickup hours may help',
  },
] as const;

function rowView(row: SqlRow, { currency }: Shop) {
  const reason = textOf(row.reason) ?? '';
  const hint = hints.find(({ words }) => words.test(reason));
  return {
    id: textOf(row.key) ?? '',
    label: textOf(row.label),
    reason,
    claims: Number(row.claims),
    returned: money(Number(row.returned), currency),
    hint: hint === undefined ? null : { zh: hint.zh, en: hint.en },
  };
}
