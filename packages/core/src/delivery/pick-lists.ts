import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { householdsSql } from '../packing/basket-numbers.ts';
import { picked } from '../packing/picked-lines.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { demand, refuse } from '../shared/error.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import { emptyPickListOf } from './empty-pick-list.ts';
import {
  getPickListsSchema,
  linesOfPage,
  type PickList,
  type PickPoint,
  pickListSchema,
} from './pick-list-schemas.ts';
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

/** Lines `l` of a campaign (?1) at a point `p`. */
const linesAt = `l."campaignId" = ?1 AND l."pickupPointId" = p."id" AND l."firmPieces" > 0`;

/** Crates `g` as the cutoffs of a campaign (?1) fixed them: few rows, however many lines there are. */
const frozenCrates = `"freezes" AS f CROSS JOIN "frozen_crates" AS g ON g."freezeId" = f."id"`;

/**
 * As many points as are wanted (?5) in their order, after the last one of the page before (?4), and how many lines each
 * has: looked up point by point in the index, so that a page costs what it holds and not what the round holds.
 */
const pointsSql = `WITH "listed" AS MATERIALIZED (
    SELECT p."id" AS "id", p."name" AS "name", p."address" AS "address" FROM "pickup_points" AS p
    WHERE (?2 IS NULL OR p."id" = ?2) AND (?3 IS NULL OR p."leaderId" = ?3)
      AND (?4 IS NULL OR (p."name", p."id") > (SELECT "name", "id" FROM "pickup_points" WHERE "id" = ?4))
      AND EXISTS (SELECT 1 FROM "order_lines" AS l WHERE ${linesAt})
    ORDER BY p."name", p."id" LIMIT CAST(?5 AS INTEGER))
  SELECT p."id" AS "id", p."name" AS "name", p."address" AS "address",
    (SELECT count(*) FROM "order_lines" AS l WHERE ${linesAt}) AS "lines",
    (SELECT coalesce(sum(g."pieces"), 0) FROM ${frozenCrates} AND g."pickupPointId" = p."id" WHERE f."campaignId" = ?1) AS "atCutoff"
  FROM "listed" AS p ORDER BY p."name", p."id"`;

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
  aside: true,
  input: getPickListsSchema,
  answer: pickListSchema,
  async read(reader, { campaignId, pickupPointId, sort, limit, cursor }, { actor }) {
    demand(isShop({ actor }) || actor.kind === 'leader', 'not_allowed', {
      needs: 'a secret key or a leader session',
    });
    const leaderId = actor.kind === 'leader' ? actor.leaderId : null;
    const after = cursor === undefined ? undefined : placeOf(cursor);
    const { campaign, point, known } = await reader.decide((work) => ({
      campaign: work.resolve(campaigns, campaignId),
      point: pickupPointId === undefined ? null : work.resolve(pickupPoints, pickupPointId),
      known: after === undefined || work.find(pickupPoints, after.pickupPointId) !== undefined,
    }));
    if (!known) refuseCursor();
    demand(point === null || leaderId === null || point.leaderId === leaderId, 'not_found', {
      what: 'pickup_points',
      key: pickupPointId,
    });
    const params = [campaign.id, point?.id ?? null, leaderId];
    const { whole, products, listed, atCutoff } = await overview(reader, params, limit, after);
    const page = pageOfPoints(listed, limit);
    const last = page.at(-1);
    return {
      campaignId: campaign.id,
      title: campaign.title,
      pickupDate: campaign.pickupDate,
      final: campaign.status !== 'published' && whole.pending === 0,
      pieces: whole.pieces,
      empty: emptyPickListOf({
        status: campaign.status,
        pieces: whole.pieces,
        atCutoff,
      }),
      products,
      points: await pointsOf(reader, campaign.id, page, sort),
      nextCursor: page.length < listed.length && last !== undefined ? cursorOf(last.id, whole) : null,
    };
  },
});

interface Whole {
  readonly pieces: number;
  readonly pending: number;
}

/** Where a page begins, and what was summed for the first one. */
interface Place extends Whole {
  readonly pickupPointId: string;
}

/** The sums of the whole round travel with the cursor: they are made once, however many pages it has. */
function cursorOf(pickupPointId: string, { pieces, pending }: Whole): string {
  return `${pickupPointId}~${String(pieces)}~${String(pending)}`;
}

function placeOf(cursor: string): Place {
  const [, pickupPointId, pieces, pending] = /^([\w-]{1,80})~(\d{1,15})~(\d{1,15})$/.exec(cursor) ?? [];
  if (pickupPointId === undefined) return refuseCursor();
  return { pickupPointId, pieces: Number(pieces), pending: Number(pending) };
}

function refuseCursor(): never {
  const message = 'This is no cursor of this list.';
  return refuse('invalid_input', { fields: [{ path: 'cursor', code: 'cursor', message }] });
}

/** What the first page sums of the whole round and its goods by product, and the points of this page and one more. */
async function overview(
  reader: Reader,
  params: readonly SqlValue[],
  limit: number,
  after: Place | undefined,
): Promise<{
  readonly whole: Whole;
  readonly listed: readonly ListedPoint[];
  readonly products: PickList['products'];
  /** What the cutoffs fixed for the whole list. */
  readonly atCutoff: number;
}> {
  const ofFirstPage = after === undefined ? [wholeSql, productsSql, frozenSql] : [];
  const [listed = [], whole = [], goods = [], frozen = []] = await reader.together([
    { sql: pointsSql, params: [...params, after?.pickupPointId ?? null, limit + 1] },
    ...ofFirstPage.map((sql) => ({ sql, params })),
  ]);
  const [first = { pieces: 0, pending: 0 }] = whole as unknown as readonly Whole[];
  const fixed = frozen as unknown as readonly FrozenGoods[];
  return {
    whole: after ?? first,
    atCutoff: fixed.reduce((sum, { pieces }) => sum + pieces, 0),
    listed: listed as unknown as readonly ListedPoint[],
    products: productsOf(goods as unknown as readonly PickedGoods[], fixed),
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
