import { demand } from '../shared/error.ts';
import type { Work } from '../work.ts';
import type { Leader } from './leader.ts';
import { leaders } from './tables.ts';

/**
 * Moves a leader to another status, from one of those that allow it. The shop's own row never moves.
 *
 * Refuses: leader_status, with the current one; not_found.
 */
export function moveLeader(
  work: Work,
  reference: string,
  from: readonly Leader['status'][],
  values: Partial<Leader> & Pick<Leader, 'status'>,
): Leader {
  const leader = work.resolve(leaders, reference);
  const { status, house } = leader;
  demand(from.includes(status) && !house, 'leader_status', { leaderId: leader.id, status, house });
  return work.set(leaders, leader, values);
}
