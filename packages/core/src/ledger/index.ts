import { listCarrierRemittances } from './carrier-queries.ts';
import { chartOfAccounts } from './chart.ts';
import { journal } from './journal.ts';
import { listCosts, listLedgerEntries } from './queries.ts';
import { recordCarrierRemittance } from './record-carrier-remittance.ts';
import { recordCost } from './record-cost.ts';
import { reverseCarrierRemittance } from './reverse-carrier-remittance.ts';
import { reverseCost } from './reverse-cost.ts';
import { trialBalance } from './trial-balance.ts';

export const ledgerOperations = {
  accounts: chartOfAccounts,
  trialBalance,
  entries: listLedgerEntries,
  journal,
} as const;
export const costOperations = { record: recordCost, reverse: reverseCost, list: listCosts } as const;
export const carrierRemittanceOperations = {
  record: recordCarrierRemittance,
  reverse: reverseCarrierRemittance,
  list: listCarrierRemittances,
} as const;
