import { leaders } from '../leaders/tables.ts';
import type { RowRequest, Work } from '../work.ts';
import { leaderReferrals } from './referral-tables.ts';
import { leaderAccounts } from './tables.ts';

/** The rows of whoever recruited the leader of an order, while that earns a part of it; most leaders were recruited by nobody. */
export function recruiterWanted(work: Work, recruitId: string): RowRequest[] {
  const referral = work.find(leaderReferrals, recruitId);
  if (!referral || referral.basisPoints === null) return [];
  const { recruiterId } = referral;
  return [
    [leaders, { id: recruiterId }],
    [leaderAccounts, { leaderId: recruiterId }],
  ];
}
