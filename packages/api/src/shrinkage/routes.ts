import { domains } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';
import { sheetOfShrinkages } from './shrinkage-sheet.ts';

const { shrinkages } = domains;

export const shrinkageRoutes: readonly RouteDefinition[] = [
  get('/shrinkages', shrinkages.list, { sheet: sheetOfShrinkages }),
  post('/shrinkages', shrinkages.record, { status: 201 }),
  get('/shrinkages/preview', shrinkages.preview),
  get('/shrinkages/{shrinkageId}', shrinkages.get),
  post('/shrinkages/{shrinkageId}/reverse', shrinkages.reverse),

  post('/leader/shrinkages', shrinkages.record, {
    status: 201,
    without: ['faultShares', 'leaderId', 'purchaseOrderId'],
  }),
  get('/leader/shrinkages/preview', shrinkages.preview, { without: ['purchaseOrderId'] }),
];
