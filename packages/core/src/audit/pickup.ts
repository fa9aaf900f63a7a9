import type { Invariant } from './invariant.ts';

/** Where goods are fetched, who took them, and what became of those that nobody fetched. */
export const pickupInvariants: readonly Invariant[] = [
  {
    name: 'order_point',
    rule: 'The lines of an order are fetched where the order is, also after it was moved.',
    sql: `SELECT o."id" AS "orderId", o."pickupPointId" AS "pickupPointId", l."id" AS "orderLineId", l."pickupPointId" AS "linePointId"
      FROM "order_lines" l JOIN "orders" o ON o."id" = l."orderId" WHERE l."pickupPointId" <> o."pickupPointId"`,
  },
  {
    name: 'collected_by_others',
    rule: 'Who took goods for a customer is told with how the customer agreed; the code of a consent opens one handover.',
    sql: `SELECT h."orderId" AS "orderId", min(h."id") AS "handoverId", sum(h."consent" = 'code' AND h."outcome" = 'accepted') AS "byCode"
      FROM "handovers" h LEFT JOIN "pickup_consents" k ON k."orderId" = h."orderId"
      GROUP BY h."orderId"
      HAVING sum((h."takenBy" IS NULL) <> (h."consent" IS NULL)) > 0
        OR sum(h."consent" = 'code' AND h."outcome" = 'accepted') > 0 AND max(k."createdAt") IS NULL`,
  },
  {
    name: 'donated_goods',
    rule: 'Goods given to a charity are the pieces of a line that were not collected, and cost no more than the line.',
    sql: `SELECT d."id" AS "donationId", d."pieces" AS "pieces", l."uncollected" AS "uncollected", d."cost" AS "cost", l."cost" AS "lineCost"
      FROM "donations" d LEFT JOIN "order_lines" l ON l."id" = d."orderLineId"
      WHERE d."pieces" IS NOT l."uncollected" OR d."cost" > l."cost" OR d."orderId" <> l."orderId"`,
  },
];
