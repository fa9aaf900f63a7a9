import { domains } from '@opentuan/core';
import { get, put, type RouteDefinition } from '../route.ts';

const { products } = domains;

export const catalogRoutes: readonly RouteDefinition[] = [
  get('/products', products.list),
  put('/products', products.upsert),
  get('/products/{productId}', products.get),
];
