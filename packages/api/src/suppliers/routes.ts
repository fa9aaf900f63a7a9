import { domains } from '@opentuan/core';
import { get, post, put, type RouteDefinition } from '../route.ts';

const { supplierPayments, suppliers } = domains;

export const supplierRoutes: readonly RouteDefinition[] = [
  get('/suppliers', suppliers.list),
  put('/suppliers', suppliers.upsert),
  get('/suppliers/{supplierId}', suppliers.get),
  get('/suppliers/{supplierId}/payments', supplierPayments.list),
  post('/suppliers/{supplierId}/payments', supplierPayments.record, { status: 201 }),
];
