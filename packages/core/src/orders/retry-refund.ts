import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { refundAnswer } from './refund.ts';
import { refundIdSchema, refundSchema } from './refund-schemas.ts';
import { refunds } from './tables.ts';

/**
 * Asks the host shop once more to execute a refund that had failed. Retrying twice is harmless.
 *
 * Refuses: refund_status, not_allowed, not_found.
 */
export const retryRefund = defineVerb({
  name: 'refunds.retry',
  summary: 'Ask again for a refund that failed',
  input: refundIdSchema,
  answer: refundSchema,
  decide: (work, { refundId }, context) => {
    demandShop(context);
    const refund = work.get(refunds, refundId);
    if (refund.status !== 'requested') {
      demand(refund.status === 'failed', 'refund_status', { status: refund.status });
      work.set(refunds, refund, { status: 'requested', settledAt: null });
      work.emit({ type: 'refund.retried', subject: refund.id, data: { orderId: refund.orderId } });
    }
    return () => refundAnswer(work, refundId);
  },
});
