import type { Invariant } from './invariant.ts';

/** Pieces that count against an offer: all but cancelled ones and those of expired orders (R1). Alias `l`, `d`. */
const countedPieces = `CASE WHEN d."status" = 'expired' THEN 0 ELSE l."pieces" - l."cancelled" END`;
/** Counters stand still from the freeze; those of a failed offer are of no further use. */
const counting = `o."status" IN ('open', 'frozen')`;

/** What was sold, to whom and where: every counter is the sum of its rows (audit 1). */
export const counterInvariants: readonly Invariant[] = [
  {
    name: 'offer_sold',
    rule: 'Pieces of held and firm orders are what the offer has sold, and no more than its cap.',
    sql: `SELECT o."id" AS "offerId", o."sold" AS "sold", o."cap" AS "cap", coalesce(sum(${countedPieces}), 0) AS "counted"
      FROM "offers" o LEFT JOIN "order_lines" l ON l."campaignId" = o."campaignId" AND l."offerId" = o."id"
        LEFT JOIN "orders" d ON d."id" = l."orderId"
      WHERE ${counting} GROUP BY o."id" HAVING o."sold" <> coalesce(sum(${countedPieces}), 0) OR o."sold" > coalesce(o."cap", o."sold")`,
  },
  {
    name: 'offer_firm',
    rule: 'Firm pieces of the lines are what the offer counts for tiers and its minimum.',
    sql: `SELECT o."id" AS "offerId", o."firm" AS "firm", coalesce(sum(l."firmPieces"), 0) AS "counted"
      FROM "offers" o LEFT JOIN "order_lines" l ON l."campaignId" = o."campaignId" AND l."offerId" = o."id"
      WHERE ${counting} GROUP BY o."id" HAVING o."firm" <> coalesce(sum(l."firmPieces"), 0)`,
  },
  {
    name: 'offer_tolerance',
    rule: 'Pieces wanted only to fill a case are those of the firm lines, and none after the freeze.',
    sql: `SELECT o."id" AS "offerId", o."tolerance" AS "tolerance", coalesce(sum(l."tolerance"), 0) AS "counted"
      FROM "offers" o LEFT JOIN "order_lines" l ON l."campaignId" = o."campaignId" AND l."offerId" = o."id" AND l."firmPieces" > 0
      WHERE ${counting} GROUP BY o."id"
      HAVING o."tolerance" <> coalesce(sum(l."tolerance"), 0) OR (o."status" = 'frozen' AND o."tolerance" > 0)`,
  },
  {
    name: 'offer_customer_pieces',
    rule: 'What a customer has on an offer is the sum of the lines, and not above the limit that held at the last order.',
    sql: `SELECT x."offerId" AS "offerId", x."customerId" AS "customerId", sum(x."kept") AS "pieces", sum(x."counted") AS "counted",
        sum(x."keptFirm") AS "firm", sum(x."countedFirm") AS "countedFirm"
      FROM (SELECT "offerId", "customerId", "pieces" AS "kept", 0 AS "counted", "firm" AS "keptFirm", 0 AS "countedFirm" FROM "offer_customers"
        UNION ALL SELECT l."offerId", l."customerId", 0, ${countedPieces}, 0, l."firmPieces"
          FROM "order_lines" l JOIN "orders" d ON d."id" = l."orderId") AS x
      JOIN "offers" o ON o."id" = x."offerId" WHERE ${counting}
      GROUP BY x."offerId", x."customerId" HAVING sum(x."kept") <> sum(x."counted") OR sum(x."keptFirm") <> sum(x."countedFirm")`,
  },
  {
    name: 'offer_community_firm',
    rule: 'Firm pieces counted for a community are those of its lines.',
    sql: `SELECT x."offerId" AS "offerId", x."communityId" AS "communityId", sum(x."kept") AS "firm", sum(x."counted") AS "counted"
      FROM (SELECT "offerId", "communityId", "firm" AS "kept", 0 AS "counted" FROM "offer_communities"
        UNION ALL SELECT "offerId", "communityId", 0, "firmPieces" FROM "order_lines" WHERE "communityId" IS NOT NULL) AS x
      JOIN "offers" o ON o."id" = x."offerId" WHERE ${counting}
      GROUP BY x."offerId", x."communityId" HAVING sum(x."kept") <> sum(x."counted")`,
  },
  {
    name: 'flash_sold',
    rule: 'Pieces sold in a flash window are those of its lines.',
    sql: `SELECT f."id" AS "flashWindowId", f."sold" AS "sold", coalesce(sum(${countedPieces}), 0) AS "counted"
      FROM "flash_windows" f JOIN "offers" o ON o."id" = f."offerId"
        LEFT JOIN "order_lines" l ON l."campaignId" = o."campaignId" AND l."offerId" = o."id" AND l."flashWindowId" = f."id"
        LEFT JOIN "orders" d ON d."id" = l."orderId"
      WHERE ${counting} GROUP BY f."id" HAVING f."sold" <> coalesce(sum(${countedPieces}), 0)`,
  },
  {
    name: 'pool_sold',
    rule: 'What a shared stock has sold is what the offers of its goods and pickup date have sold.',
    sql: `SELECT p."variantId" AS "variantId", p."pickupDate" AS "pickupDate", p."sold" AS "sold",
        coalesce(sum(CASE WHEN c."id" IS NULL THEN 0 ELSE o."sold" END), 0) AS "counted"
      FROM "pools" p LEFT JOIN "offers" o ON o."variantId" = p."variantId"
        LEFT JOIN "campaigns" c ON c."id" = o."campaignId" AND c."pickupDate" = p."pickupDate"
      GROUP BY p."variantId", p."pickupDate" HAVING p."sold" <> coalesce(sum(CASE WHEN c."id" IS NULL THEN 0 ELSE o."sold" END), 0)`,
  },
  {
    name: 'slot_taken',
    rule: 'A pickup slot is taken by as many orders as hold it.',
    sql: `SELECT s."id" AS "slotId", s."taken" AS "taken", count(d."id") AS "counted"
      FROM "pickup_slots" s LEFT JOIN "orders" d ON d."slotId" = s."id" AND d."status" NOT IN ('expired', 'cancelled')
      GROUP BY s."id" HAVING s."taken" <> count(d."id")`,
  },
  {
    name: 'customer_live_orders',
    rule: 'Live orders of a customer are those held, firm or completed.',
    sql: `SELECT c."id" AS "customerId", c."liveOrders" AS "liveOrders", count(d."id") AS "counted"
      FROM "customers" c LEFT JOIN "orders" d ON d."customerId" = c."id" AND d."status" NOT IN ('expired', 'cancelled')
      GROUP BY c."id" HAVING c."liveOrders" <> count(d."id")`,
  },
  {
    name: 'community_members',
    rule: 'A community has as many members as joined and have not left.',
    sql: `SELECT c."id" AS "communityId", c."memberCount" AS "memberCount", count(m."customerId") AS "counted"
      FROM "communities" c LEFT JOIN "members" m ON m."communityId" = c."id" AND m."leftAt" IS NULL
      GROUP BY c."id" HAVING c."memberCount" <> count(m."customerId")`,
  },
];
