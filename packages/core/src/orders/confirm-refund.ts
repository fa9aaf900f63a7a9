import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import type { Work } from '../work.ts';
import { type Refund, refundAnswer } from './refund.ts';
import { confirmRefundSchema, refundSchema } from './refund-schemas.ts';
import { payments, refunds } from './tables.ts';

/**
 * The host shop tells that the money has gone back; or by hand, with a reference, after it had failed (R32). The
 * reference counts once, for ever: told again, the answer is the same. A leader who took the cash of this order may
 * confirm having paid it back (R18).
 *
 * Refuses: refund_status, refund_reference_used, not_allowed, not_found.
 */
export const confirmRefund = defineVerb({
  name: 'refunds.confirm',
  summary: 'Confirm that a refund was executed',
  input: confirmRefundSchema,
  answer: refundSchema,
  decide: (work, { refundId, reference, paidBackBy }, context) => {
    work.need([refunds, { id: refundId }], [refunds, { reference }]);
    const refund = work.get(refunds, refundId);
    const cash = cashTakenBy(work, refund);
    demandMayConfirm(refund, cash, paidBackBy, context);
    const known = work.first(refunds, { reference });
    demand(known === undefined || known.id === refund.id, 'refund_reference_used', { reference });
    if (known === undefined) {
      demand(refund.status !== 'confirmed', 'refund_status', { status: refund.status });
      const payer = paidBackBy ?? refund.paidBackBy;
      work.set(refunds, refund, {
        status: 'confirmed',
        reference,
        paidBackBy: payer,
        cashLeaderId: payer === 'leader' ? (cash ?? refund.leaderId) : null,
        settledAt: context.now,
      });
      const { orderId, amount } = refund;
      work.emit({ type: 'refund.confirmed', subject: refund.id, data: { orderId, amount, reference } });
    }
    return () => refundAnswer(work, refundId);
  },
});

/** The leader in whose hand the money of the order is, or was paid back from; null where the host has it. */
function cashTakenBy(work: Work, { orderId, cashLeaderId }: Refund): string | null {
  if (cashLeaderId !== null) return cashLeaderId;
  const accepted = work.list(payments, { orderId }).find(({ outcome }) => outcome === 'accepted');
  return accepted?.cashLeaderId ?? null;
}

function demandMayConfirm(
  refund: Refund,
  cash: string | null,
  paidBackBy: string | undefined,
  { actor }: Context,
): void {
  if (actor.kind === 'shop' || actor.kind === 'system') return;
  demand(actor.kind === 'leader', 'not_allowed', { needs: 'a secret key of the shop' });
  const concerned = refund.leaderId === actor.leaderId || cash === actor.leaderId;
  demand(concerned, 'not_found', { what: 'refunds', key: refund.id });
  // A leader answers for cash in the own hand only: else a word would turn into money of the shop.
  const isOwn = cash === actor.leaderId && paidBackBy === 'leader';
  demand(isOwn, 'not_allowed', { needs: 'a secret key of the shop' });
}
