import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { campaignAnswer, isRunning, offersOf } from './campaign.ts';
import { type Offer } from './minimum.ts';
import { moveCutoffs } from './move-cutoffs.ts';
import { extendIfMissed } from './offer-cutoff.ts';
import { campaignIdSchema, campaignSchema } from './schemas.ts';
import { campaigns, offers } from './tables.ts';

/**
 * Closes a campaign early: the cutoff of every open offer is now (C17). Live holds may still be paid for the
 * payment grace. Closing what is closed changes nothing.
 *
 * Refuses: campaign_status (a draft, not yet open, or over), not_found, not_allowed.
 */
export const closeCampaign = defineVerb({
  name: 'campaigns.close',
  summary: 'Close a campaign now',
  input: campaignIdSchema,
  answer: campaignSchema,
  // The orders' deadlines follow, set by set.
  alone: true,
  decide: (work, command, context) => {
    demandShop(context);
    const { now } = context;
    const campaign = work.resolve(campaigns, command.campaignId);
    const { id, status, opensAt } = campaign;
    demand(isRunning(campaign), 'campaign_status', { status });
    demand(now > opensAt, 'campaign_status', {
      status,
      phase: 'scheduled',
      reason: 'It has not opened. Cancel it instead.',
    });
    const closed = offersOf(work, id).flatMap((offer) => closeOffer(work, offer, context));
    moveCutoffs(work, id, closed, context);
    if (closed.length > 0) {
      work.set(campaigns, campaign, { closesAt: Math.min(campaign.closesAt, now) });
      work.emit({ type: 'campaign.closed', subject: id, data: { closesAt: now } });
    }
    return () => campaignAnswer(work, id, now);
  },
});

/** An offer that runs in its extension is closed for good; it follows its minimum at the freeze as it stands. */
function closeOffer(work: Work, before: Offer, { now }: Context): Offer[] {
  const offer = extendIfMissed(work, before, now);
  if (offer.status !== 'open' || offer.closesAt <= now) return [];
  return [work.set(offers, offer, { closesAt: now })];
}
