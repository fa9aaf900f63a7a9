import { putPool } from './put-pool.ts';
import { cancelCampaign } from './cancel-campaign.ts';
import { cancelCampaignOrders } from './cancel-campaign-orders.ts';
import { changeCampaign } from './change-campaign.ts';
import { changeSeries } from './change-series.ts';
import { closeCampaign } from './close-campaign.ts';
import { completeCampaign } from './complete-campaign.ts';
import { copyCampaign } from './copy-campaign.ts';
import { createSeries } from './create-series.ts';
import { draftCampaign } from './draft-campaign.ts';
import { endSeries } from './end-series.ts';
import { extendSuppliers } from './extend-suppliers.ts';
import { freezeCampaign } from './freeze-campaign.ts';
import { makeRound } from './make-round.ts';
import { noteBuyingProblem } from './note-buying-problem.ts';
import { pauseSeries } from './pause-series.ts';
import { campaignPickupDates } from './pickup-dates.ts';
import { progressCampaign } from './progress-campaign.ts';
import { publishCampaign } from './publish-campaign.ts';
import { putOffers } from './put-offers.ts';
import { getCampaign, listCampaigns } from './queries.ts';
import { refundFrozenLines } from './refund-frozen-lines.ts';
import { resumeSeries } from './resume-series.ts';
import { getSeries, listRounds, listSeries, listSeriesDates, previewSeries } from './series-queries.ts';
import { showOpenCampaign } from './show-open-campaign.ts';
import { listOpenCampaigns } from './storefront.ts';

export const campaignOperations = {
  draft: draftCampaign,
  copy: copyCampaign,
  change: changeCampaign,
  putOffers,
  publish: publishCampaign,
  close: closeCampaign,
  cancel: cancelCampaign,
  cancelOrders: cancelCampaignOrders,
  freeze: freezeCampaign,
  extendSuppliers,
  refundFrozenLines,
  noteBuyingProblem,
  complete: completeCampaign,
  get: getCampaign,
  list: listCampaigns,
  progress: progressCampaign,
  pickupDates: campaignPickupDates,
  listOpen: listOpenCampaigns,
  showOpen: showOpenCampaign,
} as const;

export const campaignSeriesOperations = {
  create: createSeries,
  change: changeSeries,
  pause: pauseSeries,
  resume: resumeSeries,
  end: endSeries,
  makeRound,
  get: getSeries,
  list: listSeries,
  rounds: listRounds,
  dates: listSeriesDates,
  preview: previewSeries,
} as const;

export const poolOperations = { put: putPool } as const;
