import { domains, type OpenTuan, sheetOfProducts, sheetOfReceipt, sheetOfWeighing } from '@opentuan/core';
import { languageOf } from '../language.ts';
import { get, post, type RouteDefinition } from '../route.ts';
import { nextPart } from './next-part.ts';
import { sendPrint } from '../print-page.ts';
import { pageOfPickList } from './pick-list-page.ts';

const { packing, pickLists, purchaseOrders } = domains;
const tag = 'pick-lists';

/** The pick list as a page to print, in the language of the reader. */
const sendPage: NonNullable<RouteDefinition['respond']> = async (_tuan, answer, headers, context) => {
  const locale = languageOf(context.req.header('accept-language')) === 'zh' ? 'zh-CN' : 'en';
  const list = answer as Awaited<ReturnType<OpenTuan['pickLists']['get']>>;
  const page = pageOfPickList(list, locale, nextPart(context, list.nextCursor));
  return sendPrint(page, headers);
};
const print = { tag, respond: sendPage, gives: ['text/html'] } as const;

export const packingRoutes: readonly RouteDefinition[] = [
  get('/campaigns/{campaignId}/pick-lists/page', pickLists.get, { ...print, operationId: 'printPickLists' }),
  get('/leader/campaigns/{campaignId}/pick-lists/page', pickLists.get, {
    ...print,
    operationId: 'leaderPrintPickLists',
  }),
  get('/campaigns/{campaignId}/picking', pickLists.get, {
    tag,
    operationId: 'getPicking',
    sheet: sheetOfProducts,
    firstPageOnly: true,
  }),
  get('/campaigns/{campaignId}/weighing-sheet', pickLists.get, {
    tag,
    operationId: 'getWeighingSheet',
    sheet: sheetOfWeighing,
    streams: true,
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
