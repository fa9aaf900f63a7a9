import { domains } from '@opentuan/core';
import { del, get, patch, post, type RouteDefinition } from '../route.ts';
import { createApiKey } from './create-api-key.ts';
import { openSession } from './open-session.ts';

const { apiKeys, shop } = domains;

export const shopRoutes: readonly RouteDefinition[] = [
  get('/shop', shop.get, { operationId: 'getShop' }),
  post('/shop', shop.create, { status: 201, operationId: 'createShop' }),
  patch('/shop', shop.change, { operationId: 'changeShop' }),

  get('/api-keys', apiKeys.list),
  post('/api-keys', createApiKey, { status: 201 }),
  del('/api-keys/{keyId}', apiKeys.revoke),

  post('/sessions', openSession, { status: 201, limit: 'sessions' }),
];
