import { domains } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';
import { sheetOfEntries } from './ledger-sheet.ts';

const { costs, ledger } = domains;

export const ledgerRoutes: readonly RouteDefinition[] = [
  get('/ledger/entries', ledger.entries, { operationId: 'listLedgerEntries', sheet: sheetOfEntries }),
  get('/ledger/trial-balance', ledger.trialBalance),
  get('/costs', costs.list),
  post('/costs', costs.record, { status: 201 }),
];
