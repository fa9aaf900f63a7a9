import { type Connection, type OpenCampaign, showOpenCampaign } from '@opentuan/api/client';
import type { Basket } from '../orders/basket.ts';

/** The campaign as it is now, for who came by the link of a leader or a community. */
export function showCampaign(
  { campaign, community, leader }: Pick<Basket, 'campaign' | 'community' | 'leader'>,
  connection: Connection,
): Promise<OpenCampaign> {
  return showOpenCampaign(connection)({
    campaignId: campaign,
    ...(community && { communityId: community }),
    ...(leader && { leaderId: leader }),
  });
}
