import { domains } from '@opentuan/core';
import { get, patch, post, put, type RouteDefinition } from '../route.ts';

const { leaderLevels, leaders } = domains;

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

  get('/leader-levels', leaderLevels.get, { operationId: 'getLeaderLevels' }),
  put('/leader-levels', leaderLevels.put, { operationId: 'putLeaderLevels' }),
  get('/leader-levels/preview', leaderLevels.preview, { operationId: 'previewLevelReview' }),
  post('/leader-levels/review', leaderLevels.review, { operationId: 'reviewLeaderLevels' }),
  get('/leader-levels/changes', leaderLevels.changes, { operationId: 'listLevelChanges' }),
  get('/leaders/{leaderId}/level', leaderLevels.standing, {
    tag: 'leader-levels',
    operationId: 'getLeaderLevel',
  }),
  get('/leaders/{leaderId}/level-changes', leaderLevels.changes, {
    tag: 'leader-levels',
    operationId: 'listChangesOfLevel',
  }),

  post('/storefront/leaders', leaders.apply, {
    audience: 'customer',
    status: 201,
    without: ['externalId', 'customerId', 'tier'],
  }),

  get('/leader/level', leaderLevels.standing, {
    without: ['leaderId'],
    tag: 'leader-levels',
    operationId: 'leaderGetLevel',
  }),
  get('/leader/level-changes', leaderLevels.changes, {
    without: ['leaderId'],
    tag: 'leader-levels',
    operationId: 'leaderListLevelChanges',
  }),
  get('/leader/me', leaders.me, { operationId: 'leaderGetMe' }),
];
