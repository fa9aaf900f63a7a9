import { defineQuery } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { demand } from '../shared/error.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { instantText } from '../shared/time.ts';
import { shops } from '../shop/tables.ts';
import { demandSetUp, shopId } from '../shop/the-shop.ts';
import type { SqlValue } from '../storage/engine.ts';
import { type Reader, tableRows } from '../storage/reader.ts';
import { byPosition, type Campaign } from './campaign.ts';
import { cutoffAt, cutoffAtSql, isBeforeCutoff } from './offer-cutoff.ts';
import {
  listOpenSchema,
  openCampaignPageSchema,
  openCampaignSchema,
  showOpenSchema,
} from './open-schemas.ts';
import {
  buyersOf,
  buyerView,
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
import { standingsOf } from './supplier-minimums.ts';
import { campaigns, offers } from './tables.ts';

/** What a shopper can order now, or soon, newest first. */
export const listOpenCampaigns = defineQuery({
  name: 'campaigns.listOpen',
  summary: 'List campaigns that are open',
  input: listOpenSchema,
  answer: openCampaignPageSchema,
  async read(reader, input, { now }) {
    const page = pageAfter(input, 'createdAt');
    const opening =
      input.phase === 'open' ? 't."opensAt" <= CAST(? AS INTEGER)' : 't."opensAt" > CAST(? AS INTEGER)';
    const parties = await partyFilter(reader, input);
    const where = `${page.condition} AND t."status" IN ('published', 'purchasing') AND ${opening}
      AND EXISTS (SELECT 1 FROM "offers" o WHERE o."campaignId" = t."id" AND o."status" = 'open'
        AND ${cutoffAtSql} > CAST(? AS INTEGER))${parties.sql} ${page.tail}`;
    const rows = await reader.table(campaigns, where, [...page.params, now, now, now, ...parties.params]);
    const offered = await offersOfAll(reader, rows);
    const list = pageOf(rows, input, 'createdAt', (campaign) => {
      const own = offered.filter(({ campaignId }) => campaignId === campaign.id).toSorted(byPosition);
      return {
        ...shopperFacts(
          campaign,
          own.map(({ closesAt }) => closesAt),
          input.phase,
        ),
        offerCount: own.length,
        imageUrl: own.find(({ imageUrl }) => imageUrl !== null)?.imageUrl ?? null,
      };
    });
    return { now: instantText(now), ...list };
  },
});

async function partyFilter(
  reader: Reader,
  wanted: { leaderId?: string | undefined; pickupPointId?: string | undefined },
) {
  const { leaderId, pickupPointId } = wanted;
  const params: SqlValue[] = [];
  let sql = '';
  if (leaderId !== undefined) {
    sql += ` AND EXISTS (SELECT 1 FROM "campaign_leaders" l WHERE l."campaignId" = t."id" AND l."leaderId" = ?)`;
    params.push(await reader.decide((work) => work.resolve(leaders, leaderId).id));
  }
  if (pickupPointId !== undefined) {
    sql += ` AND EXISTS (SELECT 1 FROM "campaign_points" p WHERE p."campaignId" = t."id" AND p."pickupPointId" = ?)`;
    params.push(await reader.decide((work) => work.resolve(pickupPoints, pickupPointId).id));
  }
  return { sql, params };
}

async function offersOfAll(reader: Reader, rows: readonly Campaign[]) {
  const ids = JSON.stringify(rows.map(({ id }) => id));
  return reader.table(
    offers,
    `t."campaignId" IN (SELECT value FROM json_each(?)) AND t."status" <> 'withdrawn' AND NOT t."gift"`,
    [ids],
  );
}

/**
 * A campaign as a shopper may see it: what is on offer, how much is left, how far the tiers are, where and when it
 * is collected, on the clock of the server. Nothing personal: names are masked. A draft does not exist.
 */
export const showOpenCampaign = defineQuery({
  name: 'campaigns.showOpen',
  summary: 'Show a campaign to a shopper',
  input: showOpenSchema,
  answer: openCampaignSchema,
  async read(reader, { campaignId, communityId }, { now }) {
    const key = campaignKeyOf(campaignId);
    const [
      [campaign],
      [shop],
      found,
      points,
      firm,
      overdue,
      overdueFlash,
      tiers,
      flash,
      buyers,
      asked,
      booked,
      near,
    ] = await reader.ask(
      tableRows(campaigns, `t."id" = ${key.sql}`, [key.param]),
      tableRows(shops, 't."id" = ?', [shopId]),
      tableRows(offers, `t."campaignId" = ${key.sql} AND t."status" <> 'withdrawn' AND NOT t."gift"`, [
        key.param,
      ]),
      tableRows(
        pickupPoints,
        `NOT t."retired" AND t."id" IN (SELECT "pickupPointId" FROM "campaign_points" WHERE "campaignId" = ${key.sql}) ORDER BY t."name", t."id"`,
        [key.param],
      ),
      firmCounts(key),
      overdueCounts(key, now, 'offerId'),
      overdueCounts(key, now, 'flashWindowId'),
      tiersOf(key),
      flashOf(key, now),
      buyersOf(key),
      supplierRowsOf(key),
      slotPointsOf(key),
      communityCounts(key, communityId ?? ''),
    );
    demand(campaign !== undefined && campaign.status !== 'draft', 'not_found', {
      what: 'campaigns',
      key: campaignId,
    });
    const { zone, currency, policies } = demandSetUp(shop);
    const standings = standingsOf(asked, policies.lossBufferBasisPoints);
    const offered = found.toSorted(byPosition);
    const counts = {
      firm: countsById(firm),
      overdue: countsById(overdue),
      overdueFlash: countsById(overdueFlash),
      community: communityId === undefined ? undefined : countsById(near),
    };
    const running = campaign.status === 'published' || campaign.status === 'purchasing';
    const anyOpen =
      running && offered.some((offer) => isBeforeCutoff(offer, counts.firm.get(offer.id) ?? 0, now));
    const phase = running && now < campaign.opensAt ? 'scheduled' : anyOpen ? 'open' : 'closed';
    const cutoffs = offered.map((offer) => cutoffAt(offer, counts.firm.get(offer.id) ?? 0, now));
    return {
      ...shopperFacts(campaign, cutoffs, phase),
      now: instantText(now),
      zone,
      offers: offered.map((offer) =>
        openOffer(offer, { running: phase === 'open', counts, standings, tiers, flash, currency, now }),
      ),
      pickupPoints: points.map((point) =>
        openPoint(point, booked.some(({ id }) => id === point.id) ? policies.pickupSlots : 'none'),
      ),
      recentBuyers: buyers.map(buyerView),
    };
  },
});
