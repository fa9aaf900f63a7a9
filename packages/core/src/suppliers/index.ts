import { createSupplierStatements } from './create-supplier-statements.ts';
import { listSupplierPayments } from './payment-queries.ts';
import { putRebateTiers } from './put-rebate-tiers.ts';
import { getSupplier, listSuppliers } from './queries.ts';
import { listSupplierAdjustments } from './adjustment-queries.ts';
import { recordSupplierAdjustment } from './record-supplier-adjustment.ts';
import { getRebateTiers, listRebates } from './rebate-queries.ts';
import { receiveRebate } from './receive-rebate.ts';
import { receiveSupplierRefund } from './receive-supplier-refund.ts';
import { reverseRebate } from './reverse-rebate.ts';
import { recordSupplierPayment } from './record-supplier-payment.ts';
import {
  forecastSupplierStatement,
  getSupplierStatement,
  listSupplierStatements,
} from './supplier-statement-queries.ts';
import { printSupplierStatement } from './print-supplier-statement.ts';
import { listSupplierStatementLines } from './supplier-statement-lines.ts';
import { upsertSuppliers } from './upsert-suppliers.ts';

export const supplierOperations = {
  upsert: upsertSuppliers,
  get: getSupplier,
  list: listSuppliers,
} as const;

export const supplierPaymentOperations = {
  record: recordSupplierPayment,
  list: listSupplierPayments,
} as const;

export const supplierRefundOperations = { receive: receiveSupplierRefund } as const;

export const supplierAdjustmentOperations = {
  record: recordSupplierAdjustment,
  list: listSupplierAdjustments,
} as const;

export const rebateTierOperations = { put: putRebateTiers, get: getRebateTiers } as const;
export const rebateOperations = {
  receive: receiveRebate,
  reverse: reverseRebate,
  list: listRebates,
} as const;

export const supplierStatementOperations = {
  forecast: forecastSupplierStatement,
  create: createSupplierStatements,
  get: getSupplierStatement,
  list: listSupplierStatements,
  lines: listSupplierStatementLines,
  print: printSupplierStatement,
} as const;
