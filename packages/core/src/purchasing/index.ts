import { acceptCorrections } from './accept-corrections.ts';
import { acknowledgeChanges } from './acknowledge-changes.ts';
import { listChanges, listDifferences } from './change-queries.ts';
import { answerPurchaseOrder } from './answer-purchase-order.ts';
import { assignExtra } from './assign-extra.ts';
import { changePurchaseOrder } from './change-purchase-order.ts';
import { closePurchaseOrder } from './close-purchase-order.ts';
import { endExtra } from './end-extra.ts';
import { generatePurchaseOrders } from './generate-purchase-orders.ts';
import { listCorrections } from './list-corrections.ts';
import { listCutShort } from './list-cut-short.ts';
import { listExtras } from './list-extras.ts';
import { offerExtra } from './offer-extra.ts';
import { noteLinkUse } from './note-link-use.ts';
import { findPurchaseLink, listPurchaseLinks } from './purchase-links.ts';
import { previewShortage } from './preview-shortage.ts';
import { getPurchaseOrder, listPurchaseOrders } from './queries.ts';
import { listReceipts } from './list-receipts.ts';
import { receiveGoods } from './receive-goods.ts';
import { sendBackGoods } from './send-back-goods.ts';
import { refuseCorrections } from './refuse-corrections.ts';
import { resendPurchaseOrder } from './resend-purchase-order.ts';
import { revokePurchaseLink } from './revoke-purchase-link.ts';
import { sendPurchaseOrder } from './send-purchase-order.ts';
import { storePurchaseLink } from './store-purchase-link.ts';
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
  noteUse: noteLinkUse,
} as const;

export const extraOperations = {
  offer: offerExtra,
  assign: assignExtra,
  end: endExtra,
  cutShort: listCutShort,
  list: listExtras,
} as const;
