import {
  domains,
  pictureBytesMax,
  pictureTypes,
  sheetOfCrates,
  sheetOfDeliveryRun,
  sheetOfPickList,
} from '@opentuan/core';
import { sendPicture } from '../pictures/send-picture.ts';
import { uploadPicture, readPicture } from '../pictures/upload-picture.ts';
import { createDeliveryLink } from './create-delivery-link.ts';
import { sendRunPage } from './run-page.ts';
import { get, patch, post, type RouteDefinition } from '../route.ts';

const { changes, deliveryLinks, deliveryRuns, pickLists, pictures, weighings } = domains;
const runs = { tag: 'delivery-runs' };
const drive = { tag: 'drive' } as const;
const print = { respond: sendRunPage, gives: ['text/html'] } as const;
const picks = { tag: 'pick-lists' };

export const deliveryRoutes: readonly RouteDefinition[] = [
  get('/campaigns/{campaignId}/pick-lists', pickLists.get, {
    ...picks,
    operationId: 'getPickLists',
    sheet: sheetOfPickList,
    streams: true,
  }),

  post('/campaigns/{campaignId}/weighings', weighings.record, { ...picks, status: 201 }),

  get('/campaigns/{campaignId}/crates', pickLists.get, {
    ...picks,
    operationId: 'getCrates',
    sheet: sheetOfCrates,
    streams: true,
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
  get('/delivery-runs/{runId}/page', deliveryRuns.get, { ...print, operationId: 'printDeliveryRun' }),
  post('/delivery-runs/{runId}/load', deliveryRuns.load),
  post('/delivery-runs/{runId}/start', deliveryRuns.start),
  patch('/delivery-runs/{runId}', deliveryRuns.change),
  post('/delivery-runs/{runId}/reorder', deliveryRuns.reorder),
  post('/delivery-runs/{runId}/move-stops', deliveryRuns.moveStops),
  post('/delivery-runs/{runId}/links', createDeliveryLink, { ...runs, status: 201 }),
  get('/delivery-runs/{runId}/links', deliveryLinks.list, runs),
  post('/delivery-links/{linkId}/revoke', deliveryLinks.revoke, runs),
  post('/delivery-runs/{runId}/stops/{stopId}/late', deliveryRuns.announceLate),
  post('/delivery-runs/{runId}/stops/{stopId}/give-up', deliveryRuns.giveUpStop),
  post('/delivery-runs/{runId}/stops/{stopId}/redirect', deliveryRuns.redirectStop),
  post('/delivery-runs/{runId}/stops/{stopId}/count', deliveryRuns.countStop),
  post('/delivery-runs/{runId}/stops/{stopId}/accept-count', deliveryRuns.acceptCount),
  post('/delivery-runs/{runId}/stops/{stopId}/hand-over', deliveryRuns.handOverStop),
  post('/delivery-runs/{runId}/stops/{stopId}/fail', deliveryRuns.failStop),

  get('/leader/campaigns/{campaignId}/pick-lists', pickLists.get, {
    ...picks,
    operationId: 'leaderGetPickLists',
    sheet: sheetOfPickList,
    streams: true,
  }),
  get('/leader/deliveries', deliveryRuns.list),
  get('/leader/deliveries/{runId}', deliveryRuns.get, { sheet: sheetOfDeliveryRun }),
  get('/leader/deliveries/{runId}/page', deliveryRuns.get, { ...print, operationId: 'leaderPrintDelivery' }),
  post('/leader/deliveries/{runId}/stops/{stopId}/hand-over', deliveryRuns.handOverStop),
  post('/leader/deliveries/{runId}/stops/{stopId}/count', deliveryRuns.countStop),

  get('/driver/run', deliveryRuns.drive, { ...drive, without: ['runId'] }),
  post('/driver/runs/{runId}/load', deliveryRuns.load, { ...drive, operationId: 'driverLoadRun' }),
  post('/driver/runs/{runId}/start', deliveryRuns.start, { ...drive, operationId: 'driverStartRun' }),
  post('/driver/runs/{runId}/stops/{stopId}/hand-over', deliveryRuns.handOverStop, {
    ...drive,
    operationId: 'driverHandOverStop',
  }),
  post('/driver/runs/{runId}/stops/{stopId}/late', deliveryRuns.announceLate, {
    ...drive,
    operationId: 'driverAnnounceLate',
  }),
  post('/driver/runs/{runId}/stops/{stopId}/fail', deliveryRuns.failStop, {
    ...drive,
    operationId: 'driverFailStop',
  }),
  post('/driver/pictures', uploadPicture, {
    ...drive,
    operationId: 'driverUploadPicture',
    status: 201,
    bodyMax: pictureBytesMax + 16_384,
    upload: readPicture,
    takes: pictureTypes,
  }),
  get('/driver/pictures/{pictureId}', pictures.get, {
    ...drive,
    operationId: 'driverGetPicture',
    respond: sendPicture,
    gives: pictureTypes,
  }),
  get('/driver/changes', changes.differences, {
    ...drive,
    without: ['reader', 'readerId'],
    operationId: 'driverListDifferences',
  }),
  post('/driver/changes/acknowledge', changes.acknowledge, {
    ...drive,
    without: ['reader', 'readerId'],
    operationId: 'driverAcknowledgeChanges',
  }),
];
