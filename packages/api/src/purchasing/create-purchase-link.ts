import { instantOf, instantText, purchaseLinkSchema, Refusal } from '@opentuan/core';
import * as z from 'zod';
import { hashApiKey } from '../middleware/api-key.ts';
import { makeLinkToken } from '../middleware/link-token.ts';
import { defineTask } from '../task.ts';

const madeLinkSchema = purchaseLinkSchema
  .extend({
    token: z.string().describe('The token itself: shown now and never again.'),
    path: z
      .string()
      .describe(
        'Behind the address of this API: the page to send to the supplier. What follows # is no part of a request, so no log keeps it.',
      ),
  })
  .meta({ id: 'MadePurchaseLink' });

const day = 86_400_000;

/** Makes a supplier's link to one purchase order and stores its hash. Refuses: purchase_order_not_sent, not_found, not_allowed. */
export const createPurchaseLink = defineTask({
  name: 'purchaseLinks.create',
  summary: "Make a supplier's link to a purchase order",
  input: z
    .strictObject({
      purchaseOrderId: z.string().max(140),
      days: z.int().min(1).max(90).default(7).describe('How long it opens the order.'),
    })
    .meta({ id: 'CreatePurchaseLink', examples: [{ purchaseOrderId: 'pur_01KAQ3', days: 7 }] }),
  answer: madeLinkSchema,
  async run(tuan, { purchaseOrderId, days }, options) {
    const [shop] = await tuan.reader.rows<{ sessionSecret: string }>('SELECT "sessionSecret" FROM "shops"');
    if (!shop) throw new Refusal('shop_not_set_up');
    const expiresAt = instantText((options.now ?? tuan.clock()) + days * day);
    const token = await makeLinkToken(shop.sessionSecret, instantOf(expiresAt));
    const wish = { purchaseOrderId, tokenHash: await hashApiKey(token), expiresAt };
    const link = await tuan.purchaseLinks.store(wish, options);
    return { ...link, token, path: `/v1/supplier#${token}` };
  },
});
