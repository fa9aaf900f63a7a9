import { domains, sheetOfPurchaseOrder } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';

const { purchaseOrders } = domains;
const tag = 'purchase-orders';

export const purchasingRoutes: readonly RouteDefinition[] = [
  post('/campaigns/{campaignId}/purchase-orders', purchaseOrders.generate, { tag }),
  get('/campaigns/{campaignId}/purchase-orders', purchaseOrders.list, {
    tag,
    operationId: 'listCampaignPurchaseOrders',
  }),
  get('/purchase-orders', purchaseOrders.list),
  get('/purchase-orders/{purchaseOrderId}', purchaseOrders.get, { sheet: sheetOfPurchaseOrder }),
  post('/purchase-orders/{purchaseOrderId}/send', purchaseOrders.send),
  post('/purchase-orders/{purchaseOrderId}/receipts', purchaseOrders.receive, {
    status: 201,
    operationId: 'receiveGoods',
  }),
  post('/purchase-orders/{purchaseOrderId}/returns', purchaseOrders.sendBack, {
    status: 201,
    operationId: 'sendBackGoods',
  }),
  get('/purchase-orders/{purchaseOrderId}/shortage', purchaseOrders.previewShortage),
  post('/purchase-orders/{purchaseOrderId}/close', purchaseOrders.close),
];
