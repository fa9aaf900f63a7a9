import { defineVerb } from '../define.ts';
import { payoutFailed } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { addToLeaderAccount } from './leader-account.ts';
import { answeredPayout } from './payout.ts';
import { failPayoutSchema, payoutSchema } from './schemas.ts';
import { payouts } from './tables.ts';

/**
 * The money could not be sent: it is credit of the leader again, and the payout may be retried. Told twice is harmless.
 *
 * Refuses: payout_status, not_found, not_allowed.
 */
export const failPayout = defineVerb({
  name: 'payouts.fail',
  summary: 'Report that a payout failed',
  input: failPayoutSchema,
  answer: payoutSchema,
  decide: (work, { payoutId, failure }, context) => {
    demandShop(context);
    const payout = work.get(payouts, payoutId);
    if (payout.status === 'failed') return answeredPayout(work, payout);
    demand(payout.status === 'claimed', 'payout_status', { status: payout.status });
    const { leaderId, amount } = payout;
    const failed = work.set(payouts, payout, { status: 'failed', failure, settledAt: context.now });
    addToLeaderAccount(work, leaderId, { paying: -amount, settled: amount });
    postTransaction(
      work,
      context,
      { type: 'payout.failed', subject: payoutId },
      payoutFailed(amount, { leaderId }),
    );
    work.emit({ type: 'payout.failed', subject: payoutId, data: { leaderId, amount, failure } });
    return answeredPayout(work, failed);
  },
});
