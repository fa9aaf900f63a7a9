import {
  campaigns,
  flashCustomers,
  flashWindows,
  offerCommunities,
  offers,
  offerTiers,
} from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { defineQuery } from '../define.ts';
import { benefitUses, coupons, promotions } from '../promotions/tables.ts';
import type { Context } from '../shared/context.ts';
import { normaliseCode } from '../shared/id.ts';
import { shops } from '../shop/tables.ts';
import { shopId, theShop } from '../shop/the-shop.ts';
import type { RowRequest, Work } from '../work.ts';
import { gatherPriceFacts } from './gather-price-facts.ts';
import { demandOpen, gatherCart } from './gather-cart.ts';
import { likelyBuyer } from './gather-parties.ts';
import { priceCart } from './price-cart.ts';
import { quoteView } from './quote-view.ts';
import { type QuoteCart, quoteCartSchema, quoteSchema } from './quote-schemas.ts';
import { orders } from './tables.ts';

/**
 * What a cart costs now, step by step. It reserves nothing; its token places the order at these prices. A customer
 * session sees what this customer gets; without one, what anybody gets.
 *
 * Refuses: offer_closed, invalid_input, not_found.
 */
export const quoteCart = defineQuery({
  name: 'orders.quote',
  summary: 'Price a cart',
  input: quoteCartSchema,
  answer: quoteSchema,
  read: (reader, command, context) =>
    reader.decide((work) => {
      work.need(...everything(command, context));
      const campaign = work.resolve(campaigns, command.campaignId);
      const cart = gatherCart(work, campaign, command.lines, context.now);
      demandOpen(work, campaign, cart, context.now);
      const needsLeader = dependsOnLeader(work, cart);
      const likely = likelyBuyer(work, campaign, command, context, needsLeader);
      const buyer = { ...likely, couponCode: command.couponCode };
      const facts = gatherPriceFacts(work, campaign, cart, buyer, context.now);
      return quoteView(priceCart(cart, facts), theShop(work).currency);
    }),
});

/** Where nothing asks for the leader or the community, nobody looks for them. */
function dependsOnLeader(work: Work, cart: ReturnType<typeof gatherCart>): boolean {
  return (
    work.list(promotions, { status: 'active' }).some(({ terms }) => terms.leaderIds.length > 0) ||
    cart.some(({ offer }) =>
      offer.hasTiers
        ? work.list(offerTiers, { offerId: offer.id }).some(({ countedOver }) => countedOver === 'community')
        : false,
    )
  );
}

/** One round trip for the usual cart, whatever is on offer: all that can be asked for before anything is known. */
function everything(command: QuoteCart, { actor }: Context): RowRequest[] {
  const { campaignId, lines, couponCode, communityId } = command;
  const customerId = actor.kind === 'customer' ? actor.customerId : ownId(command.customer);
  const wanted: RowRequest[] = [
    [shops, { id: shopId }],
    [promotions, { status: 'active' }],
  ];
  if (ownId(campaignId) !== undefined)
    wanted.push([campaigns, { id: campaignId }], [offers, { campaignId, gift: true }]);
  if (couponCode !== undefined) wanted.push([coupons, { code: normaliseCode(couponCode) }]);
  if (customerId !== undefined)
    wanted.push(
      [customers, { id: customerId }],
      [benefitUses, { customerId }],
      [coupons, { customerId }],
      [orders, { customerId, status: 'held' }],
    );
  for (const { offerId } of lines) {
    if (offerId === undefined) continue;
    wanted.push([offers, { id: offerId }], [offerTiers, { offerId }], [flashWindows, { offerId }]);
    if (customerId !== undefined) wanted.push([flashCustomers, { offerId, customerId }]);
    if (communityId !== undefined) wanted.push([offerCommunities, { offerId, communityId }]);
  }
  return wanted;
}

function ownId(reference: QuoteCart['customer']): string | undefined {
  return typeof reference === 'string' && !reference.startsWith('external:') ? reference : undefined;
}
