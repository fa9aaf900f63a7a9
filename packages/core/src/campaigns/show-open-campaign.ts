import { defineQuery } from '../define.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { activePromotions, leadersOfCampaign, openPromotions } from '../promotions/open-promotions.ts';
import { demand } from '../shared/error.ts';
import { type Instant, instantText } from '../shared/time.ts';
import { shops } from '../shop/tables.ts';
import { demandSetUp, shopId } from '../shop/the-shop.ts';
import { type Reader, tableRows } from '../storage/reader.ts';
import { byPosition, type Campaign } from './campaign.ts';
import type { Offer } from './minimum.ts';
import { cutoffAt, isBeforeCutoff } from './offer-cutoff.ts';
import {
  buyersOf,
  buyerView,
  type CampaignKey,
  campaignKeyOf,
  communityCounts,
  countsById,
  firmCounts,
  flashOf,
  openOffer,
  openPoint,
  overdueCounts,
  shopperFacts,
  slotPointsOf,
  supplierRowsOf,
  tiersOf,
} from './open-campaign.ts';
import { type OpenCampaignView, openCampaignSchema, showOpenSchema } from './open-schemas.ts';
import { standingsOf } from './supplier-minimums.ts';
import { campaigns, offers } from './tables.ts';

/**
 * A campaign as a shopper may see it: what is on offer, how much is left, how far the tiers are, what promotions give,
 * where and when it is collected, on the clock of the server. Nothing personal: names are masked. A draft does not exist.
 */
export const showOpenCampaign = defineQuery({
  name: 'campaigns.showOpen',
  summary: 'Show a campaign to a shopper',
  input: showOpenSchema,
  answer: openCampaignSchema,
  async read(reader, { campaignId, communityId, leaderId: leader }, { now }) {
    const asked = await ask(reader, campaignKeyOf(campaignId), communityId, now);
    const { campaign, points, booked, counts, found, leaders } = asked;
    demand(campaign !== undefined && campaign.status !== 'draft', 'not_found', {
      what: 'campaigns',
      key: campaignId,
    });
    const { zone, currency, policies } = demandSetUp(asked.shop);
    const standings = standingsOf(asked.suppliers, policies.lossBufferBasisPoints);
    const listed = found.toSorted(byPosition);
    const offered = listed.filter(({ gift }) => !gift);
    const phase = shopperPhase(campaign, offered, counts.firm, now);
    const cutoffs = offered.map((offer) => cutoffAt(offer, counts.firm.get(offer.id) ?? 0, now));
    const { overdue } = counts;
    const gifts = listed.filter(({ gift }) => gift);
    const scene = { offered, gifts, leaders, leader, overdue, currency, now };
    return {
      ...shopperFacts(campaign, cutoffs, phase),
      now: instantText(now),
      zone,
      offers: offered.map((offer) =>
        openOffer(offer, { ...asked, running: phase === 'open', standings, currency, now }),
      ),
      promotions: phase === 'closed' ? [] : openPromotions(asked.active, scene),
      pickupPoints: points.map((point) =>
        openPoint(point, booked.some(({ id }) => id === point.id) ? policies.pickupSlots : 'none'),
      ),
      recentBuyers: asked.buyers.map(buyerView),
    };
  },
});

/** All of it in one round trip. */
async function ask(reader: Reader, key: CampaignKey, communityId: string | undefined, now: Instant) {
  const [stored, shop, found, points, ...rest] = await reader.ask(
    tableRows(campaigns, `t."id" = ${key.sql}`, [key.param]),
    tableRows(shops, 't."id" = ?', [shopId]),
    tableRows(offers, `t."campaignId" = ${key.sql} AND t."status" <> 'withdrawn'`, [key.param]),
    tableRows(
      pickupPoints,
      `NOT t."retired" AND t."id" IN (SELECT "pickupPointId" FROM "campaign_points" WHERE "campaignId" = ${key.sql}) ORDER BY t."name", t."id"`,
      [key.param],
    ),
    firmCounts(key),
    overdueCounts(key, now, 'offerId'),
    overdueCounts(key, now, 'flashWindowId'),
    communityCounts(key, communityId ?? ''),
    tiersOf(key),
    flashOf(key, now),
    buyersOf(key),
    supplierRowsOf(key),
    slotPointsOf(key),
    activePromotions(),
    leadersOfCampaign(key),
  );
  const [firm, overdue, overdueFlash, near, tiers, flash, buyers, suppliers, booked, active, leaders] = rest;
  const counts = {
    firm: countsById(firm),
    overdue: countsById(overdue),
    overdueFlash: countsById(overdueFlash),
    community: communityId === undefined ? undefined : countsById(near),
  };
  return {
    campaign: stored[0],
    shop: shop[0],
    found,
    points,
    counts,
    tiers,
    flash,
    buyers,
    suppliers,
    booked,
    active,
    leaders,
  };
}

/** What a shopper may do in a campaign now. */
export function shopperPhase(
  { status, opensAt }: Campaign,
  offered: readonly Offer[],
  firm: ReadonlyMap<string, number>,
  now: Instant,
): OpenCampaignView['phase'] {
  const running = status === 'published' || status === 'purchasing';
  if (running && now < opensAt) return 'scheduled';
  const anyOpen = offered.some((offer) => isBeforeCutoff(offer, firm.get(offer.id) ?? 0, now));
  return running && anyOpen ? 'open' : 'closed';
}
