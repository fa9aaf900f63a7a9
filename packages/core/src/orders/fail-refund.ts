import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { refundAnswer } from './refund.ts';
import { failRefundSchema, refundSchema } from './refund-schemas.ts';
import { refunds } from './tables.ts';

/**
 * The host shop could not execute a refund. It stays owed until it is retried or confirmed by hand (R32), so
 * nothing is posted. Told again, the answer is the same.
 *
 * Refuses: refund_status, not_allowed, not_found.
 */
export const failRefund = defineVerb({
  name: 'refunds.fail',
  summary: 'Tell that a refund could not be executed',
  input: failRefundSchema,
  answer: refundSchema,
  decide: (work, { refundId, failure }, context) => {
    demandShop(context);
    const refund = work.get(refunds, refundId);
    if (refund.status !== 'failed') {
      demand(refund.status === 'requested', 'refund_status', { status: refund.status });
      work.set(refunds, refund, { status: 'failed', failure, settledAt: context.now });
      work.emit({ type: 'refund.failed', subject: refund.id, data: { orderId: refund.orderId, failure } });
    }
    return () => refundAnswer(work, refundId);
  },
});
