import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { endPromotionAt, promotionAnswer } from './promotion.ts';
import { promotionIdSchema, promotionSchema } from './schemas.ts';
import { promotions } from './tables.ts';

/**
 * Ends a promotion for good: it applies to no further order, and vouchers of it are worth nothing any more. Orders
 * placed before keep what they were given. Ending twice is harmless.
 *
 * Refuses: not_found, not_allowed.
 */
export const endPromotion = defineVerb({
  name: 'promotions.end',
  summary: 'End a promotion',
  input: promotionIdSchema,
  answer: promotionSchema,
  decide: (work, { promotionId }, context) => {
    demandShop(context);
    const before = work.get(promotions, promotionId);
    if (before.status !== 'ended') endPromotionAt(work, before, context.now);
    return () => promotionAnswer(work, before.id);
  },
});
