import {
  type campaigns,
  flashCustomers,
  flashWindows,
  offerCommunities,
  offerTiers,
} from '../campaigns/tables.ts';
import type { Buyer } from '../promotions/buyer.ts';
import { gatherPromotions, promotionRequests } from '../promotions/gather-promotions.ts';
import { promotions } from '../promotions/tables.ts';
import type { Row, RowRequest, Work } from '../work.ts';
import { releaseOverdue } from './expire-order.ts';
import { flashCustomerOf } from './take-stock.ts';
import type { PriceFacts } from './price-cart.ts';
import type { CartLine, FlashWindow, Offer, OfferFacts } from './price-lines.ts';

type Campaign = Row<typeof campaigns>;

/**
 * What the price of a cart depends on beside its offers. Where offers have neither tiers nor flash windows and no
 * promotion is active, nothing more is read; else everything in one round trip.
 */
export function gatherPriceFacts(
  work: Work,
  campaign: Campaign,
  cart: readonly CartLine[],
  buyer: Buyer,
  now: number,
): PriceFacts {
  const offered = [...new Map(cart.map(({ offer }) => [offer.id, offer])).values()];
  const active = work.list(promotions, { status: 'active' });
  work.need(
    ...promotionRequests(active, campaign.id, buyer),
    ...offered.flatMap((offer) => priceRequests(offer, buyer)),
  );
  const facts = offered
    .filter(({ hasTiers, hasFlash }) => hasTiers || hasFlash)
    .map((offer) => [offer.id, factsOf(work, campaign, offer, cart, buyer, now)] as const);
  return { offers: new Map(facts), promotions: gatherPromotions(work, campaign, cart, buyer, now) };
}

function priceRequests(
  { id: offerId, hasTiers, hasFlash }: Offer,
  { customer, communityId }: Buyer,
): RowRequest[] {
  return [
    ...(hasTiers ? [[offerTiers, { offerId }] as const] : []),
    ...(hasTiers && communityId !== null ? [[offerCommunities, { offerId, communityId }] as const] : []),
    ...(hasFlash ? [[flashWindows, { offerId }] as const] : []),
    ...(hasFlash && customer ? [[flashCustomers, { offerId, customerId: customer.id }] as const] : []),
  ];
}

function factsOf(
  work: Work,
  campaign: Campaign,
  offer: Offer,
  cart: readonly CartLine[],
  buyer: Buyer,
  now: number,
): OfferFacts {
  const { id: offerId } = offer;
  const { communityId } = buyer;
  const tiers = offer.hasTiers ? work.list(offerTiers, { offerId }).filter(({ removed }) => !removed) : [];
  const counted = tiers.some(({ countedOver }) => countedOver === 'community') && communityId !== null;
  const community = counted ? work.find(offerCommunities, { offerId, communityId }) : undefined;
  const flash = offer.hasFlash ? runningFlash(work.list(flashWindows, { offerId }), now) : undefined;
  if (flash === undefined) return { tiers, communityFirm: community?.firm ?? 0, flash: null, flashLeft: 0 };
  const wanted = cart.reduce((sum, line) => sum + (line.offer.id === offerId ? line.pieces : 0), 0);
  return {
    tiers,
    communityFirm: community?.firm ?? 0,
    flash,
    flashLeft: flashLeft(work, campaign, offer, flash, { buyer, wanted, now }),
  };
}

/** The window that runs at `now`; its end itself is over. */
function runningFlash(windows: readonly FlashWindow[], now: number): FlashWindow | undefined {
  return windows.find(({ startsAt, endsAt, removed }) => !removed && startsAt <= now && now < endsAt);
}

interface Wanting {
  readonly buyer: Buyer;
  readonly wanted: number;
  readonly now: number;
}

/** Flash pieces this customer can still have; overdue holds make room first (R1). */
function flashLeft(
  work: Work,
  campaign: Campaign,
  offer: Offer,
  flash: FlashWindow,
  { buyer: { customer }, wanted, now }: Wanting,
): number {
  const free = (): number => {
    const { sold, stock, limitPerCustomer: limit } = work.get(flashWindows, flash.id);
    const key = { offerId: offer.id, customerId: customer?.id ?? '' };
    const own = customer && limit !== null ? (flashCustomerOf(work, key, flash.id)?.pieces ?? 0) : 0;
    return Math.max(0, Math.min(stock - sold, limit === null ? Infinity : limit - own));
  };
  if (free() >= wanted || offer.sold === offer.firm) return free();
  releaseOverdue(work, campaign.id, now, ({ flashWindowId }) => flashWindowId === flash.id);
  return free();
}
