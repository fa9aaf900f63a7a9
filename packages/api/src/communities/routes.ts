import { domains } from '@opentuan/core';
import { get, patch, post, type RouteDefinition } from '../route.ts';

const { communities } = domains;

export const communityRoutes: readonly RouteDefinition[] = [
  get('/communities', communities.list),
  post('/communities', communities.create, { status: 201 }),
  get('/communities/{communityId}', communities.get),
  patch('/communities/{communityId}', communities.change),
  get('/communities/{communityId}/members', communities.members, { operationId: 'listMembers' }),
  post('/communities/{inviteCode}/join', communities.join),

  post('/storefront/communities/{inviteCode}/join', communities.join, {
    audience: 'customer',
    without: ['customer'],
  }),

  get('/leader/community', communities.list, { without: ['leaderId'] }),
  post('/leader/community', communities.create, { status: 201, without: ['leaderId', 'externalId'] }),
  get('/leader/community/{communityId}', communities.get),
  patch('/leader/community/{communityId}', communities.change),
  get('/leader/community/{communityId}/members', communities.members, { operationId: 'leaderListMembers' }),
];
