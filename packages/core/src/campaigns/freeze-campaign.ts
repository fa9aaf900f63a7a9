import { defineVerb } from '../define.ts';
import { expireOrder, isOverdue } from '../orders/expire-order.ts';
import { loadOrders } from '../orders/load-orders.ts';
import { orders } from '../orders/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { type Instant, instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { shops } from '../shop/tables.ts';
import { shopId } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import type { Campaign } from './campaign.ts';
import { offersOf } from './campaign.ts';
import { freezeAnswer } from './freeze-answer.ts';
import { freezeOffers } from './freeze-offers.ts';
import type { Offer } from './minimum.ts';
import { extendIfMissed } from './offer-cutoff.ts';
import { freezeAnswerSchema } from './round-schemas.ts';
import { campaignIdSchema } from './schemas.ts';
import { freezes } from './freeze-tables.ts';
import { campaigns, offers } from './tables.ts';

/**
 * Fixes who is in after a cutoff, once (R19): ends overdue holds, fails offers that miss their minimum, fixes the
 * tier, sums up. Every cutoff that has passed is frozen; the money follows in chunks (C23). Freezing twice yields
 * the same.
 *
 * Refuses: campaign_status, freeze_too_early, not_found, not_allowed.
 */
export const freezeCampaign = defineVerb({
  name: 'campaigns.freeze',
  summary: 'Freeze a campaign after its cutoff',
  input: campaignIdSchema,
  answer: freezeAnswerSchema,
  // Lines are failed and summed up set by set.
  alone: true,
  decide: (work, command, context) => {
    demandShop(context);
    askForEverything(work, command.campaignId);
    const campaign = work.resolve(campaigns, command.campaignId);
    const { id, status } = campaign;
    demand(status !== 'draft' && status !== 'cancelled', 'campaign_status', { status });
    askForEverything(work, id);
    const before = offersOf(work, id);
    const standing = before.map((offer) => extendIfMissed(work, offer, context.now));
    const due = standing.filter((offer) => offer.status === 'open' && offer.closesAt <= context.now);
    if (due.length > 0) {
      endHolds(work, campaign, context);
      const frozen = [...byCutoff(ownCutoffs(work, id, due))].filter(([cutoff, group]) =>
        freezeOffers(work, campaign, cutoff, group, context),
      );
      // Where every offer stays open once more for its supplier, nothing is to be bought yet.
      if (frozen.length > 0) advance(work, campaign, context);
    } else if (standing.every((offer, index) => offer === before[index]))
      demandFrozenBefore(work, campaign, standing);
    return () => freezeAnswer(work, id);
  },
});

/** In one read, so that a second freeze sees the first one whole or not at all. */
function askForEverything(work: Work, campaignId: string): void {
  if (campaignId.startsWith('external:')) return;
  work.need(
    [shops, { id: shopId }],
    [campaigns, { id: campaignId }],
    [offers, { campaignId }],
    [freezes, { campaignId }],
    [orders, { campaignId, status: 'held' }],
  );
}

/** Nobody who may still pay may be left out: holds that are over end here, a live one makes the freeze wait. */
function endHolds(work: Work, { id }: Campaign, context: Context): void {
  const { now } = context;
  const held = work.list(orders, { campaignId: id, status: 'held' });
  const live = held.filter((order) => !isOverdue(order, context) && order.earliestCutoff <= now);
  if (live.length > 0) {
    const notBefore = Math.max(...live.map(({ holdEndsAt }) => holdEndsAt ?? now));
    refuse('freeze_too_early', { notBefore: instantText(notBefore), liveHolds: live.length });
  }
  const overdue = held.filter((order) => isOverdue(order, context)).map((order) => order.id);
  for (const order of loadOrders(work, overdue)) expireOrder(work, order);
  work.guard(
    `SELECT count(*) FROM "orders" WHERE "campaignId" = ? AND "status" = 'held' AND "earliestCutoff" <= CAST(? AS INTEGER)`,
    [id, now],
  );
}

/**
 * A cutoff freezes and is bought for once. An offer that was closed at the very instant of one that is frozen already
 * gets the next millisecond, else it could never be frozen.
 */
function ownCutoffs(work: Work, campaignId: string, due: readonly Offer[]): Offer[] {
  const frozen = new Set(work.list(freezes, { campaignId }).map(({ cutoff }) => cutoff));
  return due.map((offer) => {
    let { closesAt } = offer;
    while (frozen.has(closesAt)) closesAt += 1;
    return closesAt === offer.closesAt ? offer : work.set(offers, offer, { closesAt });
  });
}

function byCutoff(due: readonly Offer[]): Map<Instant, Offer[]> {
  const groups = new Map<Instant, Offer[]>();
  for (const offer of due.toSorted((first, second) => first.closesAt - second.closesAt)) {
    const group = groups.get(offer.closesAt);
    if (group) group.push(offer);
    else groups.set(offer.closesAt, [offer]);
  }
  return groups;
}

/** Purchasing from the first freeze on; completed at once where there is nothing to buy and nothing to give back. */
function advance(work: Work, campaign: Campaign, { now }: Context): void {
  const offered = offersOf(work, campaign.id);
  const nothing = offered.every(({ status, firm }) => status !== 'open' && firm === 0);
  if (nothing) {
    const reason = 'nothingOrdered';
    work.set(campaigns, campaign, { status: 'completed', reason, completedAt: now });
    work.emit({ type: 'campaign.completed', subject: campaign.id, data: { reason } });
  } else if (campaign.status === 'published') work.set(campaigns, campaign, { status: 'purchasing' });
}

/** There is nothing to do: either it was done before, or it is too early. */
function demandFrozenBefore(work: Work, { id }: Campaign, offered: readonly Offer[]): void {
  if (work.list(freezes, { campaignId: id }).length > 0) return;
  const cutoffs = offered.filter(({ status }) => status === 'open').map(({ closesAt }) => closesAt);
  refuse('freeze_too_early', cutoffs.length === 0 ? {} : { notBefore: instantText(Math.min(...cutoffs)) });
}
