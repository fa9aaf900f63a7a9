import { domains } from '@opentuan/core';
import { get, type RouteDefinition } from '../route.ts';

const { reports } = domains;

export const reportRoutes: readonly RouteDefinition[] = [
  get('/reports/profit', reports.profit, { operationId: 'reportProfit' }),
];
