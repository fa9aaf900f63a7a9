import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { theShop } from '../shop/the-shop.ts';
import { claimAnswer, ownClaim } from './claim.ts';
import { claimSchema, objectClaimSchema } from './schemas.ts';
import { claims } from './tables.ts';

const hour = 3_600_000;

/**
 * The leader speaks against the share of the fault that the claim puts on the leader: once, within the time that the
 * shop gives. The shop reads it and may make it good; the books do not move by it.
 *
 * Refuses: claim_no_fault, claim_objection_closed, not_allowed, not_found.
 */
export const objectClaim = defineVerb({
  name: 'claims.object',
  summary: 'Speak against the own share of the fault',
  input: objectClaimSchema,
  answer: claimSchema,
  decide: (work, { claimId, comment }, context) => {
    demand(context.actor.kind === 'leader', 'not_allowed', { needs: 'a leader session' });
    const claim = ownClaim(work, claimId, context);
    const share = claim.outcome === null ? 0 : (claim.faultShares.leader ?? 0);
    demand(share > 0, 'claim_no_fault', { share });
    const until = (claim.decidedAt ?? 0) + theShop(work).policies.leaderObjectionHours * hour;
    demand(claim.objection === null && context.now < until, 'claim_objection_closed');
    work.set(claims, claim, { objection: comment, objectedAt: context.now });
    work.emit({ type: 'claim.objected', subject: claim.id, data: { orderLineId: claim.orderLineId } });
    return () => claimAnswer(work, claim.id, context);
  },
});
