import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { promotionAnswer, putAwayPast, valuesOf } from './promotion.ts';
import { createPromotionSchema, promotionSchema } from './schemas.ts';
import { promotions } from './tables.ts';

/**
 * Writes a promotion down. It gives nothing until it is activated.
 *
 * Refuses: invalid_input, category_unknown, currency_mismatch, not_found, not_allowed.
 */
export const createPromotion = defineVerb({
  name: 'promotions.create',
  summary: 'Create a promotion',
  input: createPromotionSchema,
  answer: promotionSchema,
  alone: true,
  decide: (work, { kind, ...wanted }, context) => {
    demandShop(context);
    const values = valuesOf(work, kind, wanted, undefined, context);
    const { id } = work.insert(promotions, {
      id: context.newId('prm'),
      kind,
      ...values,
      status: 'draft',
      createdAt: context.now,
    });
    putAwayPast(work, context.now);
    work.emit({ type: 'promotion.created', subject: id, data: { kind } });
    return () => promotionAnswer(work, id);
  },
});
