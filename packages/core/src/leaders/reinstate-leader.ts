import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { leaderView } from './leader.ts';
import { moveLeader } from './move-leader.ts';
import { leaderIdSchema, leaderSchema } from './schemas.ts';

/**
 * Ends a suspension: the leader takes orders again.
 *
 * Refuses: leader_status, not_found, not_allowed.
 */
export const reinstateLeader = defineVerb({
  name: 'leaders.reinstate',
  summary: 'Reinstate a leader',
  input: leaderIdSchema,
  answer: leaderSchema,
  decide: (work, { leaderId }, context) => {
    demandShop(context);
    const leader = moveLeader(work, leaderId, ['suspended'], { status: 'active', reason: null });
    work.emit({ type: 'leader.reinstated', subject: leader.id, data: {} });
    return leaderView(leader);
  },
});
