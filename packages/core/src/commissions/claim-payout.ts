import type * as z from 'zod';
import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { leaderAccount } from './leader-account.ts';
import { answeredPayout, demandPayable, type Payout, takeCredit } from './payout.ts';
import { claimPayoutSchema, payoutSchema } from './schemas.ts';
import { payouts, statements } from './tables.ts';

type ClaimPayout = z.output<typeof claimPayoutSchema>;

/**
 * Puts a leader's settled credit on its way, before any money is sent (R38). A statement is paid out once, and a
 * leader has one payout on its way at a time: a second call finds the first and answers it.
 *
 * Refuses: payout_too_high, payout_under_way, payout_of_statement, leader_unavailable, currency_mismatch, not_found, not_allowed.
 */
export const claimPayout = defineVerb({
  name: 'payouts.claim',
  summary: "Put a leader's settled credit on its way",
  input: claimPayoutSchema,
  answer: payoutSchema,
  decide: (work, command, context) => {
    demandShop(context);
    const shop = theShop(work);
    const leaderId = leaderOf(work, command);
    const wanted = command.amount && amountOf(shop, command.amount, 'amount');
    const known = samePayout(work, leaderId, command.statementId, wanted);
    if (known) return answeredPayout(work, known);
    demandPayable(work, leaderId);
    const amount = wanted ?? leaderAccount(work, leaderId).settled;
    const id = context.newId('pyt');
    takeCredit(work, id, leaderId, amount, context);
    const statementId = command.statementId ?? null;
    const payout = work.insert(payouts, {
      id,
      leaderId,
      statementId,
      amount,
      status: 'claimed',
      claimedAt: context.now,
    });
    work.emit({ type: 'payout.claimed', subject: id, data: { leaderId, amount, statementId } });
    return answeredPayout(work, payout);
  },
});

function leaderOf(work: Work, { leaderId, statementId }: ClaimPayout): string {
  return leaderId === undefined
    ? work.get(statements, statementId ?? '').leaderId
    : work.resolve(leaders, leaderId).id;
}

/** The payout that this call means, when it exists. Another one on its way is in the way. */
function samePayout(
  work: Work,
  leaderId: string,
  statementId: string | undefined,
  wanted: number | undefined,
): Payout | undefined {
  const ofStatement = statementId === undefined ? undefined : work.first(payouts, { statementId });
  if (ofStatement) return demandSameSum(ofStatement, wanted);
  const underWay = work.first(payouts, { leaderId, status: 'claimed' });
  if (!underWay) return undefined;
  const same = statementId === undefined && (wanted === undefined || wanted === underWay.amount);
  return same ? underWay : refuse('payout_under_way', { payoutId: underWay.id });
}

/** Asked for another sum, the caller means another payout, and must not take the first for it. */
function demandSameSum(payout: Payout, wanted: number | undefined): Payout {
  const { id: payoutId, amount: sum, status } = payout;
  if (wanted === undefined || wanted === sum) return payout;
  return refuse('payout_of_statement', { payoutId, sum, status });
}
