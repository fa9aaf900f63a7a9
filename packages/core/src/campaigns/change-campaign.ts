import { variants } from '../catalog/tables.ts';
import { helpSellingColumns } from '../commissions/help-selling.ts';
import { defineVerb } from '../define.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { recordChange } from '../purchasing/record-change.ts';
import { differing } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import { demand, type FieldProblem, refuse } from '../shared/error.ts';
import { Clock } from '../shared/moment.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { RowRequest, Work } from '../work.ts';
import { type Campaign, campaignAnswer, offersOf } from './campaign.ts';
import { demandSameOwner, helpColumns } from './declare-help.ts';
import { demandOrder } from './draft-campaign.ts';
import { cutoffForLead, leadDaysOf } from './lead-cutoff.ts';
import { moveCutoffs } from './move-cutoffs.ts';
import type { Offer } from './minimum.ts';
import { extendIfMissed } from './offer-cutoff.ts';
import { pickupTimes } from './pickup-times.ts';
import { namedOffers, offerProblems, partyProblems } from './publish-problems.ts';
import { demandChangeable } from './put-offers.ts';
import { leaderIdsOf, type Parties, pointIdsOf, putLeaders, putPoints } from './put-parties.ts';
import { type ChangeCampaign, campaignSchema, changeCampaignSchema } from './schemas.ts';
import { poolDateOf } from './put-pool.ts';
import { campaignPoints, campaigns, offers } from './tables.ts';

/**
 * Changes a campaign. Once it is published: the opening until it has opened, the cutoff while an offer is open and
 * not before now, the pickup date until an order exists (R14). Who takes part may change; orders stay as they are.
 *
 * Refuses: campaign_status, campaign_incomplete, campaign_has_orders, commission_share_too_high, invalid_input, not_found, not_allowed.
 */
export const changeCampaign = defineVerb({
  name: 'campaigns.change',
  summary: 'Change a campaign',
  input: changeCampaignSchema,
  answer: campaignSchema,
  // A cutoff that moves takes the deadlines of the orders along, set by set.
  alone: true,
  decide: (work, command, context) => {
    demandShop(context);
    const before = work.resolve(campaigns, command.campaignId);
    demandChangeable(before);
    const changes = changesOf(work, before, command);
    demandTimely(work, before, changes, context);
    demandSameOwner(before, changes);
    const leaders = command.leaderIds && putLeaders(work, before.id, command.leaderIds);
    const points = command.pickupPointIds && putPoints(work, before.id, command.pickupPointIds);
    const moved = moveOffers(work, before, changes, context);
    moveCutoffs(work, before.id, moved, context);
    const fields = [...fieldsOf(changes), ...partyFields(leaders, points)];
    const after =
      fields.length === 0 ? before : work.set(campaigns, before, { title: before.title, ...changes });
    if (changes.pickupDate !== undefined) followPools(work, after);
    demandStillPublishable(work, after, leaders, points);
    noteHours(work, before, after, command.reason ?? '', context);
    if (fields.length > 0) work.emit({ type: 'campaign.changed', subject: before.id, data: { fields } });
    const taking = { ...(leaders && { leaderIds: leaders.ids }), ...(points && { pointIds: points.ids }) };
    return () => campaignAnswer(work, before.id, context.now, taking);
  },
});

/** Once a cutoff is frozen the sheets are out: other hours are a change (变更单) for who keeps a point and drives there. */
function noteHours(work: Work, before: Campaign, after: Campaign, reason: string, context: Context): void {
  const [was, is] = [hoursOf(before), hoursOf(after)];
  if (before.status !== 'purchasing' || was === is) return;
  const points = work.list(campaignPoints, { campaignId: before.id });
  work.need(...points.map(({ pickupPointId }) => [pickupPoints, { id: pickupPointId }] as const));
  const lines = points.map(({ pickupPointId }) => {
    const { leaderId } = work.get(pickupPoints, pickupPointId);
    return { pickupPointId, ...(leaderId === null ? {} : { leaderId }), before: was, after: is };
  });
  const source = `hours ${before.id} ${String(before.version)}`;
  recordChange(work, { campaignId: before.id, kind: 'pickupHours', reason, source }, lines, context);
}

function hoursOf({ pickupWindows }: Campaign): string {
  return pickupWindows.map(({ opens, closes }) => `${opens}–${closes}`).join(', ');
}

type Changes = Partial<
  Pick<Campaign, 'opensAt' | 'closesAt' | 'pickupDate' | 'pickupStartsAt' | 'pickupEndsAt' | 'ownerLeaderId'>
>;

function changesOf(work: Work, before: Campaign, command: ChangeCampaign): Changes {
  const { title, description, pickupDate, pickupWindows, houseLeaderAllowed } = command;
  const clock = new Clock(theShop(work).zone);
  const opensAt = command.opensAt === undefined ? undefined : clock.read(command.opensAt, 'opensAt');
  const closesAt = command.closesAt === undefined ? undefined : clock.read(command.closesAt, 'closesAt');
  const pickup = pickupOf(before, command, clock);
  clock.demandReal();
  demandOrder(opensAt ?? before.opensAt, closesAt ?? before.closesAt);
  return differing(before, {
    title,
    description,
    opensAt,
    closesAt,
    pickupDate,
    pickupWindows,
    ...pickup,
    houseLeaderAllowed,
    ...helpColumns(work, command.helpSelling),
  });
}

/** When neighbours collect, reckoned anew only where the day or its windows are named: it may rest on a choice. */
function pickupOf(before: Campaign, { pickupDate, pickupWindows }: ChangeCampaign, clock: Clock): Changes {
  if (pickupDate === undefined && pickupWindows === undefined) return {};
  const { from, to } = pickupTimes(
    pickupDate ?? before.pickupDate,
    pickupWindows ?? before.pickupWindows,
    clock,
  );
  return { pickupStartsAt: from, pickupEndsAt: to };
}

/** What was changed, as the caller named it. */
function fieldsOf(changes: Changes): string[] {
  const help = new Set<string>(Object.keys(helpSellingColumns(null)));
  return [...new Set(Object.keys(changes).map((name) => (help.has(name) ? 'helpSelling' : name)))];
}

function demandTimely(work: Work, before: Campaign, changes: Changes, { now }: Context): void {
  if (before.status === 'draft') return;
  const fields: FieldProblem[] = [];
  const tooLate = (path: string, code: string, message: string): void =>
    void fields.push({ path, code, message });
  if (changes.opensAt !== undefined && now >= before.opensAt)
    tooLate('opensAt', 'has_opened', 'The campaign has opened.');
  if (changes.closesAt !== undefined && changes.closesAt < now) {
    tooLate('closesAt', 'in_the_past', 'A cutoff moves to now at the earliest.');
  }
  if (changes.closesAt !== undefined && now >= before.closesAt)
    tooLate('closesAt', 'offer_closed', 'The cutoff has passed.');
  if (fields.length > 0) refuse('invalid_input', { fields });
  if (changes.pickupDate !== undefined) demandNoOrders(work, before);
}

/** Expired ones too: a late payment may still make them firm (R16). */
const standing = `"orders" WHERE "campaignId" = ? AND "status" <> 'cancelled'`;

/** People have chosen the day: only while nobody has ordered it can be another one (R14). */
function demandNoOrders(work: Work, { id }: Campaign): void {
  const [ordered] = work.rows<{ orders: number }>(`SELECT count(*) AS "orders" FROM ${standing}`, [id]);
  demand(ordered?.orders === 0, 'campaign_has_orders', {
    fields: [{ path: 'pickupDate', code: 'has_orders', message: 'Someone has ordered for this day.' }],
  });
  work.guard(`SELECT count(*) FROM ${standing}`, [id]);
}

/**
 * Offers that copied the campaign's cutoff follow it, and those whose cutoff comes from their lead days are reckoned
 * anew; those with one of their own stay (C22).
 */
function moveOffers(work: Work, before: Campaign, changes: Changes, { now }: Context): Offer[] {
  if (changes.closesAt === undefined && changes.pickupDate === undefined) return [];
  const following = offersOf(work, before.id)
    .map((offer) => extendIfMissed(work, offer, now))
    .filter((offer) => offer.status === 'open' && follows(offer, before));
  work.need(
    ...following.flatMap(({ variantId, supplierId }): RowRequest[] => [
      [variants, { id: variantId }],
      [suppliers, { id: supplierId }],
    ]),
  );
  const { zone } = theShop(work);
  const round = { ...before, ...changes };
  return following.flatMap((offer) => {
    const cutoff = cutoffForLead(round, leadDaysOf(work, work.get(variants, offer.variantId)), zone);
    // What is published does not close in the past: publishing rules then say which offer is too late (R23).
    const { closesAt, cutoffFrom } =
      cutoff.closesAt < now && before.status !== 'draft'
        ? { closesAt: round.closesAt, cutoffFrom: 'campaign' as const }
        : cutoff;
    if (closesAt === offer.closesAt && cutoffFrom === offer.cutoffFrom) return [];
    work.emit({
      type: 'offer.changed',
      subject: offer.id,
      data: { campaignId: before.id, fields: ['closesAt'] },
    });
    return [work.set(offers, offer, { closesAt, cutoffFrom })];
  });
}

function follows({ cutoffFrom, closesAt }: Offer, before: Campaign): boolean {
  return cutoffFrom === 'leadDays' || (cutoffFrom === 'campaign' && closesAt === before.closesAt);
}

/** On another day its goods draw on the stock of that day; nothing of it is ordered yet. */
function followPools(work: Work, campaign: Campaign): void {
  for (const offer of offersOf(work, campaign.id)) {
    const poolDate = poolDateOf(work, offer.variantId, campaign.pickupDate);
    if (poolDate !== offer.poolDate) work.set(offers, offer, { poolDate });
  }
}

function partyFields(leaders: Parties | undefined, points: Parties | undefined): string[] {
  return [...(leaders?.changed ? ['leaderIds'] : []), ...(points?.changed ? ['pickupPointIds'] : [])];
}

/** What is published must stay what could be published. */
function demandStillPublishable(
  work: Work,
  campaign: Campaign,
  leaders: Parties | undefined,
  points: Parties | undefined,
): void {
  if (campaign.status === 'draft') return;
  const leaderIds = leaders?.ids ?? leaderIdsOf(work, campaign.id);
  const pointIds = points?.ids ?? pointIdsOf(work, campaign.id);
  const fields = [
    ...(leaders || points ? partyProblems(work, campaign, { leaderIds, pointIds }) : []),
    ...offerProblems(work, campaign, namedOffers(work, campaign)),
  ];
  if (fields.length > 0) refuse('campaign_incomplete', { fields });
}
