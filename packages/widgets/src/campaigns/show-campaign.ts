import { type Connection, type OpenCampaign, showOpenCampaign } from '@opentuan/api/client';
import type { Basket } from '../orders/basket.ts';

/** The campaign as it is now, with how far its own community is. */
export function showCampaign(
  { campaign, community }: Pick<Basket, 'campaign' | 'community'>,
  connection: Connection,
): Promise<OpenCampaign> {
  return showOpenCampaign(connection)({
    campaignId: campaign,
    ...(community && { communityId: community }),
  });
}
