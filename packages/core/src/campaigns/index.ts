import { putPool } from './put-pool.ts';
import { cancelCampaign } from './cancel-campaign.ts';
import { cancelCampaignOrders } from './cancel-campaign-orders.ts';
import { changeCampaign } from './change-campaign.ts';
import { closeCampaign } from './close-campaign.ts';
import { completeCampaign } from './complete-campaign.ts';
import { draftCampaign } from './draft-campaign.ts';
import { freezeCampaign } from './freeze-campaign.ts';
import { progressCampaign } from './progress-campaign.ts';
import { publishCampaign } from './publish-campaign.ts';
import { putOffers } from './put-offers.ts';
import { getCampaign, listCampaigns } from './queries.ts';
import { refundFrozenLines } from './refund-frozen-lines.ts';
import { listOpenCampaigns, showOpenCampaign } from './storefront.ts';

export const campaignOperations = {
  draft: draftCampaign,
  change: changeCampaign,
  putOffers,
  publish: publishCampaign,
  close: closeCampaign,
  cancel: cancelCampaign,
  cancelOrders: cancelCampaignOrders,
  freeze: freezeCampaign,
  refundFrozenLines,
  complete: completeCampaign,
  get: getCampaign,
  list: listCampaigns,
  progress: progressCampaign,
  listOpen: listOpenCampaigns,
  showOpen: showOpenCampaign,
} as const;

export const poolOperations = { put: putPool } as const;
