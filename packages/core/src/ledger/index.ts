import { listCosts, listLedgerEntries, trialBalance } from './queries.ts';
import { recordCost } from './record-cost.ts';

export const ledgerOperations = { trialBalance, entries: listLedgerEntries } as const;
export const costOperations = { record: recordCost, list: listCosts } as const;
