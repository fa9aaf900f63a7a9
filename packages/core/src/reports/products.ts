import { defineQuery } from '../define.ts';
import { money } from '../shared/schemas.ts';
import { addDays, calendarDate } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import type { SqlRow } from '../storage/engine.ts';
import { categoryBand } from './bands.ts';
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
import { productsInputSchema, productsReportSchema } from './products-schemas.ts';
import { waterfallView } from './profit-waterfall.ts';
import { offsetOf, periodAnswer, periodOf, type ReportPeriod } from './report-period.ts';
import { lastCampaignsMax, suggestionOf } from './suggestion.ts';
import { profitEntries, stepsOf } from './waterfall-rows.ts';

/** How far back the last four campaigns of a variant are looked for, so that the report stays bounded. */
const lookBackDays = 366;

/**
 * Which variants earn and which lose, with a suggestion to keep, push or drop by their last four campaigns (section 7.6).
 * Money is the ledger's; pieces are those handed over.
 *
 * Refuses: not_allowed, invalid_input.
 */
export const productsReport = defineQuery({
  name: 'reports.products',
  summary: 'Hits and slow movers',
  aside: true,
  input: productsInputSchema,
  answer: productsReportSchema,
  async read(reader, { suggestion, limit, ...input }, context) {
    demandShop(context);
    const shop = await readShop(reader);
    const period = periodOf(input, shop.zone);
    const offset = offsetOf(input.cursor);
    const until = period.to ?? addDays(calendarDate(context.now, shop.zone), 1);
    const entries = profitEntries(period, shop.zone);
    const parts = [
      sumsPart('variantId', entries),
      piecesPart(period),
      ...lastCampaignParts({ from: addDays(until, -lookBackDays), to: until, days: lookBackDays }),
      keysPart,
    ];
    const rowsSql = `SELECT k.*, ${joinedSteps} FROM "judgedKeys" k LEFT JOIN "sums" s ON s."key" IS k."key"
      WHERE ${suggestion === undefined ? 'TRUE' : 'k."suggestion" = ?'}
      ORDER BY "profit" DESC, k."key" LIMIT ${String(limit + 1)} OFFSET ${String(offset)}`;
    const [rows = [], sums = []] = await reader.together([
      withParts([...parts, judgedPart], rowsSql, suggestion === undefined ? [] : [suggestion]),
      totalStatement(entries),
    ]);
    return {
      ...periodAnswer(period),
      total: waterfallView(stepsOf(sums[0]), shop.currency),
      data: rows.slice(0, limit).map((row) => rowView(row, shop)),
      nextCursor: rows.length > limit ? String(offset + limit) : null,
    };
  },
});

function piecesPart(period: ReportPeriod): Part {
  const collected = collectedIn(period);
  const sql = `SELECT l."variantId" AS "key", sum(l."handedOver") AS "pieces"
    FROM "campaigns" c CROSS JOIN "order_lines" l ON l."campaignId" = c."id"
    WHERE ${collected.where} AND l."completedAt" IS NOT NULL GROUP BY l."variantId"`;
  return { name: 'handed', sql, params: collected.params };
}

/** The last campaigns in which each variant was for sale, whether it sold, and what they left. */
function lastCampaignParts(year: ReportPeriod): readonly Part[] {
  const collected = collectedIn(year);
  const offered = `SELECT o."variantId" AS "variantId", o."campaignId" AS "campaignId",
      max(CASE WHEN o."status" = 'frozen' THEN o."firm" ELSE 0 END) AS "firm",
      row_number() OVER (PARTITION BY o."variantId" ORDER BY c."pickupDate" DESC, c."id" DESC) AS "place"
    FROM "campaigns" c CROSS JOIN "offers" o ON o."campaignId" = c."id"
    WHERE ${collected.where} AND o."gift" = 0 AND o."status" IN ('frozen', 'failed') GROUP BY o."variantId", o."campaignId"`;
  const recent = `SELECT o.* FROM "offered" o WHERE o."place" <= ${String(lastCampaignsMax)}`;
  const left = `SELECT r."variantId" AS "key", count(*) AS "offered", sum(r."firm" > 0) AS "soldIn",
      sum(coalesce((SELECT -sum(t."amount") FROM "ledger_entries" t WHERE t."campaignId" = r."campaignId"
        AND t."variantId" = r."variantId" AND t."account" BETWEEN 4000 AND 6999), 0)) AS "lastProfit"
    FROM "recent" r GROUP BY r."variantId"`;
  const ranked = `SELECT j.*, rank() OVER (ORDER BY j."lastProfit" DESC) AS "rank", count(*) OVER () AS "ranked" FROM "left" j`;
  return [
    { name: 'offered', sql: offered, params: collected.params },
    { name: 'recent', sql: recent, params: [] },
    { name: 'left', sql: left, params: [] },
    { name: 'ranking', sql: ranked, params: [] },
  ];
}

const keysPart: Part = {
  name: 'keys',
  sql: 'SELECT "key" FROM "sums" UNION SELECT "key" FROM "handed" UNION SELECT "key" FROM "ranking"',
  params: [],
};

/** The rule of `suggestionOf` in SQL, so that one can ask for one kind alone; a test holds them together. */
const judgedPart: Part = {
  name: 'judgedKeys',
  sql: `SELECT k."key" AS "key", trim(p."name" || ' ' || v."specification") AS "label", p."category" AS "category", h."pieces" AS "pieces",
      r."offered" AS "offered", r."soldIn" AS "soldIn", r."lastProfit" AS "lastProfit", r."rank" AS "rank", r."ranked" AS "ranked",
      CASE WHEN r."key" IS NULL THEN NULL WHEN r."lastProfit" < 0 OR (r."offered" >= ${String(lastCampaignsMax)} AND r."soldIn" <= 1) THEN 'drop'
        WHEN r."lastProfit" > 0 AND r."rank" <= (r."ranked" + 4) / 5 THEN 'push' ELSE 'keep' END AS "suggestion"
    FROM "keys" k LEFT JOIN "handed" h ON h."key" IS k."key" LEFT JOIN "ranking" r ON r."key" IS k."key"
      LEFT JOIN "variants" v ON v."id" = k."key" LEFT JOIN "products" p ON p."id" = v."productId"`,
  params: [],
};

function rowView(row: SqlRow, { currency }: Shop) {
  const steps = stepsIn(row);
  const category = textOf(row.category);
  const margin = shareOf(steps.sales - steps.cost - steps.commission, steps.sales);
  const number = (name: string) => Number(row[name] ?? 0);
  const last = { offered: number('offered'), soldIn: number('soldIn'), profit: number('lastProfit') };
  const judged = suggestionOf({ ...last, rank: number('rank'), ranked: number('ranked') });
  const isJudged = row.suggestion !== null;
  return {
    id: textOf(row.key),
    label: textOf(row.label),
    category,
    pieces: number('pieces'),
    suggestion: isJudged ? judged.suggestion : null,
    reason: isJudged ? judged.reason : null,
    lastCampaigns: isJudged ? { ...last, profit: money(last.profit, currency) } : null,
    categoryMarginBasisPoints: margin,
    band: category === null ? null : categoryBand(category, margin),
    ...waterfallView(steps, currency),
  };
}
