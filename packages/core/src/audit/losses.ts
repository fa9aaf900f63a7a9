import type { Invariant } from './invariant.ts';

/** Whether a loss still stands, or was taken back because it was written down by mistake. */
export const notReversed = `NOT EXISTS (SELECT 1 FROM "shrinkage_records" b WHERE b."id" = "shrinkages"."recordId" AND b."reversedAt" IS NOT NULL)`;

/** Goods that were lost: written down once, with what it did to lines and to what had arrived (C16). */
export const lossInvariants: readonly Invariant[] = [
  {
    name: 'shrinkage_record',
    rule: 'A recorded loss is the sum of what it took out of the goods: pieces, cost, and what lines lack of it.',
    sql: `SELECT r."id" AS "recordId", r."pieces" AS "pieces", r."short" AS "short", r."cost" AS "cost", sum(s."pieces") AS "countedPieces",
        sum(CASE WHEN s."orderLineId" IS NOT NULL THEN s."pieces" ELSE 0 END) AS "countedShort", sum(s."cost") AS "countedCost"
      FROM "shrinkage_records" r LEFT JOIN "shrinkages" s ON s."recordId" = r."id"
      GROUP BY r."id" HAVING r."pieces" IS NOT sum(s."pieces") OR r."cost" IS NOT sum(s."cost")
        OR r."short" <> sum(CASE WHEN s."orderLineId" IS NOT NULL THEN s."pieces" ELSE 0 END)`,
  },
  {
    name: 'line_lost',
    rule: 'Pieces of a line that were lost are those written down as lost; what nobody fetched is not counted as lost.',
    sql: `SELECT l."id" AS "orderLineId", l."lost" AS "lost", coalesce(s."pieces", 0) AS "counted"
      FROM "order_lines" l LEFT JOIN (SELECT "orderLineId", sum("pieces") AS "pieces" FROM "shrinkages"
          WHERE "orderLineId" IS NOT NULL AND ("recordId" IS NOT NULL OR "stage" <> 'uncollected') GROUP BY "orderLineId") AS s ON s."orderLineId" = l."id"
      WHERE l."lost" <> coalesce(s."pieces", 0)`,
  },
  {
    name: 'arrived_lost',
    rule: 'Goods lost before they were shared out are missing from what arrived.',
    sql: `SELECT "campaignId" AS "campaignId", "variantId" AS "variantId", sum("kept") AS "shrunk", sum("counted") AS "counted"
      FROM (SELECT o."campaignId" AS "campaignId", p."variantId" AS "variantId", p."shrunk" AS "kept", 0 AS "counted"
          FROM "purchase_lines" p JOIN "purchase_orders" o ON o."id" = p."purchaseOrderId" WHERE p."shrunk" > 0
        UNION ALL SELECT "campaignId", "variantId", 0, "pieces" FROM "shrinkages" WHERE "stage" = 'receipt' AND ${notReversed})
      GROUP BY "campaignId", "variantId" HAVING sum("kept") <> sum("counted")`,
  },
];
