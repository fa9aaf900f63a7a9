import { demand, refuse } from '../shared/error.ts';
import type { Actor, Context } from '../shared/context.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import type { ClaimView } from './schemas.ts';
import { claims } from './tables.ts';

export type Claim = Row<typeof claims>;

/** Waiting for its decision: one of these a line. */
export function isOpenClaim({ status }: Claim): boolean {
  return status === 'open' || status === 'proposed';
}

/** Whether the claim exists for the caller: customers and leaders have their own. */
export function maySeeClaim(claim: Claim, actor: Actor): boolean {
  if (actor.kind === 'customer') return claim.customerId === actor.customerId;
  if (actor.kind === 'leader') return claim.leaderId === actor.leaderId;
  return actor.kind === 'shop' || actor.kind === 'system';
}

/** The claim, for someone who may see it. Refuses `not_found`. */
export function ownClaim(work: Work, claimId: string, { actor }: Context): Claim {
  const claim = work.get(claims, claimId);
  if (maySeeClaim(claim, actor)) return claim;
  return refuse('not_found', { what: 'claims', key: claimId });
}

/** Refuses `claim_status` unless the claim still waits for its decision. */
export function demandOpen(claim: Claim): void {
  demand(isOpenClaim(claim), 'claim_status', { status: claim.status });
}

/** Refuses `not_allowed` to everyone but the shop and the claim's leader. */
export function demandShopOrLeader({ actor }: Context): void {
  const allowed = actor.kind === 'shop' || actor.kind === 'system' || actor.kind === 'leader';
  demand(allowed, 'not_allowed', { needs: 'a leader session or a secret key' });
}

/** The claim as it is answered, read anew after everything that followed. */
export function claimAnswer(work: Work, claimId: string, { actor }: Context): ClaimView {
  return claimView(work.get(claims, claimId), theShop(work).currency, actor);
}

/** Customers are not told whom the shop deals with, nor who bears what. */
export function claimView(
  claim: Claim,
  currency: string,
  actor: Actor,
  customerHistory: ClaimView['customerHistory'] = null,
): ClaimView {
  const { id, status, orderId, orderLineId, campaignId, variantId, leaderId, pickupPointId, customerId } =
    claim;
  const { openedBy, reason, description, pictures, pieces, decision, refundId, supplierId, faultShares } =
    claim;
  const sum = (amount: number | null) => (amount === null ? null : money(amount, currency));
  const internal = actor.kind !== 'customer';
  const { reasonCode, grams, wish, outcome, objection } = claim;
  return {
    id,
    status,
    orderId,
    orderLineId,
    campaignId,
    variantId,
    leaderId,
    pickupPointId,
    customerId,
    openedBy,
    reason,
    reasonCode,
    description,
    pieces,
    grams,
    wish,
    decision,
    outcome,
    refundId,
    customerHistory: internal ? customerHistory : null,
    decidedBy: internal ? claim.decidedBy : null,
    decideBy: isOpenClaim(claim) ? instantOrNull(claim.decideBy) : null,
    objection: internal ? objection : null,
    suggestedAmount: sum(claim.suggestedAmount),
    pictures: [...pictures],
    supplierId: internal ? supplierId : null,
    faultShares: internal && claim.outcome !== null ? { ...faultShares } : null,
    requestedAmount: sum(claim.requestedAmount),
    proposedAmount: sum(claim.proposedAmount),
    approvedAmount: sum(claim.approvedAmount),
    openedAt: instantText(claim.openedAt),
    decidedAt: instantOrNull(claim.decidedAt),
    closedAt: instantOrNull(claim.closedAt),
  };
}
