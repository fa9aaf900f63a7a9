import { domains } from '@opentuan/core';
import { del, get, post, put, type RouteDefinition } from '../route.ts';
import { sheetOfSettlementLines, sheetOfSettlements } from './settlement-sheet.ts';

const { receivers, settlements } = domains;
/** A leader sees the own file only, so there is no leader to name. */
const own = { without: ['leaderId'] };

export const settlementRoutes: readonly RouteDefinition[] = [
  get('/leaders/{leaderId}/receiver', receivers.get, { tag: 'settlements' }),
  put('/leaders/{leaderId}/receiver', receivers.put, { tag: 'settlements' }),
  del('/leaders/{leaderId}/receiver', receivers.remove, { tag: 'settlements' }),

  get('/settlements', settlements.list, { sheet: sheetOfSettlements }),
  post('/settlements', settlements.create, { status: 201, operationId: 'createSettlements' }),
  get('/settlements/preview', settlements.preview, { operationId: 'previewSettlements' }),
  get('/settlements/lines', settlements.lines, {
    operationId: 'listSettlementLines',
    sheet: sheetOfSettlementLines,
    streams: true,
  }),
  post('/settlements/confirm', settlements.confirm, { operationId: 'confirmSettlements' }),
  post('/settlements/fail', settlements.fail, { operationId: 'failSettlements' }),
  post('/settlements/retry', settlements.retry, { operationId: 'retrySettlements' }),
  get('/settlements/{settlementId}', settlements.get),
  get('/settlements/{settlementId}/explain', settlements.explain),
  get('/settlements/{settlementId}/lines', settlements.lines, {
    operationId: 'listLinesOfSettlement',
    sheet: sheetOfSettlementLines,
    streams: true,
  }),

  get('/leader/settlements', settlements.list, own),
  get('/leader/settlements/lines', settlements.lines, {
    ...own,
    operationId: 'leaderListSettlementLines',
  }),
  get('/leader/settlements/{settlementId}', settlements.get),
  get('/leader/settlements/{settlementId}/explain', settlements.explain),
];
