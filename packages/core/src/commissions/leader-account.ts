import type { Row, Work } from '../work.ts';
import { leaderAccounts } from './tables.ts';

type Sums = Partial<Record<'pending' | 'earned' | 'settled' | 'paying' | 'paid' | 'cash', number>>;

/** The running sums of a leader; each equals a balance of the ledger. */
export function leaderAccount(work: Work, leaderId: string): Row<typeof leaderAccounts> {
  return work.find(leaderAccounts, leaderId) ?? work.insert(leaderAccounts, { leaderId });
}

export function addToLeaderAccount(work: Work, leaderId: string, sums: Sums): void {
  work.add(leaderAccounts, leaderAccount(work, leaderId), sums);
}
