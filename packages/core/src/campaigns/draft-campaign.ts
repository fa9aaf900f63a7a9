import { defineVerb } from '../define.ts';
import { demand, refuse } from '../shared/error.ts';
import { Clock } from '../shared/moment.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { shops } from '../shop/tables.ts';
import { shopId, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { campaignAnswer } from './campaign.ts';
import { helpColumns } from './declare-help.ts';
import { pickupTimes } from './pickup-times.ts';
import { putLeaders, putPoints } from './put-parties.ts';
import { campaignSchema, draftCampaignSchema } from './schemas.ts';
import { storeOffers } from './store-offers.ts';
import { campaigns } from './tables.ts';

/**
 * Writes a presale round down. Nobody sees it until it is published; until then everything may change.
 *
 * Refuses: invalid_input, conflict (externalId), currency_mismatch, commission_share_too_high, leader_unavailable (the
 * owner), not_found, not_allowed.
 */
export const draftCampaign = defineVerb({
  name: 'campaigns.draft',
  summary: 'Draft a campaign',
  input: draftCampaignSchema,
  answer: campaignSchema,
  decide: (work, command, context) => {
    demandShop(context);
    work.need([shops, { id: shopId }]);
    const { externalId = null, title, pickupDate, pickupWindows } = command;
    if (externalId !== null) demandNew(work, externalId);
    const clock = new Clock(theShop(work).zone);
    const opensAt = command.opensAt === undefined ? context.now : clock.read(command.opensAt, 'opensAt');
    const closesAt = clock.read(command.closesAt, 'closesAt');
    const pickup = pickupTimes(pickupDate, pickupWindows, clock);
    clock.demandReal();
    demandOrder(opensAt, closesAt);
    const campaign = work.insert(campaigns, {
      id: context.newId('cam'),
      externalId,
      title,
      description: command.description ?? '',
      status: 'draft',
      opensAt,
      closesAt,
      pickupDate,
      pickupWindows,
      pickupStartsAt: pickup.from,
      pickupEndsAt: pickup.to,
      houseLeaderAllowed: command.houseLeaderAllowed ?? false,
      ...helpColumns(work, command.helpSelling),
      createdAt: context.now,
    });
    putLeaders(work, campaign.id, command.leaderIds ?? []);
    putPoints(work, campaign.id, command.pickupPointIds ?? []);
    storeOffers(work, campaign, command.offers ?? [], context);
    work.emit({ type: 'campaign.drafted', subject: campaign.id, data: { title } });
    return () => campaignAnswer(work, campaign.id, context.now);
  },
});

/** Refuses an `externalId` that a campaign has already. */
export function demandNew(work: Work, externalId: string): void {
  const known = work.first(campaigns, { externalId });
  demand(known === undefined, 'conflict', { what: 'campaigns', externalId, campaignId: known?.id });
}

/** Refuses a campaign that closes before it opens. */
export function demandOrder(opensAt: number, closesAt: number): void {
  if (opensAt < closesAt) return;
  refuse('invalid_input', {
    fields: [{ path: 'closesAt', code: 'before_opening', message: 'The cutoff must be later than opensAt.' }],
  });
}
