import { defineVerb } from '../define.ts';
import { leftOf } from '../orders/order.ts';
import { orderLines } from '../orders/tables.ts';
import { demand } from '../shared/error.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import { claimAnswer, demandOpen, demandShopOrLeader, ownClaim } from './claim.ts';
import { claimSchema, proposeClaimSchema } from './schemas.ts';
import { claims } from './tables.ts';

/**
 * The leader, or the shop, proposes what to give back; a later proposal replaces it.
 *
 * Refuses: claim_status, refund_too_high, currency_mismatch, not_allowed, not_found.
 */
export const proposeClaim = defineVerb({
  name: 'claims.propose',
  summary: 'Propose a refund for a claim',
  input: proposeClaimSchema,
  answer: claimSchema,
  decide: (work, input, context) => {
    demandShopOrLeader(context);
    const claim = ownClaim(work, input.claimId, context);
    demandOpen(claim);
    const left = leftOf(work.get(orderLines, claim.orderLineId));
    const amount = amountOf(theShop(work), input.amount, 'amount');
    demand(amount <= left, 'refund_too_high', { left });
    work.set(claims, claim, {
      status: 'proposed',
      proposedAmount: amount,
      decision: input.note ?? claim.decision,
    });
    work.emit({
      type: 'claim.proposed',
      subject: claim.id,
      data: { orderLineId: claim.orderLineId, amount },
    });
    return () => claimAnswer(work, claim.id, context);
  },
});
