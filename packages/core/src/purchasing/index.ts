import { acknowledgeChanges } from './acknowledge-changes.ts';
import { listChanges, listDifferences } from './change-queries.ts';
import { answerPurchaseOrder } from './answer-purchase-order.ts';
import { assignExtra } from './assign-extra.ts';
import { changePurchaseOrder } from './change-purchase-order.ts';
import { closePurchaseOrder } from './close-purchase-order.ts';
import { acceptCorrections, listCorrections, refuseCorrections } from './decide-corrections.ts';
import { generatePurchaseOrders } from './generate-purchase-orders.ts';
import { endExtra, listExtras, offerExtra } from './offer-extra.ts';
import {
  findPurchaseLink,
  listPurchaseLinks,
  revokePurchaseLink,
  storePurchaseLink,
} from './purchase-links.ts';
import { previewShortage } from './preview-shortage.ts';
import { getPurchaseOrder, listPurchaseOrders } from './queries.ts';
import { listReceipts } from './list-receipts.ts';
import { receiveGoods } from './receive-goods.ts';
import { sendBackGoods } from './send-back-goods.ts';
import { resendPurchaseOrder, sendPurchaseOrder } from './send-purchase-order.ts';
import { getSupplierOrder } from './supplier-order.ts';
import { supplierQuality } from './supplier-quality.ts';

export const purchaseOrderOperations = {
  generate: generatePurchaseOrders,
  send: sendPurchaseOrder,
  resend: resendPurchaseOrder,
  change: changePurchaseOrder,
  answer: answerPurchaseOrder,
  acceptCorrections,
  refuseCorrections,
  corrections: listCorrections,
  forSupplier: getSupplierOrder,
  receive: receiveGoods,
  receipts: listReceipts,
  sendBack: sendBackGoods,
  close: closePurchaseOrder,
  get: getPurchaseOrder,
  list: listPurchaseOrders,
  previewShortage,
  supplierQuality,
} as const;

export const changeOperations = {
  list: listChanges,
  differences: listDifferences,
  acknowledge: acknowledgeChanges,
} as const;

export const purchaseLinkOperations = {
  store: storePurchaseLink,
  revoke: revokePurchaseLink,
  list: listPurchaseLinks,
  find: findPurchaseLink,
} as const;

export const extraOperations = {
  offer: offerExtra,
  assign: assignExtra,
  end: endExtra,
  list: listExtras,
} as const;
