import { defineQuery } from '../define.ts';
import { type Instant, startOfDay } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop, type Shop } from '../shop/the-shop.ts';
import type { SqlRow, Statement } from '../storage/engine.ts';
import { communitiesInputSchema, communitiesReportSchema } from './communities-schemas.ts';
import {
  buyersIn,
  buyersPart,
  joinedSteps,
  shareOf,
  stepsIn,
  sumsPart,
  textOf,
  totalStatement,
  withParts,
} from './grouped-report.ts';
import { periodBand, sellingStatement } from './profit-band.ts';
import { waterfallView } from './profit-waterfall.ts';
import { offsetOf, periodAnswer, periodOf, type ReportPeriod } from './report-period.ts';
import { profitEntries, stepsOf } from './waterfall-rows.ts';

/**
 * What each community brings, and whether its people come back: repurchase rate by customers and pickup date, activity
 * by members, sales and profit from the ledger.
 *
 * Refuses: not_allowed, invalid_input.
 */
export const communitiesReport = defineQuery({
  name: 'reports.communities',
  summary: 'Sales, profit and repurchase of communities',
  aside: true,
  input: communitiesInputSchema,
  answer: communitiesReportSchema,
  async read(reader, input, context) {
    demandShop(context);
    const shop = await readShop(reader);
    const period = periodOf(input, shop.zone);
    const offset = offsetOf(input.cursor);
    const end = period.to === undefined ? context.now : startOfDay(period.to, shop.zone);
    const [rows = [], sums = [], buyers = [], selling = []] = await reader.together([
      rowsStatement(period, shop, end, input.limit + 1, offset),
      totalStatement(profitEntries(period, shop.zone)),
      withParts([buyersPart('TRUE', period)], 'SELECT * FROM "buyers"'),
      sellingStatement(profitEntries(period, shop.zone)),
    ]);
    const total = stepsOf(sums[0]);
    const communities = Number(selling[0]?.communities ?? 0);
    return {
      ...periodAnswer(period),
      total: {
        ...waterfallView(total, shop.currency),
        ...buyersIn(buyers[0] ?? {}),
        communities,
        band: periodBand(total, communities, period, context.now, shop),
      },
      data: rows.slice(0, input.limit).map((row) => rowView(row, period, context.now, shop)),
      nextCursor: rows.length > input.limit ? String(offset + input.limit) : null,
    };
  },
});

/** Communities that sold nothing are rows too: they are what a shop must see. */
function rowsStatement(
  period: ReportPeriod,
  { zone }: Shop,
  end: number,
  limit: number,
  offset: number,
): Statement {
  const parts = [
    sumsPart('communityId', profitEntries(period, zone)),
    buyersPart('l."communityId"', period),
    {
      name: 'keys',
      sql: `SELECT "key" FROM "sums" UNION SELECT "key" FROM "buyers" UNION SELECT "id" FROM "communities" WHERE "retired" = 0`,
      params: [],
    },
  ];
  const sql = `SELECT k."key" AS "key", c."name" AS "label", c."leaderId" AS "leaderId", c."statedMembers" AS "statedMembers",
      b."customers" AS "customers", b."repurchasing" AS "repurchasing", b."orders" AS "orders",
      (SELECT count(*) FROM "members" m WHERE m."communityId" = k."key" AND m."joinedAt" < CAST(? AS INTEGER)
        AND (m."leftAt" IS NULL OR m."leftAt" >= CAST(? AS INTEGER))) AS "members", ${joinedSteps}
    FROM "keys" k LEFT JOIN "sums" s ON s."key" IS k."key" LEFT JOIN "buyers" b ON b."key" IS k."key"
      LEFT JOIN "communities" c ON c."id" = k."key"
    ORDER BY "profit" DESC, k."key" LIMIT ${String(limit)} OFFSET ${String(offset)}`;
  return withParts(parts, sql, [end, end]);
}

function rowView(row: SqlRow, period: ReportPeriod, now: Instant, shop: Shop) {
  const steps = stepsIn(row);
  const statedMembers = typeof row.statedMembers === 'number' ? row.statedMembers : null;
  const members = Number(row.members);
  const buyers = buyersIn(row);
  return {
    id: textOf(row.key),
    label: textOf(row.label),
    leaderId: textOf(row.leaderId),
    ...buyers,
    members,
    statedMembers,
    activityBasisPoints: shareOf(buyers.customers, Math.max(members, statedMembers ?? 0)),
    band: periodBand(steps, 1, period, now, shop),
    ...waterfallView(steps, shop.currency),
  };
}
