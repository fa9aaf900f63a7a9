import { helpSellingOf, rateView } from '../commissions/help-selling.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { type Instant, instantText } from '../shared/time.ts';
import { shops } from '../shop/tables.ts';
import { shopId, theShop } from '../shop/the-shop.ts';
import type { Row, RowRequest, Work } from '../work.ts';
import { clockNotes } from './clock-notes.ts';
import { statesOfCutoffs } from './cutoff-states.ts';
import type { Offer } from './minimum.ts';
import { isOpenAt } from './offer-cutoff.ts';
import { leaderIdsOf, pointIdsOf } from './put-parties.ts';
import type { CampaignView, OfferView } from './schemas.ts';
import { tiersOf, windowsOf } from './store-prices.ts';
import { campaignLeaders, campaignPoints, campaigns, flashWindows, offers, offerTiers } from './tables.ts';

export type Campaign = Row<typeof campaigns>;
type Summary = Omit<CampaignView, 'offers' | 'leaderIds' | 'pickupPointIds' | 'clockNotes' | 'cutoffs'>;

/** Published and not over: its offers may still take orders. */
export function isRunning({ status }: Pick<Campaign, 'status'>): boolean {
  return status === 'published' || status === 'purchasing';
}

/**
 * What the campaign is at `now`: the stored status, with scheduled, open and closed by the clock (C15).
 *
 * @param anyBeforeCutoff whether an offer's own cutoff has not come
 */
export function phaseOf(campaign: Campaign, anyBeforeCutoff: boolean, now: Instant): Summary['phase'] {
  const { status } = campaign;
  if (status !== 'published' && status !== 'purchasing') return status;
  if (now < campaign.opensAt) return 'scheduled';
  if (anyBeforeCutoff) return 'open';
  return status === 'published' ? 'closed' : status;
}

/** The offers of a campaign as they stand in its list. */
export function offersOf(work: Work, campaignId: string): Offer[] {
  return work.list(offers, { campaignId }).toSorted(byPosition);
}

export function byPosition(first: Offer, second: Offer): number {
  return first.position - second.position || (first.id < second.id ? -1 : 1);
}

/** Who takes part after this command, where it has changed that. */
export interface TakingPart {
  readonly leaderIds?: readonly string[];
  readonly pointIds?: readonly string[];
}

/** The campaign as it is answered, read anew after everything that followed. */
export function campaignAnswer(
  work: Work,
  campaignId: string,
  now: Instant,
  changed: TakingPart = {},
): CampaignView {
  work.need(
    [shops, { id: shopId }],
    [offers, { campaignId }],
    [campaignLeaders, { campaignId }],
    [campaignPoints, { campaignId }],
  );
  const campaign = work.get(campaigns, campaignId);
  const offered = offersOf(work, campaignId);
  const open = offered.some((offer) => isOpenAt(work, offer, now));
  const { currency, zone } = theShop(work);
  work.need(
    ...offered.filter(({ hasTiers }) => hasTiers).map(({ id }): RowRequest => [offerTiers, { offerId: id }]),
    ...offered
      .filter(({ hasFlash }) => hasFlash)
      .map(({ id }): RowRequest => [flashWindows, { offerId: id }]),
  );
  return {
    ...campaignSummary(campaign, phaseOf(campaign, open, now), currency),
    leaderIds: (changed.leaderIds ?? leaderIdsOf(work, campaignId)).toSorted(),
    pickupPointIds: (changed.pointIds ?? pointIdsOf(work, campaignId)).toSorted(),
    clockNotes: clockNotes(
      campaign,
      offered,
      (offer) => (offer.hasFlash ? windowsOf(work, offer.id) : []),
      zone,
    ),
    cutoffs: statesOfCutoffs(work, campaign, offered, (offer) => isOpenAt(work, offer, now)),
    offers: offered.map((offer) => offerView(work, offer, currency)),
  };
}

export function campaignSummary(campaign: Campaign, phase: Summary['phase'], currency: string): Summary {
  const { id, externalId, title, description, status, reason, pickupDate, houseLeaderAllowed } = campaign;
  return {
    id,
    externalId,
    title,
    description,
    status,
    phase,
    reason,
    opensAt: instantText(campaign.opensAt),
    closesAt: instantText(campaign.closesAt),
    pickupDate,
    pickupWindows: campaign.pickupWindows.map((window) => ({ ...window })),
    houseLeaderAllowed,
    helpSelling: helpView(campaign, currency),
    createdAt: instantText(campaign.createdAt),
    publishedAt: instantOrNull(campaign.publishedAt),
    cancelledAt: instantOrNull(campaign.cancelledAt),
    completedAt: instantOrNull(campaign.completedAt),
  };
}

function helpView(campaign: Campaign, currency: string): Summary['helpSelling'] {
  const help = helpSellingOf(campaign);
  if (help === null) return null;
  const { ownerId, owner, helper } = help;
  return { ownerId, owner: rateView(owner, currency), helper: rateView(helper, currency) };
}

export function offerView(work: Work, offer: Offer, currency: string): OfferView {
  const {
    campaignId: _campaign,
    createdAt: _created,
    version: _version,
    boxFills: _fills,
    hasTiers,
    hasFlash,
    ...shown
  } = offer;
  return {
    ...shown,
    lowerMinimums: [...offer.lowerMinimums],
    tiers: (hasTiers ? tiersOf(work, offer.id) : []).map(({ fromPieces, price, countedOver }) => ({
      fromPieces,
      price: money(price, currency),
      countedOver,
    })),
    flashWindows: (hasFlash ? windowsOf(work, offer.id) : []).map((window) => ({
      startsAt: instantText(window.startsAt),
      endsAt: instantText(window.endsAt),
      price: money(window.price, currency),
      stock: window.stock,
      sold: window.sold,
      limitPerCustomer: window.limitPerCustomer,
    })),
    price: money(offer.price, currency),
    closesAt: instantText(offer.closesAt),
    extendedFrom: instantOrNull(offer.extendedFrom),
    left: piecesLeft(offer),
    frozenPrice: offer.frozenPrice === null ? null : money(offer.frozenPrice, currency),
    frozenAt: instantOrNull(offer.frozenAt),
  };
}

/** @param overdue pieces in holds that have ended but are not written down yet: they are free again (R1) */
export function piecesLeft({ cap, sold }: Pick<Offer, 'cap' | 'sold'>, overdue = 0): number | null {
  return cap === null ? null : Math.max(0, cap - sold + overdue);
}
