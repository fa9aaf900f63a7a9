import {
  campaigns,
  flashCustomers,
  flashWindows,
  offerCommunities,
  offers,
  offerTiers,
} from '../campaigns/tables.ts';
import { communities, members } from '../communities/tables.ts';
import { customers } from '../customers/tables.ts';
import { defineQuery } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { benefitUses, coupons, promotions } from '../promotions/tables.ts';
import type { Buyer } from '../promotions/buyer.ts';
import type { Context } from '../shared/context.ts';
import { refuse } from '../shared/error.ts';
import { normaliseCode } from '../shared/id.ts';
import { shops } from '../shop/tables.ts';
import { shopId, theShop } from '../shop/the-shop.ts';
import type { RowRequest, Work } from '../work.ts';
import { expectOverdue } from './expire-order.ts';
import { gatherPriceFacts } from './gather-price-facts.ts';
import { type Campaign, demandOpen, gatherCart } from './gather-cart.ts';
import { likelyBuyer } from './gather-parties.ts';
import { linesOf } from './order.ts';
import { priceCart } from './price-cart.ts';
import { quoteView } from './quote-view.ts';
import { type QuoteCart, quoteCartSchema, quoteSchema } from './quote-schemas.ts';
import { demandReplaceable, giveBack } from './replaceable.ts';
import { orders } from './tables.ts';

/**
 * What a cart costs now, step by step. It reserves nothing; its token places the order at these prices. A customer
 * session sees what this customer gets; without one, what anybody gets.
 *
 * Refuses: offer_closed, invalid_input, not_found; with `replaces` also order_status, cutoff_passed.
 */
export const quoteCart = defineQuery({
  name: 'orders.quote',
  summary: 'Price a cart',
  input: quoteCartSchema,
  answer: quoteSchema,
  read: (reader, command, context) =>
    reader.decide((work) => {
      expectOverdue(work, command.campaignId, context.now);
      work.need(...everything(command, context));
      const campaign = work.resolve(campaigns, command.campaignId);
      const replaced = replacedBuyer(work, campaign, command, context);
      const cart = gatherCart(work, campaign, command.lines, context.now);
      demandOpen(work, campaign, cart, context.now);
      const buyer = {
        ...(replaced ?? likelyBuyer(work, campaign, command, context, dependsOnLeader(work, cart))),
        // A coupon is its owner's: a leader, who can name any neighbour, does not read of it.
        asking: context.actor.kind !== 'leader',
        couponCode: command.couponCode,
      };
      const facts = gatherPriceFacts(work, campaign, cart, buyer, context.now);
      return quoteView(priceCart(cart, facts), theShop(work), context.actor, buyer.customer);
    }),
});

/**
 * Whose order the cart is to replace, with all that it had given back: its own pieces, limits and benefits count as
 * free (R5). Nothing of this is written.
 */
function replacedBuyer(
  work: Work,
  campaign: Campaign,
  { replaces }: QuoteCart,
  context: Context,
): Omit<Buyer, 'couponCode'> | undefined {
  if (replaces === undefined) return undefined;
  const order = work.resolve(orders, replaces);
  demandReplaceable(work, order, context);
  if (order.campaignId !== campaign.id) {
    const message = 'The order to replace is of another campaign.';
    refuse('invalid_input', { fields: [{ path: 'replaces', code: 'unknown', message }] });
  }
  giveBack(work, order, linesOf(work, order.id));
  const { leaderId, communityId } = order;
  return { customer: work.get(customers, order.customerId), leaderId, communityId };
}

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
  const leaderId = actor.kind === 'leader' ? actor.leaderId : ownId(command.leaderId);
  if (leaderId !== undefined) wanted.push([leaders, { id: leaderId }], [communities, { leaderId }]);
  if (customerId !== undefined) wanted.push([members, { customerId }]);
  if (ownId(communityId) !== undefined) wanted.push([communities, { id: communityId }]);
  const pickupPointId = ownId(command.pickupPointId);
  if (pickupPointId !== undefined) wanted.push([pickupPoints, { id: pickupPointId }]);
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
