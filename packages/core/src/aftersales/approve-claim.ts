import { defineVerb } from '../define.ts';
import { refundLine } from '../orders/refund-line.ts';
import { claimSource } from '../orders/refund-source.ts';
import { orderLines, orders, refunds } from '../orders/tables.ts';
import { refundTakenBack } from '../orders/take-back.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { assert, demand, refuse } from '../shared/error.ts';
import { type Money, money } from '../shared/schemas.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { type Claim, claimAnswer, demandOpen, demandShopOrLeader, ownClaim } from './claim.ts';
import { approveClaimSchema, claimSchema } from './schemas.ts';
import { claims, type Fault, faults, type FaultShares } from './tables.ts';

/**
 * Approves a claim: the refund is asked for, the commission follows the money, and the fault decides who bears the
 * cost (R33). The shop approves any; a leader up to the shop's limit, counted over all claims of the line. Where it is
 * mostly the customer's own fault the conditions of gifts are tested again, and a gift that is charged lowers what
 * goes back (R11).
 *
 * Refuses: claim_status, claim_above_leader_limit, claim_outweighed_by_gift, refund_too_high, invalid_input, currency_mismatch, not_allowed,
 * not_found.
 */
export const approveClaim = defineVerb({
  name: 'claims.approve',
  summary: 'Approve the refund of a claim',
  input: approveClaimSchema,
  answer: claimSchema,
  decide: (work, { claimId, amount: wanted, faultShares, note }, context) => {
    demandShopOrLeader(context);
    const claim = ownClaim(work, claimId, context);
    demandOpen(claim);
    const amount = amountToApprove(work, claim, wanted);
    demandWithinLimit(work, claim, amount, context);
    const refund = refundClaim(work, claim, amount, mainFault(faultShares), context);
    const refundId = refund.id;
    const decision = note ?? claim.decision;
    work.set(claims, claim, {
      status: 'approved',
      approvedAmount: refund.amount,
      faultShares,
      decision,
      refundId,
      outcome: 'refund',
      value: refund.amount,
      decidedBy: actorText(context.actor),
      decidedAt: context.now,
    });
    const { orderLineId } = claim;
    work.emit({
      type: 'claim.approved',
      subject: claim.id,
      data: { orderLineId, amount: refund.amount, refundId, outcome: 'refund' },
    });
    return () => claimAnswer(work, claim.id, context);
  },
});

function refundClaim(work: Work, claim: Claim, amount: number, fault: Fault, context: Context) {
  const change = { kind: 'byAmount', amount } as const;
  const occasion = { reason: 'claim', fault, source: claimSource(claim.id) };
  const line = work.get(orderLines, claim.orderLineId);
  // R11: of all faults only the customer's own has the conditions of gifts tested again.
  const [refundId = null] =
    fault === 'customer'
      ? refundTakenBack(work, work.get(orders, claim.orderId), [{ line, change, occasion }], context)
      : [refundLine(work, line.id, change, occasion, context)];
  // Goods are handed over only when they are paid, and the amount is above zero and at most what is left.
  assert(refundId !== null || fault === 'customer', `claim ${claim.id} gives money back`);
  return refundId === null
    ? refuse('claim_outweighed_by_gift', { amount: money(amount, theShop(work).currency) })
    : work.get(refunds, refundId);
}

function amountToApprove(work: Work, claim: Claim, wanted: Money | undefined): number {
  if (wanted !== undefined) return amountOf(theShop(work), wanted, 'amount');
  const amount = claim.proposedAmount ?? claim.requestedAmount;
  if (amount !== null) return amount;
  const message = 'Nobody has named an amount yet: name it.';
  return refuse('invalid_input', { fields: [{ path: 'amount', code: 'required', message }] });
}

/** Many small claims on one line must not become a large one. */
function demandWithinLimit(work: Work, claim: Claim, amount: number, { actor }: Context): void {
  if (actor.kind !== 'leader') return;
  const { policies, currency } = theShop(work);
  const before = work
    .list(claims, { orderLineId: claim.orderLineId })
    .reduce((sum, { approvedAmount }) => sum + (approvedAmount ?? 0), 0);
  const max = policies.leaderApprovalMax;
  demand(before + amount <= max, 'claim_above_leader_limit', {
    max: money(max, currency),
    before: money(before, currency),
  });
}

/** The party with the largest share, for lists and reports of one fault; the first in order where two bear the same. */
function mainFault(shares: FaultShares): Fault {
  const [first = 'shop'] = faults.toSorted((one, other) => (shares[other] ?? 0) - (shares[one] ?? 0));
  return first;
}
