import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { extraOffers } from './change-tables.ts';
import { extraIdSchema, extraSchema } from './extra-schemas.ts';
import { extraView } from './extra-view.ts';

/** Nothing of it is given out any more; what is left stays in stock. Twice is harmless. Refuses: not_found, not_allowed. */
export const endExtra = defineVerb({
  name: 'extras.end',
  summary: 'End an offer of extra goods',
  input: extraIdSchema,
  answer: extraSchema,
  decide: (work, { extraId }, context) => {
    demandShop(context);
    const extra = work.get(extraOffers, extraId);
    if (extra.endedAt === null) {
      work.set(extraOffers, extra, { endedAt: context.now });
      work.emit({ type: 'extra.ended', subject: extraId, data: { left: extra.pieces - extra.taken } });
    }
    return () => extraView(work, extraId, context.now);
  },
});
