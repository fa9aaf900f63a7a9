import type * as z from 'zod';
import {
  campaignLeaders,
  campaignPoints,
  campaigns,
  offerCommunities,
  offerCustomers,
  offers,
} from '../campaigns/tables.ts';
import { earnersWanted } from '../commissions/earners-of-order.ts';
import { leaderReferrals } from '../commissions/referral-tables.ts';
import { rulesWanted } from '../commissions/match-rule.ts';
import { leaderAccounts } from '../commissions/tables.ts';
import { communities, members } from '../communities/tables.ts';
import { customers } from '../customers/tables.ts';
import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { pickupPoints, pickupSlots } from '../pickup-points/tables.ts';
import { type BookedSlot, takeSlot } from '../pickup-points/take-slot.ts';
import { promotions } from '../promotions/tables.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { shops } from '../shop/tables.ts';
import { amountOf, shopId, theShop, type Shop } from '../shop/the-shop.ts';
import { instantOf } from '../shared/time.ts';
import type { RowRequest, Work } from '../work.ts';
import { confirmOrder } from './confirm-order.ts';
import { demandPayAtPickup } from './demand-pay-at-pickup.ts';
import { demandPaymentTeller } from './demand-payment-teller.ts';
import { type Campaign, demandOpen, demandRoom, demandWithinLimits, gatherCart } from './gather-cart.ts';
import { releaseOverdueSlot } from './expire-order.ts';
import { gatherParties, type Parties } from './gather-parties.ts';
import { type Order, orderAnswer } from './order.ts';
import { gatherPriceFacts } from './gather-price-facts.ts';
import { type PricedCart, priceCart } from './price-cart.ts';
import type { CartLine } from './price-lines.ts';
import { demandCoupon, demandQuoted } from './demand-quoted.ts';
import { orderSchema, placeOrderSchema } from './schemas.ts';
import { stepsOf, storeLines } from './store-lines.ts';
import { orders, payments } from './tables.ts';
import { takePayment } from './take-payment.ts';

type PlaceOrder = z.output<typeof placeOrderSchema>;

/**
 * Orders goods ahead. The order keeps its stock until it is paid or its hold ends; with the payment
 * inside, or to be paid at pickup, it is firm at once.
 *
 * Refuses: offer_closed, offer_sold_out, over_limit, quote_changed, leader_unavailable, leader_required,
 * pickup_point_unavailable, slot_unavailable, slot_full, slot_required, coupon_unusable, pay_at_pickup_refused, customer_required, payment_amount, payment_reference_used, currency_mismatch,
 * not_allowed (a payment told by a shopper).
 */
export const placeOrder = defineVerb({
  name: 'orders.place',
  summary: 'Place an order',
  input: placeOrderSchema,
  answer: orderSchema,
  decide: (work, command, context) => {
    askForEverything(work, command, context);
    const shop = theShop(work);
    const campaign = work.resolve(campaigns, command.campaignId);
    const cart = gatherCart(work, campaign, command.lines, context.now);
    demandOpen(work, campaign, cart, context.now);
    const parties = gatherParties(work, campaign, command, context);
    askForCounters(work, campaign, cart, parties);
    demandWithinLimits(work, cart, parties.customer.id, context.now);
    demandRoom(work, cart, context.now);
    const buyer = { ...parties, leaderId: parties.leader.id, couponCode: command.couponCode };
    const priced = priceCart(cart, gatherPriceFacts(work, campaign, cart, buyer, context.now));
    if (needsToken(command, context))
      demandQuoted(command.quoteToken, priced, shop, context.actor, parties.customer);
    demandCoupon(command.couponCode, priced);
    if (command.payment === 'atPickup' && priced.total > 0)
      demandPayAtPickup(shop.policies, context.actor, parties.customer);
    const slot = takeSlot(work, { ...parties, slotId: command.slotId, campaign }, context.now, (slotId) =>
      releaseOverdueSlot(work, slotId, context.now),
    );
    const order = storeOrder(work, command, { campaign, parties, priced, shop, slot }, context);
    settlePayment(work, order, command, shop, context);
    return () => orderAnswer(work, order.id);
  },
});

/** One round trip for the usual order: everything whose key is known from the command. */
function askForEverything(work: Work, command: PlaceOrder, { actor }: Context): void {
  const { campaignId, leaderId, pickupPointId, communityId, lines } = command;
  const leader = actor.kind === 'leader' ? actor.leaderId : leaderId;
  const customer = actor.kind === 'customer' ? actor.customerId : command.customer;
  const wanted: RowRequest[] = [
    [shops, { id: shopId }],
    [campaigns, keyOf(campaignId)],
    ...rulesWanted([ownId(campaignId), ownId(leader), ...lines.map(({ offerId }) => offerId)]),
    [promotions, { status: 'active' }],
    ...lines.flatMap(({ offerId }) => (offerId === undefined ? [] : [[offers, { id: offerId }] as const])),
  ];
  if (typeof customer === 'string')
    wanted.push([customers, keyOf(customer)], [members, { customerId: customer }]);
  if (leader !== undefined)
    wanted.push(
      [leaders, keyOf(leader)],
      [communities, { leaderId: leader }],
      [campaignLeaders, { campaignId, leaderId: leader }],
      [leaderAccounts, { leaderId: leader }],
      [leaderReferrals, { recruitId: leader }],
    );
  if (pickupPointId !== undefined)
    wanted.push([pickupPoints, keyOf(pickupPointId)], [campaignPoints, { campaignId, pickupPointId }]);
  if (communityId !== undefined) wanted.push([communities, keyOf(communityId)]);
  if (command.slotId !== undefined) wanted.push([pickupSlots, { id: command.slotId }]);
  if (typeof command.payment === 'object') wanted.push([payments, { reference: command.payment.reference }]);
  for (const { offerId } of lines) {
    if (offerId === undefined) continue;
    if (typeof customer === 'string') wanted.push([offerCustomers, { offerId, customerId: customer }]);
    if (communityId !== undefined) wanted.push([offerCommunities, { offerId, communityId }]);
  }
  work.need(...wanted);
}

/** The counters of this customer and community, and who else earns, in one round trip when the command did not name them. */
function askForCounters(
  work: Work,
  { id: campaignId }: Campaign,
  cart: readonly CartLine[],
  { customer, leader, communityId, pickupPointId }: Parties,
): void {
  const ids = [...new Set(cart.map(({ offer }) => offer.id))];
  work.need(
    ...earnersWanted(work, { campaignId, pickupPointId, leaderId: leader.id }),
    ...rulesWanted([campaignId, leader.id, ...ids]),
    ...ids.map((offerId) => [offerCustomers, { offerId, customerId: customer.id }] as const),
    ...ids.flatMap((offerId) =>
      communityId === null ? [] : [[offerCommunities, { offerId, communityId }] as const],
    ),
  );
}

function keyOf(reference: string): { id: string } | { externalId: string } {
  return reference.startsWith('external:')
    ? { externalId: reference.slice('external:'.length) }
    : { id: reference };
}

function ownId(reference: string | undefined): string | undefined {
  return reference?.startsWith('external:') ? undefined : reference;
}

/** A till shows its own sum: the payment must match it. */
function needsToken({ quoteToken }: PlaceOrder, { actor }: Context): boolean {
  return actor.kind === 'customer' || quoteToken !== undefined;
}

interface Settled {
  readonly campaign: Campaign;
  readonly parties: Parties;
  readonly priced: PricedCart;
  readonly shop: Shop;
  readonly slot: BookedSlot;
}

function storeOrder(
  work: Work,
  command: PlaceOrder,
  { campaign, parties, priced, shop, slot }: Settled,
  context: Context,
): Order {
  const { now } = context;
  const { holdMinutes, paymentGraceMinutes } = shop.policies;
  const atPickup = command.payment === 'atPickup';
  const order = work.insert(orders, {
    id: context.newId('ord'),
    externalId: command.externalId ?? null,
    campaignId: campaign.id,
    customerId: parties.customer.id,
    leaderId: parties.leader.id,
    communityId: parties.communityId,
    pickupPointId: parties.pickupPointId,
    ...slot,
    status: 'held',
    payment: atPickup ? 'atPickup' : 'host',
    total: priced.total,
    amountDue: priced.total,
    placedAt: now,
    // R2: a hold may outlive the cutoff by the time a payment needs, not longer.
    holdEndsAt: Math.min(now + holdMinutes * 60_000, priced.earliestCutoff + paymentGraceMinutes * 60_000),
    earliestCutoff: priced.earliestCutoff,
    placedBy: actorText(context.actor),
    quoteToken: priced.token,
    priceSteps: stepsOf(priced),
    benefits: priced.benefits.length,
    note: command.note ?? '',
  });
  storeLines(work, order, priced, { ...parties, shop }, context);
  work.emit({
    type: 'order.placed',
    subject: order.id,
    data: { campaignId: campaign.id, leaderId: parties.leader.id, total: priced.total },
  });
  return order;
}

/** Firm at once when it is paid in the same call, to be paid at pickup, or costs nothing (R15, R17). */
function settlePayment(
  work: Work,
  order: Order,
  { payment }: PlaceOrder,
  shop: Shop,
  context: Context,
): void {
  if (payment === 'atPickup' || order.total === 0) {
    demand(typeof payment !== 'object', 'payment_amount', { amountDue: 0 });
    confirmOrder(work, order, context);
    return;
  }
  if (payment === undefined) return;
  demandPaymentTeller(context.actor, payment.collectedBy);
  const amount = amountOf(shop, payment.amount, 'payment.amount');
  demand(amount === order.total, 'payment_amount', { amountDue: order.total, currency: shop.currency });
  demand(work.first(payments, { reference: payment.reference }) === undefined, 'payment_reference_used', {
    reference: payment.reference,
  });
  const confirmed = confirmOrder(work, order, context);
  takePayment(
    work,
    confirmed,
    {
      amount,
      reference: payment.reference,
      cashLeaderId: payment.collectedBy === 'leader' ? order.leaderId : null,
      paidAt: payment.paidAt === undefined ? null : instantOf(payment.paidAt),
    },
    context,
  );
}
