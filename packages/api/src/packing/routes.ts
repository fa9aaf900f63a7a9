import { domains, sheetOfProducts, sheetOfReceipt, sheetOfWeighing } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';

const { packing, pickLists, purchaseOrders } = domains;
const tag = 'pick-lists';

export const packingRoutes: readonly RouteDefinition[] = [
  get('/campaigns/{campaignId}/picking', pickLists.get, {
    tag,
    operationId: 'getPicking',
    sheet: sheetOfProducts,
  }),
  get('/campaigns/{campaignId}/weighing-sheet', pickLists.get, {
    tag,
    operationId: 'getWeighingSheet',
    sheet: sheetOfWeighing,
  }),
  get('/purchase-orders/{purchaseOrderId}/receipt-sheet', purchaseOrders.get, {
    operationId: 'getReceiptSheet',
    sheet: sheetOfReceipt,
  }),
  get('/campaigns/{campaignId}/packing', packing.progress, { tag, operationId: 'getPackingProgress' }),
  post('/campaigns/{campaignId}/packing/scans', packing.scan, {
    tag,
    status: 201,
    operationId: 'packScan',
  }),
  post('/packing/scans/{scanId}/undo', packing.undo, { tag, operationId: 'undoPackScan' }),

  get('/leader/campaigns/{campaignId}/packing', packing.progress, {
    tag,
    operationId: 'leaderGetPackingProgress',
  }),
  post('/leader/campaigns/{campaignId}/packing/scans', packing.scan, {
    tag,
    status: 201,
    operationId: 'leaderPackScan',
    without: ['code'],
  }),
  post('/leader/packing/scans/{scanId}/undo', packing.undo, { tag, operationId: 'leaderUndoPackScan' }),
];
