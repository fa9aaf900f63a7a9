import { defineVerb } from '../define.ts';
import { demand, refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { type Campaign, campaignAnswer, isRunning } from './campaign.ts';
import { moveCutoffs } from './move-cutoffs.ts';
import { offerProblems } from './publish-problems.ts';
import { campaignSchema, putOffersSchema } from './schemas.ts';
import { storeOffers } from './store-offers.ts';
import { declareMinimums } from './supplier-minimums.ts';
import { campaigns } from './tables.ts';

/**
 * Adds offers to a campaign or changes them, each known by its variant. While it is published a change touches new
 * quotes only, the cap not below what is sold, the cutoff not before now (R14).
 *
 * Refuses: campaign_status, campaign_incomplete, invalid_input, currency_mismatch, not_found, not_allowed.
 */
export const putOffers = defineVerb({
  name: 'campaigns.putOffers',
  summary: 'Add or change offers of a campaign',
  input: putOffersSchema,
  answer: campaignSchema,
  // A cutoff that moves takes the deadlines of the orders along, set by set.
  alone: true,
  decide: (work, command, context) => {
    demandShop(context);
    const campaign = work.resolve(campaigns, command.campaignId);
    demandChangeable(campaign);
    const stored = storeOffers(work, campaign, command.offers, context);
    const moved = stored.filter((one) => one.moved);
    moveCutoffs(
      work,
      campaign.id,
      moved.map(({ offer }) => offer),
      context,
    );
    if (campaign.status !== 'draft') {
      const fields = offerProblems(
        work,
        campaign,
        stored.filter((one) => one.added || one.moved || one.repriced),
      );
      if (fields.length > 0) refuse('campaign_incomplete', { fields });
      declareMinimums(
        work,
        campaign,
        stored.map(({ offer }) => offer),
      );
    }
    return () => campaignAnswer(work, campaign.id, context.now);
  },
});

/** Refuses what is over or called off. */
export function demandChangeable(campaign: Campaign): void {
  demand(campaign.status === 'draft' || isRunning(campaign), 'campaign_status', { status: campaign.status });
}
