import { defineVerb } from '../define.ts';
import { actorText } from '../shared/actor-text.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { claimAnswer, demandOpen, ownClaim } from './claim.ts';
import { claimSchema, rejectClaimSchema } from './schemas.ts';
import { claims } from './tables.ts';

/**
 * The shop rejects a claim and says why. No leader does: a complaint may be about the leader.
 *
 * Refuses: claim_status, not_allowed, not_found.
 */
export const rejectClaim = defineVerb({
  name: 'claims.reject',
  summary: 'Reject a claim',
  input: rejectClaimSchema,
  answer: claimSchema,
  decide: (work, { claimId, reason }, context) => {
    demandShop(context);
    const claim = ownClaim(work, claimId, context);
    demandOpen(claim);
    work.set(claims, claim, {
      status: 'rejected',
      decision: reason,
      decidedAt: context.now,
      decidedBy: actorText(context.actor),
      closedAt: context.now,
    });
    work.emit({
      type: 'claim.rejected',
      subject: claim.id,
      data: { orderLineId: claim.orderLineId, reason },
    });
    return () => claimAnswer(work, claim.id, context);
  },
});
