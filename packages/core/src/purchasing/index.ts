import { closePurchaseOrder } from './close-purchase-order.ts';
import { generatePurchaseOrders } from './generate-purchase-orders.ts';
import { previewShortage } from './preview-shortage.ts';
import { getPurchaseOrder, listPurchaseOrders } from './queries.ts';
import { receiveGoods } from './receive-goods.ts';
import { sendBackGoods } from './send-back-goods.ts';
import { sendPurchaseOrder } from './send-purchase-order.ts';

export const purchaseOrderOperations = {
  generate: generatePurchaseOrders,
  send: sendPurchaseOrder,
  receive: receiveGoods,
  sendBack: sendBackGoods,
  close: closePurchaseOrder,
  get: getPurchaseOrder,
  list: listPurchaseOrders,
  previewShortage,
} as const;
