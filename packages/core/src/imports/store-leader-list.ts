import { rulesAbout } from '../commissions/match-rule.ts';
import { leaderAccounts, commissionRules } from '../commissions/tables.ts';
import { newInviteCode } from '../communities/community.ts';
import { communities } from '../communities/tables.ts';
import type { Leader } from '../leaders/leader.ts';
import { setOwnRate } from '../leaders/own-rate.ts';
import { leaders } from '../leaders/tables.ts';
import { differing, isAnything, type RowOutcome } from '../shared/bulk-rows.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import type { LeaderListRow } from './leader-list.ts';
import type { ImportProblem } from './schemas.ts';

/** Rows of leaders who were rejected or have left: a list does not bring them back. */
export function leaderListProblems(work: Work, rows: readonly LeaderListRow[]): ImportProblem[] {
  work.need(...rows.map(({ externalId }) => [leaders, { externalId }] as const));
  return rows.flatMap(({ row, externalId }) => {
    const status = work.first(leaders, { externalId })?.status;
    if (status !== 'rejected' && status !== 'left') return [];
    const message = `The leader ${externalId} is ${status}. Take the row out, or give the person another number.`;
    return [{ row, column: '编号', code: 'leader_gone', message }];
  });
}

/** Stores a list of leaders: active ones, each with a community, its stated size, and an own rate. */
export function storeLeaderList(work: Work, rows: readonly LeaderListRow[], context: Context): RowOutcome[] {
  work.need(
    ...rows.map(({ externalId }) => [leaders, { externalId }] as const),
    ...rows.map(({ externalId }) => [communities, { externalId }] as const),
  );
  const known = rows.flatMap(({ externalId }) => work.first(leaders, { externalId }) ?? []);
  work.need(
    ...known.map(({ id }) => [communities, { leaderId: id }] as const),
    ...known.map(({ id }) => [commissionRules, rulesAbout(id)] as const),
  );
  return rows.map((row) => storeRow(work, row, context));
}

function storeRow(work: Work, row: LeaderListRow, context: Context): RowOutcome {
  const { externalId } = row;
  const known = work.first(leaders, { externalId });
  const leader = known ?? insertLeader(work, row, context);
  const changed = known !== undefined && changeLeader(work, known, row, context);
  const community = storeCommunity(work, leader, row, context);
  const rate = setOwnRate(work, leader.id, row.commissionBasisPoints, context);
  if (known === undefined) return { externalId, id: leader.id, outcome: 'created' };
  return { externalId, id: leader.id, outcome: changed || community || rate ? 'updated' : 'unchanged' };
}

function insertLeader(work: Work, row: LeaderListRow, { now, newId }: Context): Leader {
  const { externalId, name, role } = row;
  const approval = { status: 'active', appliedAt: now, approvedAt: now } as const;
  const leader = work.insert(leaders, { id: newId('led'), externalId, name, role, ...approval });
  work.insert(leaderAccounts, { leaderId: leader.id });
  work.emit({ type: 'leader.applied', subject: leader.id, data: { recruitedById: null } });
  approved(work, leader, row);
  return leader;
}

/** A shop that lists an applicant approves; one who is suspended stays so. */
function changeLeader(work: Work, leader: Leader, row: LeaderListRow, { now }: Context): boolean {
  const changes = differing(leader, { name: row.name, role: row.role });
  const approves = leader.status === 'applied';
  if (!approves && !isAnything(changes)) return false;
  work.set(leaders, leader, approves ? { ...changes, status: 'active', approvedAt: now } : changes);
  if (approves) approved(work, leader, row);
  if (isAnything(changes))
    work.emit({ type: 'leader.changed', subject: leader.id, data: { fields: Object.keys(changes) } });
  return true;
}

function approved(work: Work, { id }: Leader, { commissionBasisPoints: basisPoints }: LeaderListRow): void {
  work.emit({ type: 'leader.approved', subject: id, data: { basisPoints } });
}

/** The leader's community of the list, known by the leader's number there, or by its name from before. */
function storeCommunity(
  work: Work,
  leader: Leader,
  row: LeaderListRow,
  { now, newId, random }: Context,
): boolean {
  const { externalId, community: name, members: statedMembers } = row;
  const numbered = work.first(communities, { externalId });
  const called = work
    .list(communities, { leaderId: leader.id })
    .find((one) => one.externalId === null && one.name === name);
  const known = numbered?.leaderId === leader.id ? numbered : called;
  const number = numbered === undefined ? externalId : undefined;
  if (known === undefined) {
    const inviteCode = newInviteCode(random);
    const made = { leaderId: leader.id, name, inviteCode, statedMembers, createdAt: now };
    const { id } = work.insert(communities, { id: newId('cmt'), externalId: number ?? null, ...made });
    work.emit({ type: 'community.created', subject: id, data: { leaderId: leader.id } });
    return true;
  }
  const changes = differing(known, { name, statedMembers, externalId: number });
  if (!isAnything(changes)) return false;
  work.set(communities, known, changes);
  work.emit({ type: 'community.changed', subject: known.id, data: { fields: Object.keys(changes) } });
  return true;
}
