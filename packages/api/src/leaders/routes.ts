import { domains } from '@opentuan/core';
import { get, patch, post, type RouteDefinition } from '../route.ts';

const { leaders } = domains;

export const leaderRoutes: readonly RouteDefinition[] = [
  get('/leaders', leaders.list),
  post('/leaders', leaders.apply, { status: 201, operationId: 'applyLeader' }),
  get('/leaders/{leaderId}', leaders.get),
  patch('/leaders/{leaderId}', leaders.change),
  post('/leaders/{leaderId}/approve', leaders.approve),
  post('/leaders/{leaderId}/reject', leaders.reject),
  post('/leaders/{leaderId}/suspend', leaders.suspend),
  post('/leaders/{leaderId}/reinstate', leaders.reinstate),
  post('/leaders/{leaderId}/leave', leaders.leave),

  post('/storefront/leaders', leaders.apply, {
    audience: 'customer',
    status: 201,
    without: ['externalId', 'customerId', 'tier'],
  }),

  get('/leader/me', leaders.me, { operationId: 'leaderGetMe' }),
];
