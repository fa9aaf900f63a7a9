import type { Invariant } from './invariant.ts';

/** What is in the baskets, and which basket is whose. */
export const packingInvariants: readonly Invariant[] = [
  {
    name: 'line_packed',
    rule: 'Pieces in a basket are those of its scans that were not taken back.',
    sql: `SELECT "orderLineId" AS "orderLineId", sum("kept") AS "packed", sum("counted") AS "counted"
      FROM (SELECT "orderLineId", "pieces" AS "kept", 0 AS "counted" FROM "packed_lines"
        UNION ALL SELECT "orderLineId", 0, "pieces" FROM "packing_scans" WHERE "undoneAt" IS NULL)
      GROUP BY "orderLineId" HAVING sum("kept") <> sum("counted")`,
  },
  {
    name: 'line_packed_most',
    rule: 'No line has more in its basket than it was allocated.',
    sql: `SELECT p."orderLineId" AS "orderLineId", p."pieces" AS "packed", l."allocated" AS "allocated"
      FROM "packed_lines" p LEFT JOIN "order_lines" l ON l."id" = p."orderLineId" WHERE p."pieces" > coalesce(l."allocated", 0)`,
  },
  {
    name: 'basket_household',
    rule: 'A basket number stands for one household at its point.',
    sql: `SELECT b."campaignId" AS "campaignId", b."pickupPointId" AS "pickupPointId", b."number" AS "number", count(DISTINCT o."customerId") AS "households"
      FROM "baskets" b JOIN "orders" o ON o."id" = b."orderId"
      GROUP BY b."campaignId", b."pickupPointId", b."number" HAVING count(DISTINCT o."customerId") > 1`,
  },
];
