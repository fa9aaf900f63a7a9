import { claims } from '../aftersales/tables.ts';
import { leaderAccounts } from '../commissions/tables.ts';
import { defineVerb } from '../define.ts';
import { orders } from '../orders/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { type Leader, leaderView } from './leader.ts';
import { moveLeader } from './move-leader.ts';
import { leaderReasonSchema, leaderSchema } from './schemas.ts';

const openOrders = ['held', 'confirmed', 'ready'] as const;
const openClaims = ['open', 'proposed'] as const;

/**
 * A leader goes for good (R41): with no held, firm or ready order, no open claim, and a last statement, so that no
 * commission is left unsettled.
 *
 * Refuses: leader_busy, leader_status, not_found, not_allowed.
 */
export const leaveLeader = defineVerb({
  name: 'leaders.leave',
  summary: 'Let a leader go',
  input: leaderReasonSchema,
  answer: leaderSchema,
  alone: true,
  decide: (work, { leaderId, reason }, context) => {
    demandOwnOrShop(leaderId, context);
    const values = { status: 'left', reason: reason ?? null } as const;
    const leader = moveLeader(work, leaderId, ['active', 'suspended'], values);
    demandNothingOpen(work, leader);
    work.emit({ type: 'leader.left', subject: leader.id, data: {} });
    return leaderView(leader);
  },
});

function demandOwnOrShop(leaderId: string, context: Context): void {
  const { actor } = context;
  if (actor.kind !== 'leader') demandShop(context);
  else demand(actor.leaderId === leaderId, 'not_found', { what: 'leaders', key: leaderId });
}

function demandNothingOpen(work: Work, { id: leaderId }: Leader): void {
  work.need(
    [leaderAccounts, { leaderId }],
    ...openOrders.map((status) => [orders, { leaderId, status }] as const),
    ...openClaims.map((status) => [claims, { leaderId, status }] as const),
  );
  const running = openOrders.flatMap((status) => work.list(orders, { leaderId, status }));
  const complaints = openClaims.flatMap((status) => work.list(claims, { leaderId, status }));
  const account = work.find(leaderAccounts, leaderId);
  const unsettled = (account?.pending ?? 0) !== 0 || (account?.earned ?? 0) !== 0;
  demand(running.length + complaints.length === 0 && !unsettled, 'leader_busy', {
    orders: running.slice(0, 100).map(({ id }) => id),
    claims: complaints.slice(0, 100).map(({ id }) => id),
    unsettled,
  });
  // A placement decided before this one was written is not seen by any row that was read.
  work.guard(
    `SELECT count(*) FROM "orders" WHERE "leaderId" = ? AND "status" IN ('held', 'confirmed', 'ready')`,
    [leaderId],
  );
}
