import { instantOf } from '../../packages/core/src/shared/time.ts';

/*
 * Orders handed over whole, deciding nothing: what is written is known before. Each statement takes the same one
 * parameter, the ids of the orders as a JSON array, however many they are.
 */

/** The evening after the pickup window. */
export const evening = instantOf('2026-11-24T21:00:00+08:00');
const now = String(evening);
const by = 'shop:key_bench';

const handovers = [
  `INSERT INTO "handovers" ("id", "orderId", "pickupPointId", "handedOverBy", "outcome", "occurredAt", "receivedAt")
    SELECT 'phone-' || j.value, j.value, o."pickupPointId", '${by}', 'accepted', ${now}, ${now}
    FROM json_each(?) AS j CROSS JOIN "orders" AS o ON o."id" = j.value`,
  `INSERT INTO "handover_lines" ("handoverId", "orderLineId", "pieces")
    SELECT 'phone-' || j.value, l."id", l."allocated"
    FROM json_each(?) AS j CROSS JOIN "order_lines" AS l ON l."orderId" = j.value`,
];

const ordersClosed = `UPDATE "orders" SET "status" = 'collected', "pickupCode" = NULL, "closedAt" = ${now}, "version" = "version" + 1
  WHERE "id" IN (SELECT value FROM json_each(?))`;

const lineChanges = `"handedOver" = "allocated", "completedAt" = ${now}, "lastHandedOverAt" = ${now}, "version" = "version" + 1`;

const ofOrder = (type: string, data: string) =>
  `SELECT '${type}' || j.value, '${type}', j.value, '${by}', ${now}, ${now}, ${data} FROM json_each(?1) AS j`;
const eventColumns = `"events" ("id", "type", "subject", "actor", "occurredAt", "recordedAt", "data")`;

/** What must be written in any case: the handover and what it gave, the lines and the order, and the facts. */
export const handoversOnly: readonly string[] = [
  ...handovers,
  `UPDATE "order_lines" SET ${lineChanges} WHERE "orderId" IN (SELECT value FROM json_each(?))`,
  ordersClosed,
  `INSERT INTO ${eventColumns} ${ofOrder('order.handedOver', `'{}'`)}`,
  `INSERT INTO ${eventColumns} ${ofOrder('order.collected', `'{}'`)}`,
];

const lines = `json_each(?1) AS j CROSS JOIN "order_lines" AS l ON l."orderId" = j.value`;

/** Every row that a sync leaves, one statement a table: also cost, goods, sale and commission, and every event. */
export const handoversWithBooks: readonly string[] = [
  ...handovers,
  `UPDATE "order_lines" SET ${lineChanges}, "cost" = "allocated" * (SELECT g."cost" / g."pieces" FROM "campaign_goods" AS g
      WHERE g."campaignId" = "order_lines"."campaignId" AND g."variantId" = "order_lines"."variantId")
    WHERE "orderId" IN (SELECT value FROM json_each(?))`,
  `UPDATE "campaign_goods" SET "pieces" = "pieces" - gone."left", "cost" = "cost" - gone."worth", "version" = "version" + 1
    FROM (SELECT l."campaignId" AS "campaign", l."variantId" AS "variant", sum(l."handedOver") AS "left", sum(l."cost") AS "worth"
      FROM ${lines} GROUP BY 1, 2) AS gone
    WHERE "campaignId" = gone."campaign" AND "variantId" = gone."variant"`,
  ordersClosed,
  `UPDATE "commission_entries" SET "completedAt" = ${now}, "earnableAt" = ${now} + 48 * 3600000, "version" = "version" + 1
    WHERE "orderId" IN (SELECT value FROM json_each(?))`,
  `INSERT INTO "ledger_transactions" ("id", "type", "subject", "postedAt")
    SELECT 'txn-' || l."id", 'line.completed', l."id", ${now} FROM ${lines}`,
  // Nothing is taken off and each line earns for one leader, so that its six entries are known.
  `INSERT INTO "ledger_entries" ("transactionId", "position", "account", "amount", "postedAt",
      "campaignId", "variantId", "supplierId", "leaderId", "communityId", "orderId", "orderLineId", "kind")
    SELECT 'txn-' || l."id", p.column1, p.column2, CASE p.column1 WHEN 0 THEN l."net" WHEN 1 THEN -l."net"
        WHEN 2 THEN l."cost" WHEN 3 THEN -l."cost" WHEN 4 THEN e."due" ELSE -e."due" END, ${now},
      l."campaignId", l."variantId", l."supplierId", l."leaderId", l."communityId", l."orderId", l."id", iif(p.column1 > 3, e."kind", NULL)
    FROM json_each(?) AS j CROSS JOIN "commission_entries" AS e ON e."orderId" = j.value
      CROSS JOIN "order_lines" AS l ON l."id" = e."orderLineId"
      CROSS JOIN (VALUES (0, 2100), (1, 4000), (2, 5000), (3, 1300), (4, 6000), (5, 1600)) AS p`,
  `INSERT INTO ${eventColumns}
    ${ofOrder('order.handedOver', `json_object('handoverId', 'phone-' || j.value, 'outcome', 'accepted')`)}
    UNION ALL SELECT 'line.completed' || l."id", 'line.completed', l."id", '${by}', ${now}, ${now},
      json_object('orderId', l."orderId", 'left', l."net", 'discount', 0, 'cost', l."cost") FROM ${lines}
    UNION ALL ${ofOrder('order.collected', `json_object('campaignId', 'cam_today')`)}`,
];
