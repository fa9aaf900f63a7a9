import { campaignKeyOf, countsById, firmCounts, overdueCounts } from '../campaigns/open-campaign.ts';
import { shopperPhase } from '../campaigns/show-open-campaign.ts';
import { campaigns, offers } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { demand, refuse } from '../shared/error.ts';
import { shops } from '../shop/tables.ts';
import { demandSetUp, shopId } from '../shop/the-shop.ts';
import { tableRows } from '../storage/reader.ts';
import { activePromotions, leadersOfCampaign, openPromotions } from './open-promotions.ts';
import { leaderPromotionsSchema, openPromotionsSchema } from './schemas.ts';

/**
 * What neighbours can have in a campaign when they order with the leader who asks: what the storefront shows for that
 * leader, and nothing that is for others. A campaign in which the leader takes no part does not exist.
 *
 * Refuses: not_found, not_allowed (without the session of a leader).
 */
export const leaderPromotions = defineQuery({
  name: 'promotions.ofCampaign',
  summary: 'List the promotions of a campaign for a leader',
  input: leaderPromotionsSchema,
  answer: openPromotionsSchema,
  async read(reader, { campaignId }, { actor, now }) {
    if (actor.kind !== 'leader') return refuse('not_allowed', { needs: 'a leader session' });
    const key = campaignKeyOf(campaignId);
    const [[campaign], [shop], found, firm, overdue, active, leaders] = await reader.ask(
      tableRows(campaigns, `t."id" = ${key.sql}`, [key.param]),
      tableRows(shops, 't."id" = ?', [shopId]),
      tableRows(offers, `t."campaignId" = ${key.sql} AND t."status" <> 'withdrawn'`, [key.param]),
      firmCounts(key),
      overdueCounts(key, now, 'offerId'),
      activePromotions(),
      leadersOfCampaign(key),
    );
    const takesPart = leaders.some(({ id }) => id === actor.leaderId);
    demand(campaign !== undefined && campaign.status !== 'draft' && takesPart, 'not_found', {
      what: 'campaigns',
      key: campaignId,
    });
    const { currency } = demandSetUp(shop);
    const offered = found.filter(({ gift }) => !gift);
    if (shopperPhase(campaign, offered, countsById(firm), now) === 'closed') return { data: [] };
    const gifts = found.filter(({ gift }) => gift);
    const leader = actor.leaderId;
    const scene = { offered, gifts, leaders, leader, overdue: countsById(overdue), currency, now };
    return { data: openPromotions(active, scene) };
  },
});
