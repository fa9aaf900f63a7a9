import { domains } from '@opentuan/core';
import { del, get, post, put, type RouteDefinition } from '../route.ts';

const { customers } = domains;

export const customerRoutes: readonly RouteDefinition[] = [
  get('/customers', customers.list),
  put('/customers', customers.upsert),
  get('/customers/{customerId}', customers.get),
  del('/customers/{customerId}', customers.erase),
  post('/customers/{customerId}/link', customers.link),
];
