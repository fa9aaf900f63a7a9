import { domains } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';
import { sheetOfCommunities, sheetOfProfit } from './report-sheets.ts';

const { reports } = domains;

export const reportRoutes: readonly RouteDefinition[] = [
  get('/reports/profit', reports.profit, { operationId: 'reportProfit', sheet: sheetOfProfit }),
  get('/reports/communities', reports.communities, {
    operationId: 'reportCommunities',
    sheet: sheetOfCommunities,
  }),
  post('/reports/forecast', reports.forecast, { operationId: 'forecastProfit' }),
];
