import { domains } from '@opentuan/core';
import { get, patch, post, put, type RouteDefinition } from '../route.ts';
import { sheetOfPickupDates, sheetOfProgress, sheetOfSeriesDates } from './campaign-sheets.ts';

const { campaigns, campaignSeries, pools } = domains;

export const campaignRoutes: readonly RouteDefinition[] = [
  get('/campaigns', campaigns.list),
  post('/campaigns', campaigns.draft, { status: 201 }),
  get('/campaigns/{campaignId}', campaigns.get),
  patch('/campaigns/{campaignId}', campaigns.change),
  post('/campaigns/{campaignId}/copy', campaigns.copy, { status: 201 }),
  put('/campaigns/{campaignId}/offers', campaigns.putOffers),
  post('/campaigns/{campaignId}/publish', campaigns.publish),
  get('/campaigns/{campaignId}/progress', campaigns.progress, {
    operationId: 'getCampaignProgress',
    sheet: sheetOfProgress,
  }),
  get('/campaigns/{campaignId}/pickup-dates', campaigns.pickupDates, {
    operationId: 'getPickupDates',
    sheet: sheetOfPickupDates,
  }),
  post('/campaigns/{campaignId}/close', campaigns.close),
  post('/campaigns/{campaignId}/freeze', campaigns.freeze),
  post('/campaigns/{campaignId}/complete', campaigns.complete),
  post('/campaigns/{campaignId}/cancel', campaigns.cancel),

  get('/campaign-series', campaignSeries.list, { operationId: 'listSeries' }),
  post('/campaign-series', campaignSeries.create, { status: 201, operationId: 'createSeries' }),
  post('/campaign-series/preview', campaignSeries.preview, { operationId: 'previewSeries' }),
  get('/campaign-series/{seriesId}', campaignSeries.get, { operationId: 'getSeries' }),
  patch('/campaign-series/{seriesId}', campaignSeries.change, { operationId: 'changeSeries' }),
  get('/campaign-series/{seriesId}/dates', campaignSeries.dates, {
    operationId: 'listSeriesDates',
    sheet: sheetOfSeriesDates,
  }),
  get('/campaign-series/{seriesId}/rounds', campaignSeries.rounds, { operationId: 'listSeriesRounds' }),
  post('/campaign-series/{seriesId}/pause', campaignSeries.pause, { operationId: 'pauseSeries' }),
  post('/campaign-series/{seriesId}/resume', campaignSeries.resume, { operationId: 'resumeSeries' }),
  post('/campaign-series/{seriesId}/end', campaignSeries.end, { operationId: 'endSeries' }),

  put('/pools', pools.put, { tag: 'campaigns' }),

  get('/storefront/campaigns', campaigns.listOpen, { operationId: 'storefrontListCampaigns' }),
  get('/storefront/campaigns/{campaignId}', campaigns.showOpen, { operationId: 'storefrontGetCampaign' }),

  get('/leader/campaigns', campaigns.list, { without: ['leaderId'] }),
  get('/leader/campaigns/{campaignId}', campaigns.get),
  get('/leader/campaigns/{campaignId}/pickup-dates', campaigns.pickupDates, {
    operationId: 'leaderGetPickupDates',
    sheet: sheetOfPickupDates,
  }),
  get('/leader/campaigns/{campaignId}/progress', campaigns.progress, {
    operationId: 'leaderGetCampaignProgress',
    sheet: sheetOfProgress,
  }),
];
