import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { leaderView } from './leader.ts';
import { moveLeader } from './move-leader.ts';
import { leaderReasonSchema, leaderSchema } from './schemas.ts';

/**
 * Rejects an application, with a reason for the applicant, who may apply again.
 *
 * Refuses: leader_status, not_found, not_allowed.
 */
export const rejectLeader = defineVerb({
  name: 'leaders.reject',
  summary: 'Reject an application',
  input: leaderReasonSchema,
  answer: leaderSchema,
  decide: (work, { leaderId, reason }, context) => {
    demandShop(context);
    const leader = moveLeader(work, leaderId, ['applied'], { status: 'rejected', reason: reason ?? null });
    work.emit({ type: 'leader.rejected', subject: leader.id, data: {} });
    return leaderView(leader);
  },
});
