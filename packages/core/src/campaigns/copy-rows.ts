import { rulesAbout, shelfOf } from '../commissions/match-rule.ts';
import { commissionRules } from '../commissions/tables.ts';
import { leaders } from '../leaders/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import type { Context } from '../shared/context.ts';
import { grouped } from '../shared/grouped.ts';
import { daysBetween, movedByDays } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { RowRequest, Work } from '../work.ts';
import type { Campaign } from './campaign.ts';
import type { MovedOffer, MovedRound } from './moved-round.ts';
import type { Offer } from './minimum.ts';
import { joinPool } from './put-pool.ts';
import { leaderIdsOf, pointIdsOf } from './put-parties.ts';
import { copiesOf } from './store-offers.ts';
import { tiersOf } from './store-prices.ts';
import { campaignLeaders, campaignPoints, campaigns, flashWindows, offers, offerTiers } from './tables.ts';

interface CopyWish {
  readonly title: string;
  readonly externalId: string | null;
  readonly seriesId: string | null;
}

export interface CopiedRound {
  readonly campaign: Campaign;
  readonly leaderIds: readonly string[];
  readonly pointIds: readonly string[];
}

/**
 * Writes a copy of a template down as a draft: offers with their tiers, flash windows and pools, who takes part,
 * help-selling shares and the commission rules that name the template or its offers. Nothing of it is sold yet.
 */
export function copyRows(
  work: Work,
  template: Campaign,
  moved: MovedRound,
  { title, externalId, seriesId }: CopyWish,
  context: Context,
): CopiedRound {
  const { description, pickupWindows, houseLeaderAllowed } = template;
  const { ownerLeaderId, ownerBasisPoints, ownerPerPiece, helperBasisPoints, helperPerPiece } = template;
  const { pickupDate, opensAt, closesAt, pickupStartsAt, pickupEndsAt } = moved;
  const campaign = work.insert(campaigns, {
    id: context.newId('cam'),
    externalId,
    title,
    description,
    status: 'draft',
    opensAt,
    closesAt,
    pickupDate,
    pickupWindows,
    pickupStartsAt,
    pickupEndsAt,
    houseLeaderAllowed,
    ownerLeaderId,
    ownerBasisPoints,
    ownerPerPiece,
    helperBasisPoints,
    helperPerPiece,
    createdAt: context.now,
  });
  work.emit({ type: 'campaign.drafted', subject: campaign.id, data: { title } });
  const offerIds = new Map(
    moved.offers.map((one) => [one.offer.id, copyOffer(work, campaign, one, context).id]),
  );
  joinPools(work, template, moved, offerIds);
  copyRules(work, template, campaign, offerIds, context);
  const data = { templateId: template.id, seriesId, pickupDate, leftOut: moved.leftOut };
  work.emit({ type: 'campaign.copied', subject: campaign.id, data });
  return { campaign, ...copyParties(work, template, campaign) };
}

function copyOffer(work: Work, campaign: Campaign, one: MovedOffer, context: Context): Offer {
  const { offer, variant, closesAt, cutoffFrom, windows } = one;
  const copy = work.insert(offers, {
    id: context.newId('off'),
    campaignId: campaign.id,
    variantId: variant.id,
    ...copiesOf(work, variant),
    position: offer.position,
    price: offer.price,
    cap: offer.cap,
    limitPerCustomer: offer.limitPerCustomer,
    closesAt,
    cutoffFrom,
    boxFillHours: offer.boxFillHours,
    minimum: offer.minimum,
    minimumOf: offer.minimumOf,
    onMiss: offer.onMiss,
    extendHours: offer.extendHours,
    lowerMinimums: offer.lowerMinimums,
    gift: offer.gift,
    hasTiers: offer.hasTiers,
    hasFlash: offer.hasFlash,
    createdAt: context.now,
  });
  for (const { fromPieces, price, countedOver } of offer.hasTiers ? tiersOf(work, offer.id) : [])
    work.insert(offerTiers, { offerId: copy.id, fromPieces, price, countedOver });
  for (const window of windows)
    work.insert(flashWindows, { id: context.newId('fla'), offerId: copy.id, ...window });
  const data = { campaignId: campaign.id, variantId: variant.id, price: copy.price };
  work.emit({ type: 'offer.added', subject: copy.id, data });
  return copy;
}

/** Goods that shared a stock on the day of the template share one as large on the new day, else what is there. */
function joinPools(
  work: Work,
  template: Campaign,
  { offers: copied, pickupDate }: MovedRound,
  offerIds: ReadonlyMap<string, string>,
): void {
  for (const [variantId, own] of grouped(copied, ({ variant }) => variant.id)) {
    const added = own.flatMap(({ offer }) => offerIds.get(offer.id) ?? []);
    joinPool(work, { variantId, from: template.pickupDate, pickupDate }, added);
  }
}

/** Leaders who have left and points that are closed take no part any more. */
function copyParties(work: Work, template: Campaign, campaign: Campaign) {
  const [allLeaders, allPoints] = [leaderIdsOf(work, template.id), pointIdsOf(work, template.id)];
  work.need(
    ...allLeaders.map((id): RowRequest => [leaders, { id }]),
    ...allPoints.map((id): RowRequest => [pickupPoints, { id }]),
  );
  const leaderIds = allLeaders.filter((id) => work.get(leaders, id).status !== 'left');
  const pointIds = allPoints.filter((id) => !work.get(pickupPoints, id).retired);
  for (const leaderId of leaderIds) work.insert(campaignLeaders, { campaignId: campaign.id, leaderId });
  for (const pickupPointId of pointIds)
    work.insert(campaignPoints, { campaignId: campaign.id, pickupPointId });
  return { leaderIds, pointIds };
}

/** Rates that name the template or one of its offers hold for the copy too, moved on like everything else. */
function copyRules(
  work: Work,
  template: Campaign,
  campaign: Campaign,
  offerIds: ReadonlyMap<string, string>,
  context: Context,
): void {
  const { zone } = theShop(work);
  const days = daysBetween(template.pickupDate, campaign.pickupDate);
  const shelves = [template.id, ...offerIds.keys()];
  work.need(...shelves.map((shelf) => [commissionRules, rulesAbout(shelf)] as const));
  for (const rule of shelves.flatMap((shelf) => work.list(commissionRules, rulesAbout(shelf)))) {
    const ofOffer = rule.offerId !== null && offerIds.get(rule.offerId);
    const { leaderId, leaderTier, category, basisPoints, perPiece } = rule;
    const end = rule.validTo === null ? null : movedByDays(rule.validTo, days, zone);
    const validTo = end === null ? null : end.kind === 'exact' ? end.instant : end.earlier;
    if (validTo !== null && validTo <= context.now) continue;
    const validFrom = context.now;
    const links = {
      offerId: ofOffer || null,
      campaignId: rule.campaignId === null ? null : campaign.id,
      leaderId,
    };
    const copy = work.insert(commissionRules, {
      id: context.newId('rul'),
      ...links,
      shelf: shelfOf(links),
      leaderTier,
      category,
      basisPoints,
      perPiece,
      validFrom,
      validTo,
      createdAt: context.now,
    });
    work.emit({ type: 'commissionRule.created', subject: copy.id, data: { validFrom, validTo } });
  }
}
