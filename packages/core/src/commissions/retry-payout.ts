import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { answeredPayout, demandPayable, takeCredit } from './payout.ts';
import { payoutIdSchema, payoutSchema } from './schemas.ts';
import { payouts } from './tables.ts';

/**
 * A payout that failed or that the bank gave back goes on its way again, if the credit still covers it. Asked twice is harmless.
 *
 * Refuses: payout_status, payout_too_high, payout_under_way, leader_unavailable, not_found, not_allowed.
 */
export const retryPayout = defineVerb({
  name: 'payouts.retry',
  summary: 'Put a failed or returned payout on its way again',
  input: payoutIdSchema,
  answer: payoutSchema,
  decide: (work, { payoutId }, context) => {
    demandShop(context);
    const payout = work.get(payouts, payoutId);
    if (payout.status === 'claimed') return answeredPayout(work, payout);
    demand(payout.status === 'failed' || payout.status === 'returned', 'payout_status', {
      status: payout.status,
    });
    const { leaderId, amount } = payout;
    const underWay = work.first(payouts, { leaderId, status: 'claimed' });
    demand(underWay === undefined, 'payout_under_way', { payoutId: underWay?.id });
    demandPayable(work, leaderId);
    takeCredit(work, payoutId, leaderId, amount, context);
    const claimed = work.set(payouts, payout, {
      status: 'claimed',
      reference: null,
      failure: null,
      claimedAt: context.now,
      settledAt: null,
    });
    work.emit({ type: 'payout.retried', subject: payoutId, data: { leaderId, amount } });
    return answeredPayout(work, claimed);
  },
});
