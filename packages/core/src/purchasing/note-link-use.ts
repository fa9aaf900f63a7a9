import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { ownIdSchema } from '../shared/schemas.ts';
import { purchaseLinks } from './change-tables.ts';

/** A link is noted as used once in so long (milliseconds): looking at a page writes next to nothing. */
export const linkUseNotedEvery = 60_000;

/**
 * Notes that a supplier's link was used, be it for looking only: the shop sees whether its order was seen. Within a
 * minute of the last time it writes nothing.
 *
 * Refuses: not_found, not_allowed.
 */
export const noteLinkUse = defineVerb({
  name: 'purchaseLinks.noteUse',
  summary: "Note that a supplier's link was used",
  input: z.strictObject({ linkId: ownIdSchema.max(140) }),
  answer: z.strictObject({ noted: z.boolean() }),
  decide: (work, { linkId }, context) => {
    demandShop(context);
    const link = work.get(purchaseLinks, linkId);
    const noted = isUseToNote(link.lastUsedAt, context.now);
    if (noted) work.set(purchaseLinks, link, { lastUsedAt: context.now });
    return { noted };
  },
});

/** Whether the last use that was noted is so long ago that another is worth a write. */
export function isUseToNote(lastUsedAt: number | null, now: number): boolean {
  return lastUsedAt === null || lastUsedAt <= now - linkUseNotedEvery;
}
