import { domains } from '@opentuan/core';
import { get, put, type RouteDefinition } from '../route.ts';

const { pickupPoints } = domains;

export const pickupPointRoutes: readonly RouteDefinition[] = [
  get('/pickup-points', pickupPoints.list),
  put('/pickup-points', pickupPoints.upsert),
  get('/pickup-points/{pickupPointId}', pickupPoints.get),

  get('/storefront/pickup-points', pickupPoints.list, { without: ['retired'] }),
];
