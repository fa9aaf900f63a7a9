import { defineVerb } from '../define.ts';
import { actorText } from '../shared/actor-text.ts';
import { demand } from '../shared/error.ts';
import { instantOf } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { purchaseLinks } from './change-tables.ts';
import { linkSchema, storeLinkSchema } from './correction-schemas.ts';
import { linkView } from './link-view.ts';
import { purchaseOrders } from './tables.ts';

const lifeMax = 90 * 86_400_000;

/**
 * Stores the hash of a link that was just made for the supplier of an order. Whoever makes it shows it once.
 *
 * Refuses: purchase_order_not_sent, link_expiry, conflict, not_found, not_allowed.
 */
export const storePurchaseLink = defineVerb({
  name: 'purchaseLinks.store',
  summary: "Store a supplier's link by its hash",
  input: storeLinkSchema,
  answer: linkSchema,
  decide: (work, { purchaseOrderId, tokenHash, expiresAt }, context) => {
    demandShop(context);
    const order = work.get(purchaseOrders, purchaseOrderId);
    demand(order.status !== 'draft', 'purchase_order_not_sent');
    const until = instantOf(expiresAt);
    demand(until > context.now && until <= context.now + lifeMax, 'link_expiry');
    demand(work.first(purchaseLinks, { tokenHash }) === undefined, 'conflict', { what: 'purchase_links' });
    const link = work.insert(purchaseLinks, {
      id: context.newId('plk'),
      purchaseOrderId,
      tokenHash,
      createdAt: context.now,
      createdBy: actorText(context.actor),
      expiresAt: until,
    });
    const data = { purchaseOrderId, expiresAt: until };
    work.emit({ type: 'purchaseLink.created', subject: link.id, data });
    return linkView(link);
  },
});
