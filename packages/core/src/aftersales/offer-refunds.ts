import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { countedSchema, replacementIdsSchema } from './schemas.ts';
import { replacements } from './tables.ts';

/** Offers a refund where too many rounds went by; goods that a later round offers still come. Refuses: not_allowed. */
export const offerRefunds = defineVerb({
  name: 'replacements.offerRefunds',
  summary: 'Offer a refund for goods that do not come again',
  input: replacementIdsSchema,
  answer: countedSchema,
  decide: (work, { replacementIds }, context) => {
    demandShop(context);
    work.need(...replacementIds.map((id) => [replacements, { id }] as const));
    const waiting = replacementIds
      .map((id) => work.get(replacements, id))
      .filter(({ status }) => status === 'waiting');
    for (const one of waiting) {
      work.set(replacements, one, { status: 'refundOffered' });
      const data = { claimId: one.claimId, amount: one.refundAmount };
      work.emit({ type: 'replacement.refundOffered', subject: one.id, data });
    }
    return { done: waiting.length };
  },
});
