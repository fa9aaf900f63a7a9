import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { type Campaign, campaignAnswer, offersOf } from './campaign.ts';
import { declareMinimums } from './supplier-minimums.ts';
import { publishProblems } from './publish-problems.ts';
import { leaderIdsOf, pointIdsOf } from './put-parties.ts';
import { campaignIdSchema, campaignSchema } from './schemas.ts';
import { campaigns } from './tables.ts';

/**
 * Puts a campaign in front of the neighbours: from `opensAt` on they may order. What is missing or cannot work is
 * named field by field, such as an offer whose supplier needs more days than are left (R23).
 *
 * Refuses: campaign_status, campaign_incomplete, not_found, not_allowed.
 */
export const publishCampaign = defineVerb({
  name: 'campaigns.publish',
  summary: 'Publish a campaign',
  input: campaignIdSchema,
  answer: campaignSchema,
  decide: (work, command, context) => {
    demandShop(context);
    const campaign = work.resolve(campaigns, command.campaignId);
    demand(campaign.status === 'draft', 'campaign_status', { status: campaign.status });
    const leaderIds = leaderIdsOf(work, campaign.id);
    const pointIds = pointIdsOf(work, campaign.id);
    const fields = publishProblems(work, campaign, { leaderIds, pointIds });
    if (fields.length > 0) refuse('campaign_incomplete', { fields });
    markPublished(work, campaign, context);
    return () => campaignAnswer(work, campaign.id, context.now);
  },
});

/** Writes down that a campaign is published; `publishProblems` has found nothing. */
export function markPublished(work: Work, campaign: Campaign, { now }: Context): void {
  work.set(campaigns, campaign, { status: 'published', publishedAt: now });
  const offered = offersOf(work, campaign.id);
  declareMinimums(work, campaign, offered);
  const cutoffs = offered.map((offer) => offer.closesAt);
  const data = { opensAt: campaign.opensAt, closesAt: Math.max(...cutoffs) };
  work.emit({ type: 'campaign.published', subject: campaign.id, data });
}
