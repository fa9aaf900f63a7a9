import { campaigns, offers } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { shops } from '../shop/tables.ts';
import { shopId, theShop } from '../shop/the-shop.ts';
import { demandOpen, gatherCart } from './gather-cart.ts';
import { priceCart, quoteView } from './price-cart.ts';
import { quoteCartSchema, quoteSchema } from './schemas.ts';

/**
 * What a cart costs now, step by step. It reserves nothing; its token places the order at these prices.
 *
 * Refuses: offer_closed, invalid_input, not_found.
 */
export const quoteCart = defineQuery({
  name: 'orders.quote',
  summary: 'Price a cart',
  input: quoteCartSchema,
  answer: quoteSchema,
  read: (reader, { campaignId, lines }, { now }) =>
    reader.decide((work) => {
      work.need(
        [shops, { id: shopId }],
        ...(campaignId.startsWith('external:') ? [] : [[campaigns, { id: campaignId }] as const]),
        ...lines.flatMap(({ offerId }) =>
          offerId === undefined ? [] : [[offers, { id: offerId }] as const],
        ),
      );
      const campaign = work.resolve(campaigns, campaignId);
      const cart = gatherCart(work, campaign, lines, now);
      demandOpen(work, campaign, cart, now);
      return quoteView(priceCart(cart), theShop(work).currency);
    }),
});
