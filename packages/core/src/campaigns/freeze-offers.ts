import type { Context } from '../shared/context.ts';
import type { Instant } from '../shared/time.ts';
import type { RowRequest, Work } from '../work.ts';
import type { Campaign } from './campaign.ts';
import { type Judgement, judgeOffer } from './judge-offer.ts';
import { boughtPieces } from './case-fill.ts';
import { fillCases, unfilledByCommunity } from './fill-cases.ts';
import { followSuppliers } from './follow-suppliers.ts';
import { countedFirm, countedFirmSql, leastMinimum, type Offer } from './minimum.ts';
import { freezes } from './freeze-tables.ts';
import { sumUpFreeze } from './sum-up-freeze.ts';
import { offerCommunities, offers, offerTiers } from './tables.ts';

/** An offer and what the freeze makes of it. */
export interface Judged {
  readonly offer: Offer;
  readonly counted: number;
  /** Firm pieces that are bought for. */
  readonly pieces: number;
  /** Firm pieces by community, where a tier counts them. */
  readonly communities: ReadonlyMap<string, number>;
  readonly judgement: Judgement;
}

/**
 * Freezes the offers of one cutoff: the decision on each, what is owed to their lines, and the totals. Lines are
 * touched by SQL only, however many there are; what was counted here is asserted in the same batch. Answers whether
 * anything was frozen: offers whose supplier asks for more may stay open once more.
 */
export function freezeOffers(
  work: Work,
  campaign: Campaign,
  cutoff: Instant,
  due: readonly Offer[],
  context: Context,
): boolean {
  const { now } = context;
  const judged = followSuppliers(work, campaign, cutoff, judge(work, due), context);
  if (judged.length === 0) return false;
  const freezeId = context.newId('frz');
  work.insert(freezes, {
    id: freezeId,
    campaignId: campaign.id,
    cutoff,
    frozenAt: now,
    // A cutoff freezes once: the second of two at the same moment fails on this and is answered the same.
    source: `${campaign.id} ${String(cutoff)}`,
  });
  for (const one of judged) settle(work, campaign, one, now);
  assertCounts(work, judged);
  const failed = judged
    .filter(({ judgement }) => judgement.outcome === 'failed')
    .map(({ offer }) => offer.id);
  failLines(work, campaign.id, freezeId, failed);
  listDrops(work, campaign.id, freezeId, judged);
  const bought = judged.filter(({ judgement }) => judgement.outcome === 'frozen');
  const frozen = bought.map(({ offer }) => offer);
  fillCases(work, campaign.id, freezeId, frozen);
  sumUpFreeze(
    work,
    campaign.id,
    freezeId,
    frozen.map(({ id }) => id),
  );
  const pieces = bought.reduce((sum, one) => sum + one.pieces, 0);
  work.emit({
    type: 'campaign.frozen',
    subject: campaign.id,
    data: { cutoff, pieces, failedOffers: failed },
  });
  return true;
}

function judge(work: Work, due: readonly Offer[]): Judged[] {
  work.need(...due.map(({ id }): RowRequest => [offerTiers, { offerId: id }]));
  const tiered = due.filter(({ id }) =>
    tiersOf(work, id).some(({ countedOver }) => countedOver === 'community'),
  );
  work.need(...tiered.map(({ id }): RowRequest => [offerCommunities, { offerId: id }]));
  return due.map((offer) => {
    const counted = countedFirm(work, offer);
    const rows = tiered.includes(offer) ? work.list(offerCommunities, { offerId: offer.id }) : [];
    const unfilled = rows.length === 0 ? new Map() : unfilledByCommunity(work, offer.campaignId, offer);
    const communities = new Map(
      rows.map(({ communityId, firm }) => [communityId, firm - (unfilled.get(communityId) ?? 0)]),
    );
    const counters = new Map(rows.map(({ communityId, firm }) => [communityId, firm]));
    return {
      offer,
      counted,
      pieces: boughtPieces(offer),
      communities: counters,
      judgement: judgeOffer(offer, counted, tiersOf(work, offer.id), communities),
    };
  });
}

function tiersOf(work: Work, offerId: string) {
  return work.list(offerTiers, { offerId }).filter(({ removed }) => !removed);
}

function settle(work: Work, campaign: Campaign, { offer, counted, judgement }: Judged, now: Instant): void {
  if (judgement.outcome === 'frozen') {
    work.set(offers, offer, { status: 'frozen', frozenPrice: judgement.tierPrice, frozenAt: now });
    return;
  }
  work.set(offers, offer, { status: 'failed', frozenAt: now });
  const reason = judgement.reason;
  const data = { campaignId: campaign.id, counted, minimum: leastMinimum(offer) ?? 0, reason };
  work.emit({ type: 'offer.failed', subject: offer.id, data });
}

/** Counters carry no version: a payment or a cancellation of another process since they were read is caught here. */
function assertCounts(work: Work, judged: readonly Judged[]): void {
  // Cases are filled by then: pieces that fill none are off the counters.
  const offered = judged.map(({ offer, counted, pieces, judgement }) => [
    offer.id,
    judgement.outcome === 'frozen' ? pieces : offer.firm,
    counted,
  ]);
  work.guard(
    `SELECT count(*) FROM json_each(?) AS j JOIN "offers" o ON o."id" = j.value ->> 0
      WHERE o."firm" <> j.value ->> 1 OR (o."minimum" IS NOT NULL AND ${countedFirmSql} <> j.value ->> 2)`,
    [JSON.stringify(offered)],
  );
  const communities = judged.flatMap(({ offer, communities: counts }) => {
    return [...counts].map(([communityId, firm]) => [offer.id, communityId, firm]);
  });
  if (communities.length === 0) return;
  work.guard(
    `SELECT count(*) FROM json_each(?) AS j JOIN "offer_communities" c
      ON c."offerId" = j.value ->> 0 AND c."communityId" = j.value ->> 1 WHERE c."firm" <> j.value ->> 2`,
    [JSON.stringify(communities)],
  );
}

/** Lines of failed offers will not be bought; each is owed everything back. */
function failLines(work: Work, campaignId: string, freezeId: string, failed: readonly string[]): void {
  if (failed.length === 0) return;
  const theirs = `"campaignId" = ? AND "offerId" IN (SELECT value FROM json_each(?)) AND "firmPieces" > 0`;
  work.statement(
    `INSERT INTO "freeze_refunds" ("freezeId", "orderLineId", "orderId", "kind", "version")
      SELECT ?, "id", "orderId", 'offerFailed', 0 FROM "order_lines" WHERE ${theirs}`,
    [freezeId, campaignId, JSON.stringify(failed)],
  );
  work.statement(`UPDATE "order_lines" SET "firmPieces" = 0, "version" = "version" + 1 WHERE ${theirs}`, [
    campaignId,
    JSON.stringify(failed),
  ]);
}

/** Lines that were accepted at more than the price now fixed for everyone, or for their community, are owed the drop. */
function listDrops(work: Work, campaignId: string, freezeId: string, judged: readonly Judged[]): void {
  const prices = judged.flatMap(({ offer, judgement }) => {
    if (judgement.outcome === 'failed') return [];
    const { tierPrice, communityPrices } = judgement;
    const own = [...communityPrices].map(([communityId, price]) => [offer.id, communityId, price]);
    return tierPrice === null ? own : [[offer.id, null, tierPrice], ...own];
  });
  if (prices.length === 0) return;
  work.statement(
    `INSERT INTO "freeze_refunds" ("freezeId", "orderLineId", "orderId", "kind", "unitPrice", "version")
      SELECT ?1, l."id", l."orderId", 'tier', min(j.value ->> 2), 0
      FROM json_each(?3) AS j JOIN "order_lines" l ON l."campaignId" = ?2 AND l."offerId" = j.value ->> 0
        AND (j.value ->> 1 IS NULL OR l."communityId" = j.value ->> 1)
      WHERE l."firmPieces" > 0 AND l."gift" = 0 GROUP BY l."id" HAVING min(j.value ->> 2) < l."unitPrice"`,
    [freezeId, campaignId, JSON.stringify(prices)],
  );
}
