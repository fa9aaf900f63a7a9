import { leaders } from '../leaders/tables.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { addToLeaderAccount } from './leader-account.ts';
import { commissionMovements } from './tables.ts';

export interface LeaderCharge {
  /** The row that it is charged for: a leader is charged for it once. */
  readonly subject: string;
  readonly leaderId: string;
  readonly orderLineId: string | null;
  /** Minor units, above zero. */
  readonly amount: number;
  readonly reason: string;
}

/**
 * What a leader answers for is taken off what the next statement settles (R33). Answers false for the house: the shop
 * does not charge itself.
 */
export function chargeLeader(work: Work, charge: LeaderCharge, context: Context): boolean {
  const { subject, leaderId, orderLineId, amount, reason } = charge;
  if (work.get(leaders, leaderId).house) return false;
  addToLeaderAccount(work, leaderId, { earned: -amount });
  work.insert(commissionMovements, {
    id: context.newId('mov'),
    leaderId,
    orderLineId,
    kind: 'fault',
    amount: -amount,
    datedAt: context.now,
    reason,
    source: `${subject} fault`,
  });
  return true;
}

/**
 * Gives back what a leader was charged for this row, if anything was: by the next statement, where the charge is settled
 * already. The posting stands with whoever takes the charge back.
 */
export function giveBackCharge(work: Work, subject: string, reason: string, context: Context): void {
  const charge = work.first(commissionMovements, { source: `${subject} fault` });
  if (charge === undefined) return;
  const { leaderId, orderLineId, amount } = charge;
  addToLeaderAccount(work, leaderId, { earned: -amount });
  work.insert(commissionMovements, {
    id: context.newId('mov'),
    leaderId,
    orderLineId,
    kind: 'fault',
    amount: -amount,
    datedAt: context.now,
    reason,
    source: `${subject} fault reversed`,
  });
}
