import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { purchaseLinks } from './change-tables.ts';
import { linkSchema, revokeLinkSchema } from './correction-schemas.ts';
import { linkView } from './link-view.ts';

/** Takes a link back: it opens nothing from here on. Twice is harmless. Refuses: not_found, not_allowed. */
export const revokePurchaseLink = defineVerb({
  name: 'purchaseLinks.revoke',
  summary: "Take a supplier's link back",
  input: revokeLinkSchema,
  answer: linkSchema,
  decide: (work, { linkId }, context) => {
    demandShop(context);
    const link = work.get(purchaseLinks, linkId);
    if (link.revokedAt !== null) return linkView(link);
    const revoked = work.set(purchaseLinks, link, { revokedAt: context.now });
    const { purchaseOrderId } = link;
    work.emit({ type: 'purchaseLink.revoked', subject: link.id, data: { purchaseOrderId } });
    return linkView(revoked);
  },
});
