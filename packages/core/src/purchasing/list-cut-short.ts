import { defineQuery } from '../define.ts';
import { demand, refuse } from '../shared/error.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { SqlRow } from '../storage/engine.ts';
import { extraOffers } from './change-tables.ts';
import { type CutShortLine, cutShortPageSchema, listCutShortSchema } from './extra-schemas.ts';

/**
 * Who got less of the goods of an extra offer than was ordered, or offered to take pieces more that filled no case, in
 * the order of ordering: those to ask first. A leader sees own neighbours only. What they were given since stands beside.
 *
 * Refuses: invalid_input, not_found, not_allowed.
 */
export const listCutShort = defineQuery({
  name: 'extras.cutShort',
  summary: 'List who got less of these goods than was ordered, or would have taken more',
  input: listCutShortSchema,
  answer: cutShortPageSchema,
  async read(reader, { extraId, limit, cursor }, context) {
    const { actor } = context;
    demand(isShop(context) || actor.kind === 'leader', 'not_allowed', {
      needs: 'a secret key or a leader session',
    });
    const { campaignId, offerId } = await reader.decide((work) => work.get(extraOffers, extraId));
    const after = afterOf(cursor);
    const leaderId = actor.kind === 'leader' ? actor.leaderId : null;
    const rows = await reader.rows<SqlRow & CutShortLine>(sql, [
      campaignId,
      offerId,
      leaderId,
      ...after,
      limit + 1,
    ]);
    const data = rows.slice(0, limit).map(({ place: _place, ...row }) => row);
    const last = rows[limit - 1];
    const next = rows.length > limit && last ? String(last['place']) : null;
    return { data, nextCursor: next };
  },
});

/** Pieces of a line that were to fill a case and filled none, by the freezes of its campaign, which are few. */
const unfilled = `coalesce((SELECT sum(r."unfilled") FROM "freezes" f CROSS JOIN "freeze_refunds" r ON r."freezeId" = f."id"
  AND r."orderLineId" = l."id" WHERE f."campaignId" = ?1), 0)`;

/** The lines of an offer are found by their index; those that were given extra pieces are among them. */
const sql = `WITH given AS (
    SELECT g."customerId" AS "customerId", sum(g."pieces" - g."cancelled" - g."withdrawn") AS "pieces"
    FROM "order_lines" g JOIN "orders" x ON x."id" = g."orderId" AND x."quoteToken" LIKE 'extra %'
    WHERE g."campaignId" = ?1 AND g."offerId" = ?2 GROUP BY g."customerId"
  )
  SELECT l."id" AS "orderLineId", l."orderId" AS "orderId", l."customerId" AS "customerId", c."name" AS "customerName",
    l."leaderId" AS "leaderId", l."pickupPointId" AS "pickupPointId", p."name" AS "pickupPointName",
    l."pieces" - l."cancelled" AS "ordered", l."short" AS "short", l."lost" AS "lost", ${unfilled} AS "unfilled", coalesce(g."pieces", 0) AS "given",
    coalesce(l."confirmedAt", 0) || '~' || l."id" AS "place"
  FROM "order_lines" l JOIN "customers" c ON c."id" = l."customerId" JOIN "pickup_points" p ON p."id" = l."pickupPointId"
    LEFT JOIN given g ON g."customerId" = l."customerId"
  WHERE l."campaignId" = ?1 AND l."offerId" = ?2 AND l."short" + l."lost" + ${unfilled} > 0
    AND (?3 IS NULL OR l."leaderId" = ?3 OR p."leaderId" = ?3)
    AND (coalesce(l."confirmedAt", 0), l."id") > (CAST(?4 AS INTEGER), ?5)
  ORDER BY coalesce(l."confirmedAt", 0), l."id" LIMIT CAST(?6 AS INTEGER)`;

function afterOf(cursor: string | undefined): readonly [number, string] {
  if (cursor === undefined) return [-1, ''];
  const [, at = '', id = ''] = /^(\d{1,16})~([\w-]{1,80})$/.exec(cursor) ?? [];
  if (id !== '') return [Number(at), id];
  const message = 'This is no cursor of this list.';
  return refuse('invalid_input', { fields: [{ path: 'cursor', code: 'cursor', message }] });
}
