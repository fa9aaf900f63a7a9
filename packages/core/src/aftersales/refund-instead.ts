import { defineVerb } from '../define.ts';
import { leftOf } from '../orders/order.ts';
import { refundLine } from '../orders/refund-line.ts';
import { claimSource } from '../orders/refund-source.ts';
import { orderLines, refunds } from '../orders/tables.ts';
import { demand, refuse } from '../shared/error.ts';
import { roundedShare } from '../shared/money.ts';
import { isShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { mainFault } from './main-fault.ts';
import { maySeeReplacement, replacementView } from './replacement.ts';
import { replacementIdSchema, replacementSchema } from './schemas.ts';
import { claims, replacements } from './tables.ts';

/**
 * Money goes back for goods that were to come again: the customer or the leader takes it once it is offered, because
 * too many rounds went by without them; the shop may give it while they are waited for.
 *
 * Refuses: replacement_status, refund_too_high (nothing is left to give back), not_found.
 */
export const refundInstead = defineVerb({
  name: 'replacements.refund',
  summary: 'Refund goods that were to come again',
  input: replacementIdSchema,
  answer: replacementSchema,
  decide: (work, { replacementId }, context) => {
    const replacement = work.get(replacements, replacementId);
    const { actor } = context;
    if (!maySeeReplacement(replacement, actor))
      refuse('not_found', { what: 'replacements', key: replacementId });
    const { status, pieces, delivered, claimId, orderLineId } = replacement;
    const offered = status === 'refundOffered' || (status === 'waiting' && isShop({ actor }));
    demand(offered, 'replacement_status', { status });
    const claim = work.get(claims, claimId);
    const left = leftOf(work.get(orderLines, orderLineId));
    const amount = Math.min(left, roundedShare(replacement.refundAmount, pieces - delivered, pieces));
    const occasion = { reason: 'claim', fault: mainFault(claim.faultShares), source: claimSource(claimId) };
    const refundId =
      amount === 0 ? null : refundLine(work, orderLineId, { kind: 'byAmount', amount }, occasion, context);
    if (refundId === null) return refuse('refund_too_high', { left });
    const given = work.get(refunds, refundId).amount;
    work.set(claims, claim, { outcome: 'refund', approvedAmount: given, value: given, refundId });
    const done = work.set(replacements, replacement, { status: 'refunded', closedAt: context.now });
    work.emit({
      type: 'claim.refundedInstead',
      subject: claimId,
      data: { orderLineId, amount: given, refundId },
    });
    work.emit({ type: 'replacement.refunded', subject: replacementId, data: { claimId, amount: given } });
    return replacementView(done, theShop(work).currency);
  },
});
