import { listCarrierRemittances } from './carrier-queries.ts';
import { listCosts, listLedgerEntries, trialBalance } from './queries.ts';
import { recordCarrierRemittance } from './record-carrier-remittance.ts';
import { recordCost } from './record-cost.ts';
import { reverseCost } from './reverse-cost.ts';

export const ledgerOperations = { trialBalance, entries: listLedgerEntries } as const;
export const costOperations = { record: recordCost, reverse: reverseCost, list: listCosts } as const;
export const carrierRemittanceOperations = {
  record: recordCarrierRemittance,
  list: listCarrierRemittances,
} as const;
