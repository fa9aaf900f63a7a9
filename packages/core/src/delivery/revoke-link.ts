import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { ownIdSchema } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { deliveryLinkSchema, linkView } from './delivery-links.ts';
import { deliveryLinks } from './tables.ts';

/** Takes a link back: it opens nothing from here on. Twice is harmless. Refuses: not_found, not_allowed. */
export const revokeLink = defineVerb({
  name: 'deliveryLinks.revoke',
  summary: "Take a driver's link back",
  input: z.strictObject({ linkId: ownIdSchema.max(140) }),
  answer: deliveryLinkSchema,
  decide: (work, { linkId }, context) => {
    demandShop(context);
    const link = work.get(deliveryLinks, linkId);
    if (link.revokedAt !== null) return linkView(link);
    const revoked = work.set(deliveryLinks, link, { revokedAt: context.now });
    const { deliveryRunId } = link;
    work.emit({ type: 'deliveryLink.revoked', subject: link.id, data: { deliveryRunId } });
    return linkView(revoked);
  },
});
