import { defineVerb } from '../define.ts';
import { demand, refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { promotionAnswer, putAwayPast } from './promotion.ts';
import { promotionIdSchema, promotionSchema } from './schemas.ts';
import { promotions } from './tables.ts';

/**
 * Lets a promotion apply to quotes and orders, from its start on. Activating twice is harmless.
 *
 * Refuses: promotion_status, invalid_input (its window is over), not_found, not_allowed.
 */
export const activatePromotion = defineVerb({
  name: 'promotions.activate',
  summary: 'Activate a promotion',
  input: promotionIdSchema,
  answer: promotionSchema,
  decide: (work, { promotionId }, context) => {
    demandShop(context);
    putAwayPast(work, context.now);
    const before = work.get(promotions, promotionId);
    demand(before.status !== 'ended', 'promotion_status', { status: before.status });
    if (before.endsAt !== null && before.endsAt <= context.now) {
      const message = 'Its window is over: give it a later endsAt first.';
      refuse('invalid_input', { fields: [{ path: 'endsAt', code: 'in_the_past', message }] });
    }
    if (before.status === 'draft') {
      work.set(promotions, before, { status: 'active' });
      work.emit({ type: 'promotion.activated', subject: before.id, data: { startsAt: before.startsAt } });
    }
    return () => promotionAnswer(work, before.id);
  },
});
