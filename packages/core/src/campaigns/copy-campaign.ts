import { defineVerb } from '../define.ts';
import { Clock } from '../shared/moment.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { shops } from '../shop/tables.ts';
import { shopId, theShop } from '../shop/the-shop.ts';
import { campaignAnswer } from './campaign.ts';
import { copyRows } from './copy-rows.ts';
import { demandNew, demandOrder } from './draft-campaign.ts';
import { movedRound } from './moved-round.ts';
import { campaignSchema } from './schemas.ts';
import { copyCampaignSchema } from './series-schemas.ts';
import { campaigns } from './tables.ts';

/**
 * Copies a campaign to another pickup date, as a draft: everything is moved on by calendar days, and 22:00 stays
 * 22:00 over a change of the clock. Goods that are no longer sold, leaders who have left and closed points are left out.
 *
 * Refuses: invalid_input (a time that the clock leaves out on that day, with both choices), conflict (externalId),
 * not_found, not_allowed.
 */
export const copyCampaign = defineVerb({
  name: 'campaigns.copy',
  summary: 'Copy a campaign to another date',
  input: copyCampaignSchema,
  answer: campaignSchema,
  // A stock that campaigns share is summed up in the database.
  alone: true,
  decide: (work, { campaignId, pickupDate, title, externalId = null, inGap = null }, context) => {
    demandShop(context);
    work.need([shops, { id: shopId }]);
    const template = work.resolve(campaigns, campaignId);
    if (externalId !== null) demandNew(work, externalId);
    const clock = new Clock(theShop(work).zone, inGap);
    const moved = movedRound(work, template, pickupDate, clock);
    clock.demandReal();
    demandOrder(moved.opensAt, moved.closesAt);
    const wish = { title: title ?? template.title, externalId, seriesId: null };
    const { campaign, leaderIds, pointIds } = copyRows(work, template, moved, wish, context);
    return () => campaignAnswer(work, campaign.id, context.now, { leaderIds, pointIds });
  },
});
