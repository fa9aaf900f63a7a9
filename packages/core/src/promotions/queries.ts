import { customers } from '../customers/tables.ts';
import { defineQuery } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { ownIdOf } from '../shared/own-id.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { readShop } from '../shop/the-shop.ts';
import { couponView } from './coupon.ts';
import { promotionView } from './promotion.ts';
import {
  couponPageSchema,
  listCouponsSchema,
  listPromotionsSchema,
  promotionIdSchema,
  promotionPageSchema,
  promotionSchema,
} from './schemas.ts';
import { coupons, promotions } from './tables.ts';

/** One promotion. Shoppers see what it does in their quotes. Refuses: not_found, not_allowed. */
export const getPromotion = defineQuery({
  name: 'promotions.get',
  summary: 'Read a promotion',
  input: promotionIdSchema,
  answer: promotionSchema,
  async read(reader, { promotionId }, context) {
    demandShop(context);
    const [promotion] = await reader.table(promotions, 't."id" = ?', [promotionId]);
    const { currency } = await readShop(reader);
    if (promotion === undefined) return refuse('not_found', { what: 'promotions', key: promotionId });
    return promotionView(promotion, currency);
  },
});

/** Promotions, newest first, also those that have ended. Refuses: not_allowed. */
export const listPromotions = defineQuery({
  name: 'promotions.list',
  summary: 'List promotions',
  input: listPromotionsSchema,
  answer: promotionPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql({ status: input.status, kind: input.kind });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(promotions, where, [...page.params, ...filter.params]);
    const { currency } = await readShop(reader);
    return pageOf(rows, input, 'createdAt', (promotion) => promotionView(promotion, currency));
  },
});

/** Coupons and vouchers, newest first, of a promotion or a customer. Refuses: not_found, not_allowed. */
export const listCoupons = defineQuery({
  name: 'coupons.list',
  summary: 'List coupons',
  input: listCouponsSchema,
  answer: couponPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'createdAt');
    const customerId = await ownIdOf(reader, customers, input.customerId);
    const filter = filterSql({ promotionId: input.promotionId, customerId });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(coupons, where, [...page.params, ...filter.params]);
    return pageOf(rows, input, 'createdAt', couponView);
  },
});
