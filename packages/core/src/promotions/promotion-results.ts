import { offers } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { money } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { demandSetUp, shopId } from '../shop/the-shop.ts';
import { shops } from '../shop/tables.ts';
import { sqlRows, tableRows } from '../storage/reader.ts';
import { promotionIdSchema, promotionResultsSchema } from './schemas.ts';
import { promotions } from './tables.ts';

/** What a promotion did, over the uses that were not given back. */
const usesSql = `SELECT count(*) AS "uses", count(DISTINCT u."orderId") AS "orders",
  count(DISTINCT u."customerId") AS "customers", coalesce(sum(u."status" = 'reserved'), 0) AS "waiting",
  coalesce(sum(u."charged"), 0) AS "charged",
  coalesce(sum((SELECT l."pieces" FROM "order_lines" l WHERE l."id" = u."orderLineId")), 0) AS "giftPieces"
  FROM "benefit_uses" u WHERE u."promotionId" = ? AND u."status" <> 'released'`;

/** What the orders that had it came to: an order counts once, however often it had it. */
const salesSql = `SELECT coalesce(sum(o."total"), 0) AS "total", coalesce(sum(o."refunded"), 0) AS "refunded"
  FROM "orders" o WHERE o."id" IN (SELECT u."orderId" FROM "benefit_uses" u
    WHERE u."promotionId" = ? AND u."status" = 'used')`;

const couponsSql = `SELECT count(*) AS "made", coalesce(sum(c."uses"), 0) AS "uses",
  coalesce(sum(c."usesLeft"), 0) AS "usesLeft" FROM "coupons" c WHERE c."promotionId" = ?`;

interface Uses {
  readonly uses: number;
  readonly orders: number;
  readonly customers: number;
  readonly waiting: number;
  readonly charged: number;
  readonly giftPieces: number;
}

/**
 * What a promotion has given so far, to how many, on orders of how much, and what is left of budget, coupons and gifts.
 * Orders that expired or were called off count no more.
 *
 * Refuses: not_found, not_allowed.
 */
export const promotionResults = defineQuery({
  name: 'promotions.results',
  summary: 'What a promotion did',
  input: promotionIdSchema,
  answer: promotionResultsSchema,
  async read(reader, { promotionId }, context) {
    demandShop(context);
    const [[promotion], [shop], [uses], [sales], [coupons], gifts] = await reader.ask(
      tableRows(promotions, 't."id" = ?', [promotionId]),
      tableRows(shops, 't."id" = ?', [shopId]),
      sqlRows<Uses>(usesSql, [promotionId]),
      sqlRows<{ total: number; refunded: number }>(salesSql, [promotionId]),
      sqlRows<{ made: number; uses: number; usesLeft: number }>(couponsSql, [promotionId]),
      tableRows(
        offers,
        `t."gift" AND t."status" = 'open' AND t."variantId" =
          (SELECT json_extract(p."terms", '$.gift.variantId') FROM "promotions" p WHERE p."id" = ?)`,
        [promotionId],
      ),
    );
    if (promotion === undefined) return refuse('not_found', { what: 'promotions', key: promotionId });
    const { currency } = demandSetUp(shop);
    const { budget, spent } = promotion;
    const { orders = 0, customers = 0, waiting = 0, charged = 0, giftPieces = 0 } = uses ?? {};
    const { total = 0, refunded = 0 } = sales ?? {};
    return {
      promotionId,
      uses: uses?.uses ?? 0,
      waiting,
      orders,
      customers,
      given: money(spent, currency),
      budgetLeft: budget === null ? null : money(budget - spent, currency),
      giftPieces,
      charged: money(charged, currency),
      sales: money(total, currency),
      refunded: money(refunded, currency),
      coupons: {
        made: coupons?.made ?? 0,
        uses: coupons?.uses ?? 0,
        usesLeft: coupons?.usesLeft ?? 0,
      },
      gifts: gifts.map(({ campaignId, title, cap, sold }) => ({
        campaignId,
        title,
        left: Math.max(0, (cap ?? 0) - sold),
      })),
    };
  },
});
