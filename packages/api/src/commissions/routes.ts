import { domains } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';
import { sheetOfPayouts } from './payout-sheet.ts';
import { sendStatementPage } from './statement-page.ts';
import { sheetOfStatementLines, sheetOfStatementPreview, sheetOfStatements } from './statement-sheet.ts';

const { commissionRules, commissions, commissionTargets, payouts, referrals, remittances, statements } =
  domains;
/** A leader sees the own figures only, so there is no leader to name. */
const own = { without: ['leaderId'] };
const print = { respond: sendStatementPage, gives: ['text/html'] } as const;

export const commissionRoutes: readonly RouteDefinition[] = [
  get('/commission-rules', commissionRules.list),
  post('/commission-rules', commissionRules.create, { status: 201 }),
  post('/commission-rules/{ruleId}/retire', commissionRules.retire),

  get('/commission-targets', commissionTargets.list),
  post('/commission-targets', commissionTargets.create, { status: 201 }),
  post('/commission-targets/close', commissionTargets.close, { operationId: 'closeCommissionTargets' }),
  get('/commission-targets/results', commissionTargets.results, {
    without: ['targetId'],
    operationId: 'listTargetResults',
  }),
  get('/commission-targets/{targetId}', commissionTargets.get),
  post('/commission-targets/{targetId}/retire', commissionTargets.retire),
  get('/commission-targets/{targetId}/preview', commissionTargets.preview, {
    operationId: 'previewCommissionTarget',
  }),
  get('/commission-targets/{targetId}/results', commissionTargets.results, {
    operationId: 'listResultsOfTarget',
  }),
  get('/leaders/{leaderId}/targets', commissionTargets.running, {
    tag: 'commission-targets',
    operationId: 'listRunningTargets',
  }),
  get('/referrals', referrals.list, { tag: 'commissions' }),

  get('/commissions', commissions.list),
  get('/commissions/{commissionId}/explain', commissions.explain),
  get('/leaders/{leaderId}/commissions', commissions.summary, {
    tag: 'commissions',
    operationId: 'summarizeCommissions',
  }),

  get('/statements', statements.list, { sheet: sheetOfStatements, streams: true }),
  post('/statements', statements.create, { status: 201, operationId: 'createStatements' }),
  get('/statements/preview', statements.preview, {
    operationId: 'previewStatements',
    sheet: sheetOfStatementPreview,
    streams: true,
  }),
  get('/leaders/{leaderId}/unsettled', statements.unsettled, {
    tag: 'statements',
    operationId: 'listUnsettled',
    sheet: sheetOfStatementLines,
    streams: true,
  }),
  get('/statements/{statementId}', statements.get),
  get('/statements/{statementId}/page', statements.print, print),
  get('/statements/{statementId}/explain', statements.explain),
  get('/statements/{statementId}/lines', statements.lines, {
    operationId: 'listStatementLines',
    sheet: sheetOfStatementLines,
    streams: true,
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

  get('/payouts', payouts.list, { sheet: sheetOfPayouts, streams: true }),
  get('/payouts/{payoutId}', payouts.get),
  get('/payouts/{payoutId}/explain', payouts.explain),
  post('/payouts/{payoutId}/confirm', payouts.confirm),
  post('/payouts/{payoutId}/fail', payouts.fail),
  post('/payouts/{payoutId}/return', payouts.return),
  post('/payouts/{payoutId}/retry', payouts.retry),

  get('/leaders/{leaderId}/remittances', remittances.list, { tag: 'remittances' }),
  post('/leaders/{leaderId}/remittances', remittances.record, { tag: 'remittances', status: 201 }),

  get('/leader/targets', commissionTargets.running, {
    ...own,
    tag: 'commission-targets',
    operationId: 'leaderListTargets',
  }),
  get('/leader/targets/results', commissionTargets.results, {
    without: ['leaderId', 'targetId'],
    tag: 'commission-targets',
    operationId: 'leaderListTargetResults',
  }),
  get('/leader/referrals', referrals.list, {
    ...own,
    tag: 'commissions',
    operationId: 'leaderListReferrals',
  }),
  get('/leader/commissions', commissions.list, own),
  get('/leader/commissions/summary', commissions.summary, {
    ...own,
    operationId: 'leaderSummarizeCommissions',
  }),
  get('/leader/commissions/{commissionId}/explain', commissions.explain),
  get('/leader/statements', statements.list, { ...own, sheet: sheetOfStatements, streams: true }),
  get('/leader/statements/preview', statements.preview, {
    ...own,
    operationId: 'leaderPreviewStatement',
  }),
  get('/leader/unsettled', statements.unsettled, {
    ...own,
    tag: 'statements',
    operationId: 'leaderListUnsettled',
    sheet: sheetOfStatementLines,
    streams: true,
  }),
  get('/leader/statements/{statementId}', statements.get),
  get('/leader/statements/{statementId}/page', statements.print, print),
  get('/leader/statements/{statementId}/explain', statements.explain),
  get('/leader/statements/{statementId}/lines', statements.lines, {
    operationId: 'leaderListStatementLines',
    sheet: sheetOfStatementLines,
    streams: true,
  }),
  get('/leader/payouts', payouts.list, { ...own, sheet: sheetOfPayouts, streams: true }),
  get('/leader/payouts/{payoutId}', payouts.get),
  get('/leader/payouts/{payoutId}/explain', payouts.explain),
  get('/leader/remittances', remittances.list, own),
];
