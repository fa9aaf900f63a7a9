import { domains } from '@opentuan/core';
import { get, post, put, type RouteDefinition } from '../route.ts';
import { sheetOfSupplierPayments } from '../ledger/ledger-sheet.ts';
import { sheetOfSupplierAdjustments } from './supplier-adjustment-sheet.ts';
import { sendSupplierStatementPage } from './supplier-statement-page.ts';
import { sheetOfSupplierStatementLines, sheetOfSupplierStatements } from './supplier-statement-sheet.ts';

const {
  rebates,
  rebateTiers,
  supplierAdjustments,
  supplierPayments,
  supplierRefunds,
  suppliers,
  supplierStatements,
} = domains;

export const supplierRoutes: readonly RouteDefinition[] = [
  get('/suppliers', suppliers.list),
  put('/suppliers', suppliers.upsert),
  get('/suppliers/{supplierId}', suppliers.get),
  get('/suppliers/{supplierId}/payments', supplierPayments.list, { sheet: sheetOfSupplierPayments }),
  post('/suppliers/{supplierId}/payments', supplierPayments.record, { status: 201 }),
  post('/suppliers/{supplierId}/refunds', supplierRefunds.receive, { status: 201 }),

  get('/suppliers/{supplierId}/adjustments', supplierAdjustments.list, {
    sheet: sheetOfSupplierAdjustments,
  }),
  post('/suppliers/{supplierId}/adjustments', supplierAdjustments.record, { status: 201 }),

  get('/suppliers/{supplierId}/rebate-tiers', rebateTiers.get, { operationId: 'getRebateTiers' }),
  put('/suppliers/{supplierId}/rebate-tiers', rebateTiers.put, { operationId: 'putRebateTiers' }),
  get('/suppliers/{supplierId}/rebates', rebates.list),
  post('/suppliers/{supplierId}/rebates', rebates.receive, { status: 201 }),
  post('/suppliers/{supplierId}/rebates/{rebateId}/reverse', rebates.reverse),

  get('/suppliers/{supplierId}/statement', supplierStatements.forecast, { tag: 'supplier-statements' }),
  get('/suppliers/{supplierId}/statement/explain', supplierStatements.explainMonth, {
    tag: 'supplier-statements',
    operationId: 'explainSupplierMonth',
  }),
  get('/suppliers/{supplierId}/statement/page', supplierStatements.print, {
    tag: 'supplier-statements',
    respond: sendSupplierStatementPage,
    gives: ['text/html'],
  }),
  get('/suppliers/{supplierId}/statement/lines', supplierStatements.lines, {
    tag: 'supplier-statements',
    operationId: 'listSupplierStatementLines',
    sheet: sheetOfSupplierStatementLines,
    streams: true,
  }),
  get('/supplier-statements', supplierStatements.list, { sheet: sheetOfSupplierStatements }),
  post('/supplier-statements', supplierStatements.create, {
    status: 201,
    operationId: 'createSupplierStatements',
  }),
  get('/supplier-statements/{statementId}', supplierStatements.get),
  get('/supplier-statements/{statementId}/explain', supplierStatements.explain),
];
