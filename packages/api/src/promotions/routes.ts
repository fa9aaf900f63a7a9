import { domains } from '@opentuan/core';
import { get, patch, post, type RouteDefinition } from '../route.ts';

const { coupons, promotions } = domains;
const underPromotions = { tag: 'promotions' };

export const promotionRoutes: readonly RouteDefinition[] = [
  get('/promotions', promotions.list),
  post('/promotions', promotions.create, { status: 201 }),
  get('/promotions/{promotionId}', promotions.get),
  get('/promotions/{promotionId}/results', promotions.results),
  patch('/promotions/{promotionId}', promotions.change),
  post('/promotions/{promotionId}/activate', promotions.activate),
  post('/promotions/{promotionId}/end', promotions.end),
  post('/promotions/{promotionId}/coupons', coupons.create, {
    ...underPromotions,
    status: 201,
    operationId: 'createCoupons',
  }),

  get('/coupons', coupons.list, underPromotions),
  get('/leader/campaigns/{campaignId}/promotions', promotions.ofCampaign, {
    ...underPromotions,
    operationId: 'leaderListPromotions',
  }),
  get('/leader/coupons', coupons.listToHandOut, {
    ...underPromotions,
    operationId: 'leaderListCoupons',
  }),
  get('/storefront/coupons', coupons.listOwn, { ...underPromotions, audience: 'customer' }),
];
