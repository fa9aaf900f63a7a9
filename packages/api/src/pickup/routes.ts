import { domains } from '@opentuan/core';
import { del, get, post, put, type RouteDefinition } from '../route.ts';
import { pickupBundle } from './bundle-task.ts';
import { sheetOfDonations, sheetOfMoves } from './pickup-sheets.ts';
import { pickupToken } from './pickup-token-task.ts';

const { pickups } = domains;
/** Guessing codes is slow: the core counts wrong codes of a station, this counts requests of a caller. */
const codes = { limit: 'codes' } as const;
const moves = { sheet: sheetOfMoves } as const;
const byCustomer = { audience: 'customer' } as const;

export const pickupRoutes: readonly RouteDefinition[] = [
  post('/pickups/verify', pickups.verify, codes),
  post('/pickups/{orderId}/hand-over', pickups.handOver),
  post('/pickups/sync', pickups.syncHandovers),
  get('/pickups/bundle', pickupBundle),
  post('/pickups/moves', pickups.moveOrders),
  get('/pickups/moves', pickups.listMoves, moves),
  get('/pickups/donations', pickups.listDonations, { sheet: sheetOfDonations }),
  post('/customers/{customerId}/forgive', pickups.forgiveNoShows),
  post('/orders/{orderId}/pickup-token', pickupToken),
  get('/orders/{orderId}/collector', pickups.collector),
  put('/orders/{orderId}/collector', pickups.allowCollector),
  del('/orders/{orderId}/collector', pickups.revokeCollector),

  post('/storefront/orders/{orderId}/pickup-token', pickupToken, byCustomer),
  get('/storefront/orders/{orderId}/collector', pickups.collector, byCustomer),
  get('/storefront/orders/{orderId}/moves', pickups.listMoves, byCustomer),
  put('/storefront/orders/{orderId}/collector', pickups.allowCollector, byCustomer),
  del('/storefront/orders/{orderId}/collector', pickups.revokeCollector, byCustomer),

  post('/leader/pickups/verify', pickups.verify, codes),
  post('/leader/pickups/{orderId}/hand-over', pickups.handOver),
  post('/leader/pickups/sync', pickups.syncHandovers),
  get('/leader/pickups/bundle', pickupBundle),
  post('/leader/pickups/moves', pickups.moveOrders),
  get('/leader/pickups/moves', pickups.listMoves, moves),
  post('/leader/orders/{orderId}/pickup-token', pickupToken),
  get('/leader/orders/{orderId}/collector', pickups.collector),
  put('/leader/orders/{orderId}/collector', pickups.allowCollector),
  del('/leader/orders/{orderId}/collector', pickups.revokeCollector),
];
