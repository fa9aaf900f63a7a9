import { domains } from '@opentuan/core';
import { post, type RouteDefinition } from '../route.ts';

const { pickups } = domains;
/** Guessing codes is slow: the core counts wrong codes of a station, this counts requests of a caller. */
const codes = { limit: 'codes' } as const;

export const pickupRoutes: readonly RouteDefinition[] = [
  post('/pickups/verify', pickups.verify, codes),
  post('/pickups/{orderId}/hand-over', pickups.handOver),
  post('/pickups/sync', pickups.syncHandovers),

  post('/leader/pickups/verify', pickups.verify, codes),
  post('/leader/pickups/{orderId}/hand-over', pickups.handOver),
  post('/leader/pickups/sync', pickups.syncHandovers),
];
