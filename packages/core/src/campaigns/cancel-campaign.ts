import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { campaignAnswer } from './campaign.ts';
import { campaignSchema, cancelCampaignSchema } from './schemas.ts';
import { campaigns } from './tables.ts';

/**
 * Calls a campaign off before anything of it is frozen (R22). From this write on no order is taken and no payment
 * is usable; its orders are cancelled and refunded in chunks by the tick. Cancelling twice is harmless.
 *
 * Refuses: campaign_status (after the first freeze use shortage or withdraw), not_found, not_allowed.
 */
export const cancelCampaign = defineVerb({
  name: 'campaigns.cancel',
  summary: 'Cancel a campaign',
  input: cancelCampaignSchema,
  answer: campaignSchema,
  decide: (work, { campaignId, reason = '' }, context) => {
    demandShop(context);
    const campaign = work.resolve(campaigns, campaignId);
    const { id, status } = campaign;
    if (status !== 'cancelled') {
      demand(status === 'draft' || status === 'published', 'campaign_status', { status });
      work.set(campaigns, campaign, { status: 'cancelled', reason, cancelledAt: context.now });
      work.emit({ type: 'campaign.cancelled', subject: id, data: { reason } });
    }
    return () => campaignAnswer(work, id, context.now);
  },
});
