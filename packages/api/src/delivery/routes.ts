import { domains, sheetOfCrates, sheetOfDeliveryRun, sheetOfPickList } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';

const { deliveryRuns, pickLists, weighings } = domains;
const runs = { tag: 'delivery-runs' };
const picks = { tag: 'pick-lists' };

export const deliveryRoutes: readonly RouteDefinition[] = [
  get('/campaigns/{campaignId}/pick-lists', pickLists.get, {
    ...picks,
    operationId: 'getPickLists',
    sheet: sheetOfPickList,
  }),

  post('/campaigns/{campaignId}/weighings', weighings.record, { ...picks, status: 201 }),

  get('/campaigns/{campaignId}/crates', pickLists.get, {
    ...picks,
    operationId: 'getCrates',
    sheet: sheetOfCrates,
  }),

  get('/campaigns/{campaignId}/delivery-runs', deliveryRuns.list, {
    ...runs,
    operationId: 'listCampaignDeliveryRuns',
  }),
  post('/campaigns/{campaignId}/delivery-runs', deliveryRuns.plan, {
    ...runs,
    status: 201,
    operationId: 'planDeliveryRuns',
  }),
  post('/campaigns/{campaignId}/delivery-runs/preview', deliveryRuns.preview, {
    ...runs,
    operationId: 'previewDeliveryRuns',
  }),
  get('/delivery-runs', deliveryRuns.list),
  get('/delivery-runs/{runId}', deliveryRuns.get, { sheet: sheetOfDeliveryRun }),
  post('/delivery-runs/{runId}/load', deliveryRuns.load),
  post('/delivery-runs/{runId}/start', deliveryRuns.start),
  post('/delivery-runs/{runId}/stops/{stopId}/hand-over', deliveryRuns.handOverStop),
  post('/delivery-runs/{runId}/stops/{stopId}/fail', deliveryRuns.failStop),

  get('/leader/campaigns/{campaignId}/pick-lists', pickLists.get, {
    ...picks,
    operationId: 'leaderGetPickLists',
    sheet: sheetOfPickList,
  }),
  get('/leader/deliveries', deliveryRuns.list),
  get('/leader/deliveries/{runId}', deliveryRuns.get),
  post('/leader/deliveries/{runId}/stops/{stopId}/hand-over', deliveryRuns.handOverStop),
];
