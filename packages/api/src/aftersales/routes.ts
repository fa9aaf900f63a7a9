import { domains } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';

const { claims } = domains;
const customer = { audience: 'customer', tag: 'claims' } as const;

export const aftersalesRoutes: readonly RouteDefinition[] = [
  get('/claims', claims.list),
  post('/claims', claims.open, { status: 201 }),
  get('/claims/{claimId}', claims.get),
  get('/claims/{claimId}/explain', claims.explain),
  post('/claims/{claimId}/propose', claims.propose),
  post('/claims/{claimId}/approve', claims.approve),
  post('/claims/{claimId}/reject', claims.reject),
  post('/claims/{claimId}/withdraw', claims.withdraw),

  get('/storefront/orders/{orderId}/claims', claims.list, customer),
  post('/storefront/orders/{orderId}/claims', claims.open, { ...customer, status: 201, drops: ['orderId'] }),
  post('/storefront/claims/{claimId}/withdraw', claims.withdraw, customer),

  get('/leader/claims', claims.list, { without: ['leaderId'] }),
  post('/leader/claims', claims.open, { status: 201 }),
  get('/leader/claims/{claimId}', claims.get),
  post('/leader/claims/{claimId}/propose', claims.propose),
  post('/leader/claims/{claimId}/approve', claims.approve),
  post('/leader/claims/{claimId}/withdraw', claims.withdraw),
];
