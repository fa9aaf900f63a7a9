import { activatePromotion } from './activate-promotion.ts';
import { changePromotion } from './change-promotion.ts';
import { createCoupons } from './create-coupons.ts';
import { createPromotion } from './create-promotion.ts';
import { endPromotion } from './end-promotion.ts';
import { listLeaderCoupons } from './leader-coupons.ts';
import { leaderPromotions } from './leader-promotions.ts';
import { listOwnCoupons } from './own-coupons.ts';
import { promotionResults } from './promotion-results.ts';
import { getPromotion, listCoupons, listPromotions } from './queries.ts';

export const promotionOperations = {
  create: createPromotion,
  change: changePromotion,
  activate: activatePromotion,
  end: endPromotion,
  get: getPromotion,
  list: listPromotions,
  results: promotionResults,
  ofCampaign: leaderPromotions,
} as const;

export const couponOperations = {
  create: createCoupons,
  list: listCoupons,
  listOwn: listOwnCoupons,
  listToHandOut: listLeaderCoupons,
} as const;
