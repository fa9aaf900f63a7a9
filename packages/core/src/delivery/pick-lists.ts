import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { householdsSql } from '../packing/basket-numbers.ts';
import { picked } from '../packing/picked-lines.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { demand, refuse } from '../shared/error.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import { getPickListsSchema, linesOfPage, type PickPoint, pickListSchema } from './pick-list-schemas.ts';
import {
  type FrozenGoods,
  type ListedPoint,
  type PickedGoods,
  type PickedLine,
  pointOf,
  productsOf,
  type PickSort,
} from './pick-list-view.ts';

/** Lines `l` of a campaign (?1), of one point (?2) or of those of a leader (?3) where these are not null. */
const lines = `l."campaignId" = ?1 AND l."firmPieces" > 0 AND (?2 IS NULL OR l."pickupPointId" = ?2)
  AND (?3 IS NULL OR l."pickupPointId" IN (SELECT "id" FROM "pickup_points" WHERE "leaderId" = ?3))`;

/** Crates `g` as the cutoffs of a campaign (?1) fixed them: few rows, however many lines there are. */
const frozenCrates = `"freezes" AS f CROSS JOIN "frozen_crates" AS g ON g."freezeId" = f."id"`;

/** The points in their order, and how many lines each has, by the index alone. ?4: the last one of the page before. */
const pointsSql = `SELECT p."id" AS "id", p."name" AS "name", p."address" AS "address", n."lines" AS "lines",
    (SELECT coalesce(sum(g."pieces"), 0) FROM ${frozenCrates} AND g."pickupPointId" = p."id" WHERE f."campaignId" = ?1) AS "atCutoff"
  FROM (SELECT l."pickupPointId" AS "id", count(*) AS "lines" FROM "order_lines" AS l WHERE ${lines} GROUP BY l."pickupPointId") AS n
    JOIN "pickup_points" AS p ON p."id" = n."id"
  WHERE ?4 IS NULL OR (p."name", p."id") > (SELECT "name", "id" FROM "pickup_points" WHERE "id" = ?4)
  ORDER BY p."name", p."id"`;

const wholeSql = `SELECT coalesce(sum(${picked}), 0) AS "pieces", coalesce(sum(l."allocated" IS NULL), 0) AS "pending"
  FROM "order_lines" AS l WHERE ${lines} AND ${picked} > 0`;

const productsSql = `SELECT l."variantId" AS "variantId", min(f."title") AS "title", min(f."unit") AS "unit",
    l."pickupPointId" AS "pickupPointId", min(p."name") AS "name", sum(${picked}) AS "pieces", coalesce(sum(k."pieces"), 0) AS "packed"
  FROM "order_lines" AS l JOIN "offers" AS f ON f."id" = l."offerId" JOIN "pickup_points" AS p ON p."id" = l."pickupPointId"
    LEFT JOIN "packed_lines" AS k ON k."orderLineId" = l."id"
  WHERE ${lines} AND ${picked} > 0 GROUP BY l."pickupPointId", l."variantId" ORDER BY "name", l."pickupPointId"`;

const frozenSql = `SELECT g."variantId" AS "variantId", sum(g."pieces") AS "pieces" FROM ${frozenCrates}
  WHERE f."campaignId" = ?1 AND (?2 IS NULL OR g."pickupPointId" = ?2)
    AND (?3 IS NULL OR g."pickupPointId" IN (SELECT "id" FROM "pickup_points" WHERE "leaderId" = ?3))
  GROUP BY g."variantId"`;

/** The lines of one point (?2), basket after basket. */
const linesSql = `WITH ${householdsSql('point')}
  SELECT l."pickupPointId" AS "pickupPointId", n."number" AS "number", l."orderId" AS "orderId", c."name" AS "customer", o."note" AS "orderNote",
    o."slotOpens" AS "slotOpens", o."slotCloses" AS "slotCloses",
    l."variantId" AS "variantId", f."title" AS "title", f."unit" AS "unit", l."note" AS "note", l."gift" AS "gift", ${picked} AS "pieces",
    coalesce(k."pieces", 0) AS "packed", l."id" AS "orderLineId", f."gramsPerUnit" AS "gramsPerUnit", l."grams" AS "grams"
  FROM "order_lines" AS l JOIN "orders" AS o ON o."id" = l."orderId" JOIN "offers" AS f ON f."id" = l."offerId"
    JOIN "customers" AS c ON c."id" = o."customerId"
    JOIN "numbered" AS n ON n."pickupPointId" = o."pickupPointId" AND n."customerId" = o."customerId"
    LEFT JOIN "packed_lines" AS k ON k."orderLineId" = l."id"
  WHERE l."campaignId" = ?1 AND l."pickupPointId" = ?2 AND l."firmPieces" > 0 AND ${picked} > 0
  ORDER BY n."number", o."confirmedAt", l."orderId", l."position"`;

/**
 * The pick lists of a campaign, point after point: a page has whole points, so that no memory holds a whole round. A
 * leader sees those of own points.
 *
 * Refuses: invalid_input (no cursor of this list), not_found, not_allowed.
 */
export const getPickLists = defineQuery({
  name: 'pickLists.get',
  summary: 'Read the pick lists of a campaign',
  input: getPickListsSchema,
  answer: pickListSchema,
  async read(reader, { campaignId, pickupPointId, sort, limit, cursor }, { actor }) {
    demand(isShop({ actor }) || actor.kind === 'leader', 'not_allowed', {
      needs: 'a secret key or a leader session',
    });
    const leaderId = actor.kind === 'leader' ? actor.leaderId : null;
    const { campaign, point, known } = await reader.decide((work) => ({
      campaign: work.resolve(campaigns, campaignId),
      point: pickupPointId === undefined ? null : work.resolve(pickupPoints, pickupPointId),
      known: cursor === undefined || work.find(pickupPoints, cursor) !== undefined,
    }));
    if (!known) refuseCursor();
    demand(point === null || leaderId === null || point.leaderId === leaderId, 'not_found', {
      what: 'pickup_points',
      key: pickupPointId,
    });
    const params = [campaign.id, point?.id ?? null, leaderId];
    const { whole, products, listed } = await overview(reader, params, cursor);
    const page = pageOfPoints(listed, limit);
    return {
      campaignId: campaign.id,
      title: campaign.title,
      pickupDate: campaign.pickupDate,
      final: campaign.status !== 'published' && whole.pending === 0,
      pieces: whole.pieces,
      products,
      points: await pointsOf(reader, campaign.id, page, sort),
      nextCursor: page.length < listed.length ? (page.at(-1)?.id ?? null) : null,
    };
  },
});

function refuseCursor(): never {
  const message = 'This is no cursor of this list.';
  return refuse('invalid_input', { fields: [{ path: 'cursor', code: 'cursor', message }] });
}

interface Whole {
  readonly pieces: number;
  readonly pending: number;
}

/** What is the same on every page, the goods by product of the first one, and the points that are still to come. */
async function overview(reader: Reader, params: readonly SqlValue[], cursor: string | undefined) {
  const [whole = [], listed = [], goods = [], frozen = []] = await reader.together([
    { sql: wholeSql, params },
    { sql: pointsSql, params: [...params, cursor ?? null] },
    ...(cursor === undefined ? [productsSql, frozenSql] : []).map((sql) => ({ sql, params })),
  ]);
  const [first = { pieces: 0, pending: 0 }] = whole as unknown as readonly Whole[];
  return {
    whole: first,
    listed: listed as unknown as readonly ListedPoint[],
    products: productsOf(
      goods as unknown as readonly PickedGoods[],
      frozen as unknown as readonly FrozenGoods[],
    ),
  };
}

/** As many points as a page holds, at least one. */
function pageOfPoints(listed: readonly ListedPoint[], limit: number): readonly ListedPoint[] {
  let sum = 0;
  const full = listed.findIndex((point) => (sum += point.lines) >= linesOfPage);
  return listed.slice(0, Math.min(limit, full < 0 ? listed.length : full + 1));
}

async function pointsOf(
  reader: Reader,
  campaignId: string,
  page: readonly ListedPoint[],
  sort: PickSort,
): Promise<PickPoint[]> {
  const rows = await reader.together(page.map(({ id }) => ({ sql: linesSql, params: [campaignId, id] })));
  return page.flatMap((point, index) => {
    const own = (rows[index] ?? []) as unknown as readonly PickedLine[];
    // A point where everything was called off has no list.
    return own.length === 0 ? [] : [pointOf(point, own, sort)];
  });
}
