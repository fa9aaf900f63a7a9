import { defineVerb } from '../define.ts';
import { payoutReturned } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { addToLeaderAccount } from './leader-account.ts';
import { answeredPayout } from './payout.ts';
import { payoutSchema, returnPayoutSchema } from './schemas.ts';
import { payoutReturns, payouts } from './tables.ts';

/**
 * The bank gave a transfer back after it was confirmed (退汇): the whole sum is credit of the leader again, dated by
 * now, and the payout may be retried. The transfer is named, so that a late second telling never takes back the transfer
 * that was made since; the same telling again changes nothing and answers the payout as it stands.
 *
 * Refuses: payout_status, payout_returned, payout_transfer_unknown, not_found, not_allowed.
 */
export const returnPayout = defineVerb({
  name: 'payouts.return',
  summary: 'Report that the bank gave back a payout that was sent',
  input: returnPayoutSchema,
  answer: payoutSchema,
  decide: (work, { payoutId, reference, reason }, context) => {
    demandShop(context);
    work.need([payouts, { id: payoutId }], [payoutReturns, { reference }]);
    const payout = work.get(payouts, payoutId);
    const known = work.first(payoutReturns, { reference });
    if (known?.payoutId === payoutId) {
      demand(known.reason === reason, 'payout_returned', { reason: known.reason });
      return answeredPayout(work, payout);
    }
    const { status, leaderId, amount } = payout;
    demand(status === 'sent', 'payout_status', { status });
    demand(payout.reference === reference, 'payout_transfer_unknown', { sentBy: payout.reference });
    const sentAt = payout.settledAt ?? payout.claimedAt;
    const id = context.newId('ptr');
    work.insert(payoutReturns, { id, payoutId, reference, reason, sentAt, returnedAt: context.now });
    const change = { status: 'returned', failure: reason, settledAt: context.now } as const;
    const returned = work.set(payouts, payout, change);
    addToLeaderAccount(work, leaderId, { paid: -amount, settled: amount });
    postTransaction(
      work,
      context,
      { type: 'payout.returned', subject: payoutId },
      payoutReturned(amount, { leaderId }),
    );
    work.emit({ type: 'payout.returned', subject: payoutId, data: { leaderId, amount, reference, reason } });
    return answeredPayout(work, returned);
  },
});
