import { defineVerb } from '../define.ts';
import { actorText } from '../shared/actor-text.ts';
import { demand } from '../shared/error.ts';
import { claimAnswer, demandOpen, ownClaim } from './claim.ts';
import { claimIdOnlySchema, claimSchema } from './schemas.ts';
import { claims } from './tables.ts';

/**
 * Takes a claim back: the customer one about own goods, a leader one that the same leader opened, the shop any.
 *
 * Refuses: claim_status, not_allowed, not_found.
 */
export const withdrawClaim = defineVerb({
  name: 'claims.withdraw',
  summary: 'Withdraw a claim',
  input: claimIdOnlySchema,
  answer: claimSchema,
  decide: (work, { claimId }, context) => {
    const claim = ownClaim(work, claimId, context);
    // A neighbour's complaint is not the leader's to silence.
    const ownWord = context.actor.kind !== 'leader' || claim.openedBy === actorText(context.actor);
    demand(ownWord, 'not_allowed', { needs: 'the session of whoever opened it' });
    demandOpen(claim);
    work.set(claims, claim, {
      status: 'withdrawn',
      decidedAt: context.now,
      decidedBy: actorText(context.actor),
      closedAt: context.now,
    });
    work.emit({ type: 'claim.withdrawn', subject: claim.id, data: { orderLineId: claim.orderLineId } });
    return () => claimAnswer(work, claim.id, context);
  },
});
