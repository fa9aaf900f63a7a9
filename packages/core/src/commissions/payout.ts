import { leaders } from '../leaders/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import { payoutClaimed } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { addToLeaderAccount, leaderAccount } from './leader-account.ts';
import type { payouts } from './tables.ts';

export type Payout = Row<typeof payouts>;

/** Who is paid, by the names that people and the host shop know. */
type Payee = Pick<Row<typeof leaders>, 'name' | 'externalId'>;

export function payoutView(payout: Payout, leader: Payee, currency: string) {
  const { id, leaderId, statementId, status, reference, failure } = payout;
  return {
    id,
    leaderId,
    leader: leader.name,
    leaderExternalId: leader.externalId,
    statementId,
    status,
    reference,
    failure,
    amount: money(payout.amount, currency),
    claimedAt: instantText(payout.claimedAt),
    settledAt: instantOrNull(payout.settledAt),
  };
}

/** The payout as a verb answers it. */
export function answeredPayout(work: Work, payout: Payout) {
  return payoutView(payout, work.get(leaders, payout.leaderId), theShop(work).currency);
}

/** A payout waits while its leader is suspended (R41). */
export function demandPayable(work: Work, leaderId: string): void {
  const { status } = work.get(leaders, leaderId);
  demand(status !== 'suspended', 'leader_unavailable', { leaderId, status });
}

/**
 * Moves credit into a payout on its way. What another process took from the credit since it was read makes the batch
 * fail and decide anew: a payout is never above the settled credit at its instant (C6, R38).
 */
export function takeCredit(
  work: Work,
  payoutId: string,
  leaderId: string,
  amount: number,
  context: Context,
): void {
  const credit = leaderAccount(work, leaderId).settled;
  demand(amount > 0 && amount <= credit, 'payout_too_high', { credit });
  addToLeaderAccount(work, leaderId, { settled: -amount, paying: amount });
  postTransaction(
    work,
    context,
    { type: 'payout.claimed', subject: payoutId },
    payoutClaimed(amount, { leaderId }),
  );
  work.guard('SELECT count(*) FROM "leader_accounts" WHERE "leaderId" = ? AND "settled" < 0', [leaderId]);
}
