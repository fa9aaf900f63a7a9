import { type FieldProblem, refuse } from '../shared/error.ts';
import type { Work } from '../work.ts';
import type { Leader } from './leader.ts';
import { leaders } from './tables.ts';

/** What names one leader among all. */
export interface LeaderIdentity {
  readonly externalId?: string | null | undefined;
  /** E.164. */
  readonly phone?: string | null | undefined;
  readonly customerId?: string | null | undefined;
}

const columns = ['externalId', 'phone', 'customerId'] as const;

/**
 * Refuses `conflict`, naming the field, when another leader has this id, phone or customer. One who was rejected or
 * has left gives them up, and is answered: a person may apply again.
 */
export function demandFree(work: Work, identity: LeaderIdentity, own?: Leader): readonly Leader[] {
  const wanted = columns.flatMap((column) => {
    const value = identity[column];
    return typeof value === 'string' ? [{ column, where: { [column]: value } }] : [];
  });
  work.need(...wanted.map(({ where }) => [leaders, where] as const));
  const fields: FieldProblem[] = [];
  const released: Leader[] = [];
  for (const { column, where } of wanted) {
    for (const other of work.list(leaders, where)) {
      if (other.id === own?.id) continue;
      if (other.status === 'rejected' || other.status === 'left')
        released.push(work.set(leaders, other, { [column]: null }));
      else fields.push({ path: column, code: 'taken', message: `The leader ${other.id} has this.` });
    }
  }
  if (fields.length > 0) refuse('conflict', { fields });
  return released;
}
