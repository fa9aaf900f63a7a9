import { defineVerb } from '../define.ts';
import { differing, isAnything } from '../shared/bulk-rows.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { promotionAnswer, putAwayPast, valuesOf } from './promotion.ts';
import { changePromotionSchema, promotionSchema } from './schemas.ts';
import { promotions } from './tables.ts';

/**
 * Changes a promotion until it has ended. Orders from here on follow the new terms; those placed before keep what they
 * were given. Its budget does not fall below what is reserved or used.
 *
 * Refuses: promotion_status, invalid_input, category_unknown, currency_mismatch, not_found, not_allowed.
 */
export const changePromotion = defineVerb({
  name: 'promotions.change',
  summary: 'Change a promotion',
  input: changePromotionSchema,
  answer: promotionSchema,
  alone: true,
  decide: (work, { promotionId, ...wanted }, context) => {
    demandShop(context);
    putAwayPast(work, context.now);
    const before = work.get(promotions, promotionId);
    demand(before.status !== 'ended', 'promotion_status', { status: before.status });
    const changes = differing(before, { ...valuesOf(work, before.kind, wanted, before, context) });
    if (isAnything(changes)) {
      work.set(promotions, before, changes);
      work.emit({ type: 'promotion.changed', subject: before.id, data: { fields: Object.keys(changes) } });
    }
    return () => promotionAnswer(work, before.id);
  },
});
