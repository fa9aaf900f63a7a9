import type { Invariant } from './invariant.ts';

/** What promotions gave away: shared out over lines, counted once, and tied to what became of the order (R9, R10). */
export const benefitInvariants: readonly Invariant[] = [
  {
    name: 'line_discount',
    rule: 'The discount of a line is the sum of what each promotion took off it.',
    sql: `SELECT l."id" AS "orderLineId", l."discount" AS "discount", coalesce(sum(o."amount"), 0) AS "counted"
      FROM "order_lines" l LEFT JOIN "order_discounts" o ON o."orderLineId" = l."id"
      GROUP BY l."id" HAVING l."discount" <> coalesce(sum(o."amount"), 0)`,
  },
  {
    name: 'promotion_spent',
    rule: 'A promotion has spent what orders have reserved or used of it.',
    sql: `SELECT p."id" AS "promotionId", p."spent" AS "spent", coalesce(sum(u."amount"), 0) AS "counted"
      FROM "promotions" p LEFT JOIN "benefit_uses" u ON u."promotionId" = p."id" AND u."status" <> 'released'
      GROUP BY p."id" HAVING p."spent" <> coalesce(sum(u."amount"), 0)`,
  },
  {
    name: 'coupon_uses',
    rule: 'A coupon has been used as often as orders have reserved or used it.',
    sql: `SELECT c."id" AS "couponId", c."uses" - c."usesLeft" AS "used", count(u."id") AS "counted"
      FROM "coupons" c LEFT JOIN "benefit_uses" u ON u."couponId" = c."id" AND u."status" <> 'released'
      GROUP BY c."id" HAVING c."uses" - c."usesLeft" <> count(u."id")`,
  },
  {
    name: 'benefit_status',
    rule: 'A benefit is reserved while its order is held, used once it is firm, and released when it is gone.',
    sql: `SELECT u."id" AS "benefitUseId", u."status" AS "status", d."status" AS "orderStatus"
      FROM "benefit_uses" u LEFT JOIN "orders" d ON d."id" = u."orderId"
      WHERE u."status" IS NOT CASE d."status" WHEN 'held' THEN 'reserved' WHEN 'expired' THEN 'released' WHEN 'cancelled' THEN 'released' ELSE 'used' END`,
  },
];
