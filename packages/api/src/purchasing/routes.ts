import {
  domains,
  pictureBytesMax,
  pictureTypes,
  sheetOfChanges,
  sheetOfDifferences,
  sheetOfPurchaseOrder,
  sheetOfReceipts,
  sheetOfShortage,
} from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';
import { sendPicture } from '../pictures/send-picture.ts';
import { readPicture, uploadPicture } from '../pictures/upload-picture.ts';
import { createPurchaseLink } from './create-purchase-link.ts';
import { sheetOfCutShort, sheetOfExtras, sheetOfQuality } from './sheets.ts';
import { sheetOfPurchaseOrders } from './purchase-orders-sheet.ts';
import { sendPurchasePage, sendPurchaseText } from './send-page.ts';

const { changes, extras, pictures, purchaseLinks, purchaseOrders } = domains;
const tag = 'purchase-orders';
const order = '/purchase-orders/{purchaseOrderId}';
const bySupplier = { tag: 'supplier-orders', audience: 'supplier' } as const;
/** Whose differences they are follows from the session or the link. */
const own = { without: ['reader', 'readerId'], tag: 'changes' } as const;

export const purchasingRoutes: readonly RouteDefinition[] = [
  post('/campaigns/{campaignId}/purchase-orders', purchaseOrders.generate, { tag }),
  get('/campaigns/{campaignId}/purchase-orders', purchaseOrders.list, {
    tag,
    operationId: 'listCampaignPurchaseOrders',
    sheet: sheetOfPurchaseOrders,
  }),
  get('/purchase-orders', purchaseOrders.list, { sheet: sheetOfPurchaseOrders }),
  get(order, purchaseOrders.get, { sheet: sheetOfPurchaseOrder }),
  get(`${order}/page`, purchaseOrders.get, {
    operationId: 'printPurchaseOrder',
    respond: sendPurchasePage,
    gives: ['text/html'],
  }),
  get(`${order}/text`, purchaseOrders.get, {
    operationId: 'getPurchaseOrderText',
    respond: sendPurchaseText,
    gives: ['text/plain'],
  }),
  post(`${order}/send`, purchaseOrders.send),
  post(`${order}/resend`, purchaseOrders.resend),
  post(`${order}/changes`, purchaseOrders.change, { operationId: 'changePurchaseOrder' }),
  post(`${order}/answer`, purchaseOrders.answer),
  get(`${order}/corrections`, purchaseOrders.corrections, { operationId: 'listPurchaseCorrections' }),
  post(`${order}/corrections/accept`, purchaseOrders.acceptCorrections),
  post(`${order}/corrections/refuse`, purchaseOrders.refuseCorrections),
  post(`${order}/links`, createPurchaseLink, { status: 201 }),
  get(`${order}/links`, purchaseLinks.list),
  post('/purchase-links/{linkId}/revoke', purchaseLinks.revoke, { tag }),
  post(`${order}/receipts`, purchaseOrders.receive, { status: 201, operationId: 'receiveGoods' }),
  get(`${order}/receipts`, purchaseOrders.receipts, {
    operationId: 'listReceipts',
    sheet: sheetOfReceipts,
  }),
  post(`${order}/returns`, purchaseOrders.sendBack, { status: 201, operationId: 'sendBackGoods' }),
  get(`${order}/shortage`, purchaseOrders.previewShortage, { sheet: sheetOfShortage }),
  post(`${order}/close`, purchaseOrders.close),
  post(`${order}/extras`, extras.offer, { status: 201, operationId: 'offerExtra' }),
  get('/extras', extras.list, { sheet: sheetOfExtras }),
  get('/extras/{extraId}/cut-short', extras.cutShort, {
    operationId: 'listCutShort',
    sheet: sheetOfCutShort,
  }),
  post('/extras/{extraId}/orders', extras.assign, { status: 201, operationId: 'assignExtra' }),
  post('/extras/{extraId}/end', extras.end),
  get('/leader/extras', extras.list),
  get('/leader/extras/{extraId}/cut-short', extras.cutShort, {
    operationId: 'leaderListCutShort',
    sheet: sheetOfCutShort,
  }),
  post('/leader/extras/{extraId}/orders', extras.assign, {
    status: 201,
    operationId: 'leaderAssignExtra',
    without: ['leaderId'],
  }),
  get('/supplier-quality', purchaseOrders.supplierQuality, {
    tag: 'suppliers',
    operationId: 'listSupplierQuality',
    sheet: sheetOfQuality,
  }),
  get('/changes', changes.list, { sheet: sheetOfChanges }),
  get('/changes/differences', changes.differences, {
    operationId: 'listDifferences',
    sheet: sheetOfDifferences,
  }),
  post('/changes/acknowledge', changes.acknowledge, { operationId: 'acknowledgeChanges' }),
  get('/leader/changes', changes.differences, {
    ...own,
    operationId: 'leaderListDifferences',
    sheet: sheetOfDifferences,
  }),
  post('/leader/changes/acknowledge', changes.acknowledge, {
    ...own,
    operationId: 'leaderAcknowledgeChanges',
  }),
  get('/supplier/order', purchaseOrders.forSupplier, {
    ...bySupplier,
    without: ['purchaseOrderId'],
    operationId: 'supplierGetOrder',
  }),
  post('/supplier/answer', purchaseOrders.answer, {
    ...bySupplier,
    without: ['purchaseOrderId'],
    operationId: 'supplierAnswerOrder',
    // A supplier gets what it may see, and nothing of need and stock.
    answer: (answer) => ({ corrections: (answer as { readonly corrections: unknown }).corrections }),
  }),
  post('/supplier/pictures', uploadPicture, {
    ...bySupplier,
    operationId: 'supplierUploadPicture',
    status: 201,
    bodyMax: pictureBytesMax + 16_384,
    upload: readPicture,
    takes: pictureTypes,
  }),
  get('/supplier/pictures/{pictureId}', pictures.get, {
    ...bySupplier,
    operationId: 'supplierGetPicture',
    respond: sendPicture,
    gives: pictureTypes,
  }),
  get('/supplier/changes', changes.differences, {
    ...bySupplier,
    ...own,
    audience: 'supplier',
    operationId: 'supplierListDifferences',
    sheet: sheetOfDifferences,
  }),
  post('/supplier/changes/acknowledge', changes.acknowledge, {
    ...bySupplier,
    ...own,
    operationId: 'supplierAcknowledgeChanges',
  }),
];
