import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { demandLevel } from './demand-level.ts';
import { leaderView } from './leader.ts';
import { moveLeader } from './move-leader.ts';
import { noteTierChange } from './move-tier.ts';
import { setOwnRate } from './own-rate.ts';
import { approveLeaderSchema, leaderSchema } from './schemas.ts';
import { leaders } from './tables.ts';

/**
 * Approves an application: the leader takes orders from now on, with an own rate where one is given.
 *
 * Refuses: leader_status, leader_level_unknown, commission_share_too_high, not_found, not_allowed.
 */
export const approveLeader = defineVerb({
  name: 'leaders.approve',
  summary: 'Approve a leader',
  input: approveLeaderSchema,
  answer: leaderSchema,
  decide: (work, { leaderId, basisPoints, tier }, context) => {
    demandShop(context);
    if (tier !== undefined) demandLevel(work, tier, 'tier');
    const applied = work.resolve(leaders, leaderId);
    const leader = moveLeader(work, leaderId, ['applied'], {
      status: 'active',
      approvedAt: context.now,
      ...(tier === undefined ? {} : { tier }),
    });
    if (leader.tier !== applied.tier) noteTierChange(work, applied, leader.tier, { cause: 'shop' }, context);
    if (basisPoints !== undefined) setOwnRate(work, leader.id, basisPoints, context);
    work.emit({ type: 'leader.approved', subject: leader.id, data: { basisPoints: basisPoints ?? null } });
    return leaderView(leader);
  },
});
