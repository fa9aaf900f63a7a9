import { domains } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';
import { sheetOfStatementLines, sheetOfStatements } from './statement-sheet.ts';

const { commissionRules, commissions, payouts, remittances, statements } = domains;
/** A leader sees the own figures only, so there is no leader to name. */
const own = { without: ['leaderId'] };

export const commissionRoutes: readonly RouteDefinition[] = [
  get('/commission-rules', commissionRules.list),
  post('/commission-rules', commissionRules.create, { status: 201 }),
  post('/commission-rules/{ruleId}/retire', commissionRules.retire),

  get('/commissions', commissions.list),
  get('/commissions/{commissionId}/explain', commissions.explain),
  get('/leaders/{leaderId}/commissions', commissions.summary, {
    tag: 'commissions',
    operationId: 'summarizeCommissions',
  }),

  get('/statements', statements.list, { sheet: sheetOfStatements }),
  post('/statements', statements.create, { status: 201, operationId: 'createStatements' }),
  get('/statements/{statementId}', statements.get),
  get('/statements/{statementId}/lines', statements.lines, {
    operationId: 'listStatementLines',
    sheet: sheetOfStatementLines,
  }),
  post('/statements/{statementId}/payouts', payouts.claim, {
    status: 201,
    tag: 'payouts',
    without: ['leaderId'],
    operationId: 'payStatement',
  }),
  post('/leaders/{leaderId}/payouts', payouts.claim, {
    status: 201,
    tag: 'payouts',
    without: ['statementId'],
    operationId: 'payLeader',
  }),

  get('/payouts', payouts.list),
  get('/payouts/{payoutId}', payouts.get),
  post('/payouts/{payoutId}/confirm', payouts.confirm),
  post('/payouts/{payoutId}/fail', payouts.fail),
  post('/payouts/{payoutId}/retry', payouts.retry),

  get('/leaders/{leaderId}/remittances', remittances.list, { tag: 'remittances' }),
  post('/leaders/{leaderId}/remittances', remittances.record, { tag: 'remittances', status: 201 }),

  get('/leader/commissions', commissions.list, own),
  get('/leader/commissions/summary', commissions.summary, {
    ...own,
    operationId: 'leaderSummarizeCommissions',
  }),
  get('/leader/commissions/{commissionId}/explain', commissions.explain),
  get('/leader/statements', statements.list, { ...own, sheet: sheetOfStatements }),
  get('/leader/statements/{statementId}', statements.get),
  get('/leader/statements/{statementId}/lines', statements.lines, {
    operationId: 'leaderListStatementLines',
  }),
];
