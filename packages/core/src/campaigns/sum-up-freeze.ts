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
