import { leaders } from '../leaders/tables.ts';
import type { Context } from '../shared/context.ts';
import type { NewRow, Work } from '../work.ts';
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
  move(work, { leaderId, orderLineId, amount: -amount, reason, source: faultOf(subject) }, context);
  return true;
}

/**
 * Gives back what a leader was charged for this row, if anything was: by the next statement, where the charge is settled
 * already. The posting stands with whoever takes the charge back.
 */
export function giveBackCharge(work: Work, subject: string, reason: string, context: Context): void {
  const charge = work.first(commissionMovements, { source: faultOf(subject) });
  if (charge === undefined) return;
  const { leaderId, orderLineId, amount } = charge;
  const source = `${faultOf(subject)} reversed`;
  move(work, { leaderId, orderLineId, amount: -amount, reason, source }, context);
}

/** A leader is charged once for a row: what the movement says it came from. */
function faultOf(subject: string): string {
  return `${subject} fault`;
}

type FaultMovement = Pick<
  NewRow<typeof commissionMovements>,
  'leaderId' | 'orderLineId' | 'amount' | 'reason' | 'source'
>;

function move(work: Work, movement: FaultMovement, { newId, now }: Context): void {
  addToLeaderAccount(work, movement.leaderId, { earned: movement.amount });
  work.insert(commissionMovements, { id: newId('mov'), kind: 'fault', datedAt: now, ...movement });
}
