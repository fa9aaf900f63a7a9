import { domains } from '@opentuan/core';
import { get, post, put, type RouteDefinition } from '../route.ts';
import { sheetOfSlots } from './slot-sheet.ts';

const { pickupPoints, pickupSlots } = domains;
const slots = { sheet: sheetOfSlots } as const;

export const pickupPointRoutes: readonly RouteDefinition[] = [
  get('/pickup-points', pickupPoints.list),
  put('/pickup-points', pickupPoints.upsert),
  get('/pickup-points/{pickupPointId}', pickupPoints.get),
  get('/pickup-points/{pickupPointId}/slots', pickupSlots.list, slots),
  put('/pickup-points/{pickupPointId}/slots', pickupSlots.define),
  put('/pickup-points/{pickupPointId}/substitutes', pickupPoints.appointSubstitute),
  get('/pickup-points/{pickupPointId}/substitutes', pickupPoints.listSubstitutes),
  post('/pickup-substitutes/{substituteId}/end', pickupPoints.endSubstitute, { tag: 'pickup-points' }),
  post('/orders/{orderId}/slot', pickupSlots.choose),

  get('/storefront/pickup-points', pickupPoints.list, { without: ['retired'] }),
  get('/storefront/pickup-points/{pickupPointId}/slots', pickupSlots.list),
  post('/storefront/orders/{orderId}/slot', pickupSlots.choose, { audience: 'customer' }),

  get('/leader/pickup-points/{pickupPointId}/slots', pickupSlots.list, slots),
  put('/leader/pickup-points/{pickupPointId}/slots', pickupSlots.define),
  put('/leader/pickup-points/{pickupPointId}/substitutes', pickupPoints.appointSubstitute),
  get('/leader/pickup-substitutes', pickupPoints.listSubstitutes, { tag: 'pickup-points' }),
  post('/leader/pickup-substitutes/{substituteId}/end', pickupPoints.endSubstitute, { tag: 'pickup-points' }),
  post('/leader/orders/{orderId}/slot', pickupSlots.choose),
];
