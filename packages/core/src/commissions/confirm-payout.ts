import { defineVerb } from '../define.ts';
import { payoutSent } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { addToLeaderAccount } from './leader-account.ts';
import { answeredPayout } from './payout.ts';
import { confirmPayoutSchema, payoutSchema } from './schemas.ts';
import { payoutReturns, payouts } from './tables.ts';

/**
 * The host shop has sent the money. Each reference counts once, for ever; the same call again gets the same answer.
 *
 * Refuses: payout_status, payout_reference_used, not_found, not_allowed.
 */
export const confirmPayout = defineVerb({
  name: 'payouts.confirm',
  summary: 'Confirm that a payout was sent',
  input: confirmPayoutSchema,
  answer: payoutSchema,
  decide: (work, { payoutId, reference }, context) => {
    demandShop(context);
    work.need([payouts, { id: payoutId }], [payouts, { reference }], [payoutReturns, { reference }]);
    const payout = work.get(payouts, payoutId);
    const counted = work.first(payouts, { reference });
    demand(counted === undefined || counted.id === payoutId, 'payout_reference_used', {
      payoutId: counted?.id,
    });
    if (payout.status === 'sent' && payout.reference === reference) return answeredPayout(work, payout);
    const cameBack = work.first(payoutReturns, { reference });
    demand(cameBack === undefined || payout.status === 'returned', 'payout_reference_used', {
      payoutId: cameBack?.payoutId,
    });
    demand(payout.status === 'claimed', 'payout_status', { status: payout.status });
    const { leaderId, amount } = payout;
    const sent = work.set(payouts, payout, { status: 'sent', reference, settledAt: context.now });
    addToLeaderAccount(work, leaderId, { paying: -amount, paid: amount });
    postTransaction(
      work,
      context,
      { type: 'payout.sent', subject: payoutId },
      payoutSent(amount, { leaderId }),
    );
    work.emit({ type: 'payout.sent', subject: payoutId, data: { leaderId, amount, reference } });
    return answeredPayout(work, sent);
  },
});
