import type { Work } from '../work.ts';

const theirs = `"offerId" IN (SELECT "offerId" FROM "frozen_goods" WHERE "freezeId" = ?1)`;

/**
 * Adds up what a freeze has fixed, once for everyone who asks later. The lines are read in one pass along
 * `order_lines_bought`, which carries all that is summed; the totals are made from the few rows that come out of it.
 */
export function sumUpFreeze(
  work: Work,
  campaignId: string,
  freezeId: string,
  offerIds: readonly string[],
): void {
  // Grouped in the order of the index, without sorting: so the offers are a condition and no join.
  work.statement(
    `INSERT INTO "frozen_goods" ("freezeId", "offerId", "variantId", "supplierId", "lines", "pieces", "net")
      SELECT ?1, "offerId", "variantId", "supplierId", count(*), sum("firmPieces"), sum("net") FROM "order_lines"
      WHERE "campaignId" = ?2 AND "offerId" IN (SELECT value FROM json_each(?3)) AND "firmPieces" > 0
      GROUP BY "offerId", "variantId", "supplierId"`,
    [freezeId, campaignId, JSON.stringify(offerIds)],
  );
  fillCrates(work, campaignId, freezeId);
  // An order is looked up by its first line, which is cheaper than sorting out the orders of all lines.
  work.statement(
    `UPDATE "freezes" SET ("lines", "pieces", "net", "orders") =
      (SELECT coalesce(sum("lines"), 0), coalesce(sum("pieces"), 0), coalesce(sum("net"), 0)
          - (SELECT coalesce(sum(r."amount"), 0) FROM "refunds" r CROSS JOIN "order_lines" l ON l."id" = r."orderLineId"
            WHERE r."campaignId" = ?2 AND r."kind" <> 'adjustment' AND l."firmPieces" > 0 AND l.${theirs}),
          (SELECT count(*) FROM "orders" o WHERE o."campaignId" = ?2
            AND EXISTS (SELECT 1 FROM "order_lines" l WHERE l."orderId" = o."id" AND l."firmPieces" > 0 AND l.${theirs}))
        FROM "frozen_goods" WHERE "freezeId" = ?1)
      WHERE "id" = ?1`,
    [freezeId, campaignId],
  );
}

/** Goods of this freeze that another offer has, too: with another cutoff, or as a gift. */
const mixed = `(SELECT o."variantId" FROM "offers" o WHERE o."campaignId" = ?2
  AND o."id" NOT IN (SELECT "offerId" FROM "frozen_goods" WHERE "freezeId" = ?1))`;

/**
 * What each pickup point is to get. `order_lines_picked` carries the goods and not the offer, so it serves those that
 * one cutoff has alone; the others, which are few, are found by their offers.
 */
function fillCrates(work: Work, campaignId: string, freezeId: string): void {
  const into = `INSERT INTO "frozen_crates" ("freezeId", "pickupPointId", "variantId", "pieces")`;
  // Summed first and chosen then: a condition on every line would cost more than the sum.
  work.statement(
    `${into} WITH c AS MATERIALIZED (SELECT "pickupPointId", "variantId", sum("firmPieces") AS "pieces" FROM "order_lines"
        WHERE "campaignId" = ?2 AND "firmPieces" > 0 GROUP BY "pickupPointId", "variantId")
      SELECT ?1, c."pickupPointId", c."variantId", c."pieces" FROM c
      WHERE c."variantId" IN (SELECT "variantId" FROM "frozen_goods" WHERE "freezeId" = ?1) AND c."variantId" NOT IN ${mixed}`,
    [freezeId, campaignId],
  );
  work.statement(
    `${into} SELECT ?1, l."pickupPointId", l."variantId", sum(l."firmPieces")
      FROM "frozen_goods" g CROSS JOIN "order_lines" l ON l."campaignId" = ?2 AND l."offerId" = g."offerId"
        AND l."variantId" = g."variantId" AND l."supplierId" = g."supplierId"
      WHERE g."freezeId" = ?1 AND g."variantId" IN ${mixed} AND l."firmPieces" > 0 GROUP BY l."pickupPointId", l."variantId"`,
    [freezeId, campaignId],
  );
}
