import type { Invariant } from './invariant.ts';

/** What an order was given, piece by piece (R6, R9, R11). */
export const promotionInvariants: readonly Invariant[] = [
  {
    name: 'benefit_shared_out',
    rule: 'What a discount gives an order is the sum of what it takes off its lines.',
    sql: `SELECT u."id" AS "benefitUseId", u."amount" AS "amount", coalesce(sum(o."amount"), 0) AS "counted"
      FROM "benefit_uses" u JOIN "promotions" p ON p."id" = u."promotionId" AND p."kind" IN ('firstOrder', 'spendSave', 'coupon')
        LEFT JOIN "order_discounts" o ON o."orderId" = u."orderId" AND o."promotionId" = u."promotionId"
      GROUP BY u."id" HAVING u."amount" <> coalesce(sum(o."amount"), 0)`,
  },
  {
    name: 'order_benefits',
    rule: 'An order says how many benefits hang on it.',
    sql: `SELECT d."id" AS "orderId", d."benefits" AS "benefits", count(u."id") AS "counted"
      FROM "orders" d LEFT JOIN "benefit_uses" u ON u."orderId" = d."id"
      GROUP BY d."id" HAVING d."benefits" <> count(u."id")`,
  },
  {
    name: 'gift_given',
    rule: 'A gift was given by a promotion, and has a price only where its condition was undone.',
    sql: `SELECT l."id" AS "orderLineId", l."unitPrice" AS "unitPrice", u."charged" AS "charged"
      FROM "order_lines" l LEFT JOIN "benefit_uses" u ON u."orderId" = l."orderId" AND u."orderLineId" = l."id"
      WHERE l."gift" = 1 AND (u."id" IS NULL OR l."net" > u."charged" OR (u."charged" = 0 AND l."unitPrice" > 0))`,
  },
  {
    name: 'flash_customer_pieces',
    rule: 'Pieces of a customer in a flash window are those of the lines.',
    sql: `SELECT x."flashWindowId" AS "flashWindowId", x."customerId" AS "customerId", sum(x."kept") AS "pieces", sum(x."counted") AS "counted"
      FROM (SELECT "flashWindowId", "offerId", "customerId", "pieces" AS "kept", 0 AS "counted" FROM "flash_customers"
        UNION ALL SELECT l."flashWindowId", l."offerId", l."customerId", 0, CASE WHEN d."status" = 'expired' THEN 0 ELSE l."pieces" - l."cancelled" END
          FROM "order_lines" l JOIN "orders" d ON d."id" = l."orderId" WHERE l."flashWindowId" IS NOT NULL) AS x
      JOIN "offers" o ON o."id" = x."offerId" WHERE o."status" IN ('open', 'frozen')
      GROUP BY x."flashWindowId", x."customerId" HAVING sum(x."kept") <> sum(x."counted")`,
  },
];
