import { linesOfCutoff, wantedSql } from './frozen-lines.ts';
import type { ShortagePolicy } from './share-out.ts';

/*
 * The policies of `shareOut` over rows instead of arrays, so that 100,000 lines of scarce goods never come into
 * memory. Parameters: the cutoff ?2 of the campaign ?1, the supplier ?3, and the pools ?4: a JSON list of
 * `[variant, gift, point or null, available]`, from `poolsOf`.
 */

const pool = `pool AS MATERIALIZED (SELECT value ->> 0 AS "variantId", value ->> 1 AS "gift", value ->> 2 AS "pickupPointId",
    value ->> 3 AS "available" FROM json_each(?4))`;

/** What the lines of scarce variants want that have no share yet. */
const want = `want AS MATERIALIZED (SELECT l."id" AS "lineId", l."orderId" AS "orderId", l."variantId" AS "variantId", l."gift" AS "gift",
    l."pickupPointId" AS "pickupPointId", coalesce(l."confirmedAt", 0) AS "confirmedAt", ${wantedSql} AS "pieces"
    ${linesOfCutoff} AND o."variantId" IN (SELECT "variantId" FROM pool) AND l."variantId" = o."variantId"
      AND l."supplierId" = ?3 AND l."allocated" IS NULL AND ${wantedSql} > 0)`;

const inOrder = `ORDER BY w."confirmedAt", w."orderId", w."lineId" ROWS UNBOUNDED PRECEDING`;
const samePool = `p."variantId" = w."variantId" AND p."gift" = w."gift"`;
const identity = `w."lineId" AS "lineId", w."orderId" AS "orderId", w."variantId" AS "variantId", w."pieces" AS "pieces"`;

/** What is left for a line when those before it had `running - own` of `available`. */
function served(own: string, available: string, running: string): string {
  return `max(0, min(${own}, ${available} - (${running} - ${own})))`;
}

/** First come, first served, over pools of a variant, or of a variant at a point. */
function orderTime(partition: string, match: string): string {
  const running = `sum(w."pieces") OVER (PARTITION BY ${partition} ${inOrder})`;
  return `share AS (SELECT ${identity}, ${served('w."pieces"', 'p."available"', running)} AS "got" FROM want AS w JOIN pool AS p ON ${match})`;
}

const ofVariant = 'w."variantId", w."gift"';

/** One piece for every line first, then the rest in order time. */
const oneEach = `counted AS MATERIALIZED (SELECT w.*, row_number() OVER (PARTITION BY ${ofVariant}
      ORDER BY w."confirmedAt", w."orderId", w."lineId") AS "rank", count(*) OVER (PARTITION BY ${ofVariant}) AS "lines" FROM want AS w),
  share AS (SELECT ${identity}, (w."rank" <= p."available") + ${served(
    '(w."pieces" - 1)',
    'max(0, p."available" - w."lines")',
    `sum(w."pieces" - 1) OVER (PARTITION BY ${ofVariant} ${inOrder})`,
  )} AS "got" FROM counted AS w JOIN pool AS p ON ${samePool})`;

/** Orders that fit whole, one after the other; what fits none of the others is split among them in order time. */
const wholeOrders = `queue AS MATERIALIZED (SELECT ${ofVariant}, w."orderId", sum(w."pieces") AS "pieces",
      row_number() OVER (PARTITION BY ${ofVariant} ORDER BY min(w."confirmedAt"), w."orderId") AS "rank"
    FROM want AS w GROUP BY ${ofVariant}, w."orderId"),
  walk("variantId", "gift", "orderId", "rank", "rest", "whole") AS (
    SELECT p."variantId", p."gift", NULL, 0, p."available", 0 FROM pool AS p
    UNION ALL SELECT q."variantId", q."gift", q."orderId", q."rank", k."rest" - iif(q."pieces" <= k."rest", q."pieces", 0), q."pieces" <= k."rest"
    FROM walk AS k JOIN queue AS q ON q."rank" = k."rank" + 1 AND q."variantId" = k."variantId" AND q."gift" = k."gift"),
  walked AS MATERIALIZED (SELECT * FROM walk),
  whole AS MATERIALIZED (SELECT "variantId", "gift", "orderId" FROM walked WHERE "whole" = 1),
  rest AS MATERIALIZED (SELECT "variantId", "gift", min("rest") AS "available" FROM walked GROUP BY "variantId", "gift"),
  marked AS MATERIALIZED (SELECT w.*, h."orderId" IS NOT NULL AS "whole" FROM want AS w
    LEFT JOIN whole AS h ON h."orderId" = w."orderId" AND h."variantId" = w."variantId" AND h."gift" = w."gift"),
  share AS (SELECT ${identity}, iif(w."whole", w."pieces", ${served(
    'w."pieces"',
    'p."available"',
    `sum(iif(w."whole", 0, w."pieces")) OVER (PARTITION BY ${ofVariant} ${inOrder})`,
  )}) AS "got" FROM marked AS w JOIN rest AS p ON ${samePool})`;

const shares: Readonly<Record<ShortagePolicy, string>> = {
  orderTime: orderTime(ofVariant, samePool),
  proRataByPoint: orderTime(
    `${ofVariant}, w."pickupPointId"`,
    `${samePool} AND p."pickupPointId" = w."pickupPointId"`,
  ),
  oneEach,
  wholeOrders,
};

/** Common tables up to `share`: each line of scarce goods with the `pieces` it wants and those it `got`. */
export function sharesSql(policy: ShortagePolicy): string {
  return `WITH RECURSIVE ${pool}, ${want}, ${shares[policy]}`;
}

/** What lines of each pool want: the same conditions over the variants of the JSON list ?4. */
export const wantsByPoolSql = `SELECT l."variantId" AS "variantId", l."gift" AS "gift", l."pickupPointId" AS "pickupPointId", sum(${wantedSql}) AS "pieces"
  ${linesOfCutoff} AND o."variantId" IN (SELECT value FROM json_each(?4)) AND l."variantId" = o."variantId"
    AND l."supplierId" = ?3 AND l."allocated" IS NULL AND ${wantedSql} > 0
  GROUP BY l."variantId", l."gift", l."pickupPointId" ORDER BY l."variantId", l."gift", l."pickupPointId"`;
