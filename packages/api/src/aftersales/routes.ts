import { domains } from '@opentuan/core';
import { get, post, put, type RouteDefinition } from '../route.ts';
import { sheetOfClaims, sheetOfClaimers } from './claim-sheets.ts';

const { claims, claimReasons, replacements } = domains;
const customer = { audience: 'customer', tag: 'claims' } as const;
const own = { without: ['customerId', 'leaderId'] } as const;

export const aftersalesRoutes: readonly RouteDefinition[] = [
  get('/claims', claims.list, { sheet: sheetOfClaims }),
  post('/claims', claims.open, { status: 201 }),
  get('/claims/suggestion', claims.suggest),
  get('/claims/frequent', claims.repeaters, { sheet: sheetOfClaimers, operationId: 'listRepeatClaimers' }),
  get('/claims/{claimId}', claims.get),
  get('/claims/{claimId}/explain', claims.explain),
  post('/claims/{claimId}/propose', claims.propose),
  post('/claims/{claimId}/approve', claims.approve),
  post('/claims/{claimId}/reject', claims.reject),
  post('/claims/{claimId}/withdraw', claims.withdraw),
  get('/claim-reasons', claimReasons.get, { operationId: 'getClaimReasons' }),
  put('/claim-reasons', claimReasons.put, { operationId: 'putClaimReasons' }),
  get('/replacements', replacements.list),
  get('/replacements/{replacementId}', replacements.get),
  post('/replacements/{replacementId}/refund', replacements.refund),

  get('/storefront/claim-reasons', claimReasons.get, {
    tag: 'claim-reasons',
    operationId: 'storefrontGetClaimReasons',
  }),
  get('/storefront/orders/{orderId}/claims', claims.list, customer),
  post('/storefront/orders/{orderId}/claims', claims.open, { ...customer, status: 201 }),
  get('/storefront/orders/{orderId}/claim-suggestion', claims.suggest, customer),
  get('/storefront/claims/{claimId}', claims.get, customer),
  get('/storefront/claims/{claimId}/explain', claims.explain, customer),
  post('/storefront/claims/{claimId}/withdraw', claims.withdraw, customer),
  get('/storefront/replacements', replacements.list, { ...own, audience: 'customer' }),
  post('/storefront/replacements/{replacementId}/refund', replacements.refund, { audience: 'customer' }),

  get('/leader/claims', claims.list, { without: ['leaderId'] }),
  post('/leader/claims', claims.open, { status: 201 }),
  get('/leader/claims/suggestion', claims.suggest),
  get('/leader/claims/frequent', claims.repeaters, {
    without: ['by'],
    fixed: { by: 'customer' },
    operationId: 'leaderListRepeatClaimers',
  }),
  get('/leader/claims/{claimId}', claims.get),
  get('/leader/claims/{claimId}/explain', claims.explain),
  post('/leader/claims/{claimId}/propose', claims.propose),
  post('/leader/claims/{claimId}/approve', claims.approve),
  post('/leader/claims/{claimId}/withdraw', claims.withdraw),
  post('/leader/claims/{claimId}/object', claims.object),
  get('/leader/claim-reasons', claimReasons.get, { operationId: 'leaderGetClaimReasons' }),
  get('/leader/replacements', replacements.list, { without: ['leaderId'] }),
  post('/leader/replacements/{replacementId}/refund', replacements.refund),
];
