import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { leaderView } from './leader.ts';
import { moveLeader } from './move-leader.ts';
import { leaderReasonSchema, leaderSchema } from './schemas.ts';

/**
 * Suspends a leader: no new orders, shares or payouts. What is firm is delivered, and commission runs on (R41).
 *
 * Refuses: leader_status, not_found, not_allowed.
 */
export const suspendLeader = defineVerb({
  name: 'leaders.suspend',
  summary: 'Suspend a leader',
  input: leaderReasonSchema,
  answer: leaderSchema,
  decide: (work, { leaderId, reason }, context) => {
    demandShop(context);
    const leader = moveLeader(work, leaderId, ['active'], { status: 'suspended', reason: reason ?? null });
    work.emit({ type: 'leader.suspended', subject: leader.id, data: {} });
    return leaderView(leader);
  },
});
