import type { Work } from '../work.ts';
import { boughtPieces } from './case-fill.ts';
import type { Offer } from './minimum.ts';
import { offers, pools } from './tables.ts';

/** Lines that offered pieces beyond what they want, in order of time, and how many of these no case takes. */
const unfilledLines = `SELECT "id", "orderId", "offerId", "customerId", "communityId", "t" - max(0, min("t", "fill" - ("upTo" - "t"))) AS "unfilled"
  FROM (SELECT l."id" AS "id", l."orderId" AS "orderId", l."offerId" AS "offerId", l."customerId" AS "customerId",
      l."communityId" AS "communityId", l."tolerance" AS "t", j.value ->> 1 AS "fill",
      sum(l."tolerance") OVER (PARTITION BY l."offerId" ORDER BY l."confirmedAt", l."orderId", l."id") AS "upTo"
    FROM json_each(?2) AS j JOIN "order_lines" l ON l."campaignId" = ?1 AND l."offerId" = j.value ->> 0
    WHERE l."firmPieces" > 0 AND l."tolerance" > 0)`;

/** Pieces that were to fill a case and do not, by community. Only in a verb that runs alone. */
export function unfilledByCommunity(
  work: Work,
  campaignId: string,
  offer: Offer,
): ReadonlyMap<string, number> {
  if (offer.tolerance === 0) return new Map();
  const rows = work.rows<{ communityId: string; unfilled: number }>(
    `SELECT "communityId", sum("unfilled") AS "unfilled" FROM (${unfilledLines}) WHERE "communityId" IS NOT NULL GROUP BY "communityId"`,
    [campaignId, fillsOf([offer])],
  );
  return new Map(rows.map(({ communityId, unfilled }) => [communityId, unfilled]));
}

/**
 * Uses the pieces that customers would take if they fill a case: by order time, as many as do so. The rest is taken
 * out of its lines here, so that it is not bought; what was paid for it follows in chunks, by piece (R31).
 */
export function fillCases(work: Work, campaignId: string, freezeId: string, frozen: readonly Offer[]): void {
  const tolerant = frozen.filter(({ tolerance }) => tolerance > 0);
  if (tolerant.length === 0) return;
  for (const offer of tolerant) lowerCounters(work, offer);
  work.statement(
    `INSERT INTO "freeze_refunds" ("freezeId", "orderLineId", "orderId", "kind", "unfilled", "version")
      SELECT ?3, "id", "orderId", 'tolerance', "unfilled", 0 FROM (${unfilledLines}) WHERE "unfilled" > 0
      ON CONFLICT ("freezeId", "orderLineId") DO UPDATE SET "unfilled" = excluded."unfilled"`,
    [campaignId, fillsOf(tolerant), freezeId],
  );
  const unfilled = `"freeze_refunds" r JOIN "order_lines" l ON l."id" = r."orderLineId" WHERE r."freezeId" = ?1 AND r."unfilled" > 0`;
  work.statement(
    `UPDATE "offer_customers" SET "pieces" = "pieces" - x."unfilled", "firm" = "firm" - x."unfilled"
      FROM (SELECT l."offerId" AS "offerId", l."customerId" AS "customerId", sum(r."unfilled") AS "unfilled" FROM ${unfilled} GROUP BY 1, 2) AS x
      WHERE "offer_customers"."offerId" = x."offerId" AND "offer_customers"."customerId" = x."customerId"`,
    [freezeId],
  );
  work.statement(
    `UPDATE "offer_communities" SET "firm" = "firm" - x."unfilled"
      FROM (SELECT l."offerId" AS "offerId", l."communityId" AS "communityId", sum(r."unfilled") AS "unfilled" FROM ${unfilled} GROUP BY 1, 2) AS x
      WHERE "offer_communities"."offerId" = x."offerId" AND "offer_communities"."communityId" = x."communityId"`,
    [freezeId],
  );
  work.statement(
    `UPDATE "order_lines" SET "firmPieces" = "firmPieces" - r."unfilled", "cancelled" = "cancelled" + r."unfilled", "version" = "order_lines"."version" + 1
      FROM "freeze_refunds" r WHERE r."freezeId" = ?1 AND r."orderLineId" = "order_lines"."id" AND r."unfilled" > 0`,
    [freezeId],
  );
  work.statement(
    `UPDATE "order_lines" SET "tolerance" = 0, "version" = "version" + 1
      WHERE "campaignId" = ?1 AND "offerId" IN (SELECT value ->> 0 FROM json_each(?2)) AND "tolerance" > 0 AND "firmPieces" > 0`,
    [campaignId, fillsOf(tolerant)],
  );
}

function lowerCounters(work: Work, { id, firm, tolerance, ...offer }: Offer): void {
  const unfilled = firm - boughtPieces({ firm, tolerance, packSize: offer.packSize });
  work.add(offers, work.get(offers, id), { firm: -unfilled, sold: -unfilled, tolerance: -tolerance });
  const { variantId, poolDate } = offer;
  if (poolDate !== null && unfilled > 0)
    work.add(pools, work.get(pools, { variantId, pickupDate: poolDate }), { sold: -unfilled });
}

/** How many pieces fill a case, by offer: what the SQL above takes. */
function fillsOf(offered: readonly Offer[]): string {
  return JSON.stringify(
    offered.map((offer) => [offer.id, boughtPieces(offer) - (offer.firm - offer.tolerance)]),
  );
}
