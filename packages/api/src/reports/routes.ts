import { domains } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';
import {
  sheetOfCommunities,
  sheetOfComplaints,
  sheetOfLeaders,
  sheetOfProducts,
  sheetOfProfit,
  sheetOfShrinkage,
  sheetOfSuppliers,
} from './report-sheets.ts';

const { reports } = domains;

export const reportRoutes: readonly RouteDefinition[] = [
  get('/reports/profit', reports.profit, { operationId: 'reportProfit', sheet: sheetOfProfit }),
  get('/reports/profit/explain', reports.explainProfit),
  get('/reports/products', reports.products, { operationId: 'reportProducts', sheet: sheetOfProducts }),
  get('/reports/leaders', reports.leaders, { operationId: 'reportLeaders', sheet: sheetOfLeaders }),
  get('/reports/communities', reports.communities, {
    operationId: 'reportCommunities',
    sheet: sheetOfCommunities,
  }),
  get('/reports/suppliers', reports.suppliers, { operationId: 'reportSuppliers', sheet: sheetOfSuppliers }),
  get('/reports/complaints', reports.complaints, {
    operationId: 'reportComplaints',
    sheet: sheetOfComplaints,
  }),
  get('/reports/shrinkage', reports.shrinkage, { operationId: 'reportShrinkage', sheet: sheetOfShrinkage }),
  post('/reports/forecast', reports.forecast, { operationId: 'forecastProfit' }),
];
