import { domains } from '@opentuan/core';
import { get, post, type RouteDefinition } from '../route.ts';
import {
  sheetOfCarrierRemittances,
  sheetOfCosts,
  sheetOfEntries,
  sheetOfJournal,
  sheetOfTrialBalance,
} from './ledger-sheet.ts';

const { carrierRemittances, costs, ledger } = domains;

export const ledgerRoutes: readonly RouteDefinition[] = [
  get('/ledger/accounts', ledger.accounts, { operationId: 'listAccounts' }),
  get('/ledger/journal', ledger.journal, {
    operationId: 'readJournal',
    sheet: sheetOfJournal,
    streams: true,
  }),
  get('/ledger/entries', ledger.entries, { operationId: 'listLedgerEntries', sheet: sheetOfEntries }),
  get('/ledger/trial-balance', ledger.trialBalance, { sheet: sheetOfTrialBalance }),
  get('/costs', costs.list, { sheet: sheetOfCosts }),
  post('/costs', costs.record, { status: 201 }),
  post('/costs/{costId}/reverse', costs.reverse),
  get('/carrier-remittances', carrierRemittances.list, { sheet: sheetOfCarrierRemittances }),
  post('/carrier-remittances', carrierRemittances.record, { status: 201 }),
  post('/carrier-remittances/{carrierRemittanceId}/reverse', carrierRemittances.reverse),
];
