import { mainFault } from './main-fault.ts';
import { variants } from '../catalog/tables.ts';
import { defineVerb } from '../define.ts';
import { refundLine } from '../orders/refund-line.ts';
import { claimSource } from '../orders/refund-source.ts';
import { orderLines, orders, refunds } from '../orders/tables.ts';
import { refundTakenBack } from '../orders/take-back.ts';
import type * as z from 'zod';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { assert, demand, refuse } from '../shared/error.ts';
import { type Money, money } from '../shared/schemas.ts';
import { calendarDate } from '../shared/time.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { replaceablePieces, shareConcerned } from './claim-share.ts';
import { type Claim, claimAnswer, demandOpen, demandShopOrLeader, ownClaim } from './claim.ts';
import { demandWithinLeaderLimits } from './leader-limits.ts';
import { listedShares } from './listed-shares.ts';
import { approveClaimSchema, claimSchema } from './schemas.ts';
import { claims, type Fault, type FaultShares, replacements } from './tables.ts';

type Approval = z.output<typeof approveClaimSchema>;

/**
 * Approves a claim: the refund is asked for and the commission follows the money, or the goods come again in a later
 * round (补发); the fault decides who bears the cost (R33). The shop approves any; a leader up to the shop's limits,
 * counted over all claims of the line, and of the day. Where it is mostly the customer's own fault the conditions of
 * gifts are tested again, and a gift that is charged lowers what goes back (R11).
 *
 * Refuses: claim_status, claim_above_leader_limit, claim_above_leader_day, claim_outweighed_by_gift, refund_too_high,
 * invalid_input, currency_mismatch, not_allowed, not_found.
 */
export const approveClaim = defineVerb({
  name: 'claims.approve',
  summary: 'Approve a claim',
  input: approveClaimSchema,
  answer: claimSchema,
  decide: (work, input, context) => {
    demandShopOrLeader(context);
    const claim = ownClaim(work, input.claimId, context);
    demandOpen(claim);
    const faultShares = input.faultShares ?? sharesOfReason(work, claim);
    const note = input.note ?? claim.decision;
    if (input.outcome === 'replacement') replaceGoods(work, claim, input, { faultShares, note }, context);
    else approveRefund(work, claim, input, { faultShares, note }, context);
    return () => claimAnswer(work, claim.id, context);
  },
});

interface Judgement {
  readonly faultShares: FaultShares;
  readonly note: string;
}

function approveRefund(
  work: Work,
  claim: Claim,
  { amount: wanted }: Approval,
  judgement: Judgement,
  context: Context,
): void {
  const amount = amountToApprove(work, claim, wanted);
  demandWithinLeaderLimits(work, claim, amount, context);
  giveBack(work, claim, amount, judgement, context);
}

/** Asks for the refund of a claim and writes the decision down. Refuses: refund_too_high, claim_outweighed_by_gift. */
export function giveBack(
  work: Work,
  claim: Claim,
  amount: number,
  { faultShares, note }: Judgement,
  context: Context,
): void {
  const refund = refundClaim(work, claim, amount, mainFault(faultShares), context);
  work.set(claims, claim, {
    ...decided(work, context),
    outcome: 'refund',
    value: refund.amount,
    approvedAmount: refund.amount,
    faultShares,
    decision: note,
    refundId: refund.id,
  });
  const { orderLineId } = claim;
  work.emit({
    type: 'claim.approved',
    subject: claim.id,
    data: { orderLineId, amount: refund.amount, refundId: refund.id, outcome: 'refund' },
  });
}

/** The goods come again: noted, and placed by the tick as soon as a round offers them. */
function replaceGoods(
  work: Work,
  claim: Claim,
  input: Approval,
  { faultShares, note }: Judgement,
  context: Context,
): void {
  if (input.amount !== undefined) refuseField('amount', 'Goods come again: name pieces, no amount.');
  const line = work.get(orderLines, claim.orderLineId);
  const pieces = input.pieces ?? claim.pieces;
  if (pieces === 0) refuseField('pieces', 'Say how many pieces come again.');
  const most = replaceablePieces(work, line);
  demand(pieces <= most, 'refund_too_high', { left: most, unit: 'pieces' });
  const value = shareConcerned(work, line, { pieces });
  demandWithinLeaderLimits(work, claim, value, context);
  const { orderId, orderLineId, campaignId, customerId, leaderId, variantId } = claim;
  const replacement = work.insert(replacements, {
    id: context.newId('rpl'),
    claimId: claim.id,
    orderId,
    orderLineId,
    campaignId,
    customerId,
    leaderId,
    variantId,
    pickupPointId: claim.pickupPointId,
    communityId: line.communityId,
    productId: work.get(variants, variantId).productId,
    status: 'waiting',
    pieces,
    refundAmount: value,
    since: context.now,
    createdAt: context.now,
  });
  work.set(claims, claim, {
    ...decided(work, context),
    outcome: 'replacement',
    value,
    pieces,
    faultShares,
    decision: note,
  });
  const approved = { orderLineId, amount: value, refundId: null, outcome: 'replacement' } as const;
  work.emit({ type: 'claim.approved', subject: claim.id, data: approved });
  work.emit({ type: 'replacement.waiting', subject: replacement.id, data: { claimId: claim.id, pieces } });
}

function decided(work: Work, context: Context) {
  return {
    status: 'approved',
    decidedBy: actorText(context.actor),
    decidedAt: context.now,
    decidedOn: calendarDate(context.now, theShop(work).zone),
  } as const;
}

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
  const amount = claim.proposedAmount ?? claim.requestedAmount ?? claim.suggestedAmount;
  if (amount !== null && amount > 0) return amount;
  return refuseField('amount', 'Nobody has named an amount yet: name it.');
}

/** Who bears the cost by the shop's list, where whoever decides does not say. Refuses: invalid_input. */
export function sharesOfReason(work: Work, claim: Claim): FaultShares {
  return (
    listedShares(work, claim) ??
    refuseField('faultShares', 'Say who bears the cost: the list says nothing of this reason.')
  );
}

function refuseField(path: string, message: string): never {
  return refuse('invalid_input', { fields: [{ path, code: 'required', message }] });
}
