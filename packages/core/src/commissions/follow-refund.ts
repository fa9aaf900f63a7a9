import {
  commissionReversedAfterCompletion,
  commissionReversedBeforeCompletion,
  refundAfterCompletion,
  refundBeforeCompletion,
  refundConfirmed,
} from '../ledger/postings.ts';
import { type Dimensions, postTransaction, type Posting } from '../ledger/post-transaction.ts';
import type { OrderLine } from '../orders/order.ts';
import { orderLines, orders, refunds } from '../orders/tables.ts';
import type { Reaction } from '../reactions.ts';
import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import { aboutLine } from './follow-payment.ts';
import type { CommissionEntry } from './commission-of.ts';
import { duesOfLine } from './dues-of-line.ts';
import { earnEntry, isDue } from './earn-entry.ts';
import { addToLeaderAccount } from './leader-account.ts';
import { commissionEntries, commissionMovements, leaderAccounts } from './tables.ts';

/** What takes commission back, and whether the line was complete when it happened. */
interface Cause {
  readonly id: string;
  readonly afterCompletion: boolean;
}

/** A refund leaves the deposit (or returns, after completion), and the commission follows the money (R31, R34, R36). */
export const followRefund: Reaction<'refund.requested'> = (work, { subject, data }, context) => {
  const refund = work.get(refunds, subject);
  if (refund.orderLineId === null) return;
  const line = work.get(orderLines, refund.orderLineId);
  const order = work.get(orders, refund.orderId);
  const about = { ...aboutLine(order, line), reason: refund.reason, fault: refund.fault };
  const money = data.afterCompletion
    ? refundAfterCompletion(refund.amount, about)
    : refundBeforeCompletion(refund.amount, about);
  const cause = { id: refund.id, afterCompletion: data.afterCompletion };
  const commission = reverseAll(work, line, cause, about, context);
  postTransaction(work, context, { type: 'refund.requested', subject: refund.id }, [...money, ...commission]);
};

/** No money goes back, but what the pieces were to earn does: sums per piece, and a part of goods before discounts (R34). */
export const followLineReduced: Reaction<'line.reduced'> = (work, { subject, data }, context) => {
  const { changeId: id, afterCompletion, reason, fault } = data;
  const line = work.get(orderLines, subject);
  const about = { ...aboutLine(work.get(orders, line.orderId), line), reason, fault };
  const commission = reverseAll(work, line, { id, afterCompletion }, about, context);
  if (commission.length > 0)
    postTransaction(work, context, { type: 'line.reduced', subject: id }, commission);
};

/** Takes back what the commissions of a line are less worth by now, where no refund tells of it. */
export function reverseCommissions(
  work: Work,
  line: OrderLine,
  cause: Cause,
  reason: string,
  context: Context,
): Posting[] {
  const about = { ...aboutLine(work.get(orders, line.orderId), line), reason };
  return reverseAll(work, line, cause, about, context);
}

function reverseAll(
  work: Work,
  line: OrderLine,
  cause: Cause,
  about: Dimensions,
  context: Context,
): Posting[] {
  const entries = work
    .list(commissionEntries, { orderId: line.orderId })
    .filter(({ orderLineId, status }) => orderLineId === line.id && status !== 'unpaid');
  work.need(...entries.map(({ beneficiaryId }) => [leaderAccounts, { leaderId: beneficiaryId }] as const));
  const dues = duesOfLine(entries, line);
  return entries.flatMap((entry) =>
    reverse(work, entry, { line, worth: dues.get(entry.id) ?? 0, cause }, about, context),
  );
}

/** The refund was executed: what was owed is paid. */
export const followRefundConfirmed: Reaction<'refund.confirmed'> = (work, { subject }, context) => {
  const refund = work.get(refunds, subject);
  const { cashLeaderId } = refund;
  const about = {
    campaignId: refund.campaignId,
    leaderId: cashLeaderId ?? refund.leaderId,
    orderId: refund.orderId,
    orderLineId: refund.orderLineId,
  };
  const money = cashLeaderId === null ? 'hostMoney' : 'leaderCash';
  const postings = refundConfirmed(money, refund.amount, about);
  postTransaction(work, context, { type: 'refund.confirmed', subject: refund.id }, postings);
  if (cashLeaderId !== null) addToLeaderAccount(work, cashLeaderId, { cash: -refund.amount });
};

/** Due before − due after, at the frozen rate: in accrued while not earned, else a negative entry in earned (R36). */
function reverse(
  work: Work,
  stored: CommissionEntry,
  { line, worth, cause }: { readonly line: OrderLine; readonly worth: number; readonly cause: Cause },
  about: Dimensions,
  context: Context,
): Posting[] {
  // The clock has earned it, whether or not a job has run: then the reversal belongs to the next statement.
  const entry = isDue(stored, context.now) ? earnEntry(work, stored, line, context) : stored;
  const back = entry.due - worth;
  if (back === 0) return [];
  work.add(commissionEntries, entry, { reversed: back, due: -back });
  const dimensions = { ...about, leaderId: entry.beneficiaryId, kind: entry.kind };
  if (entry.status === 'accrued') {
    addToLeaderAccount(work, entry.beneficiaryId, { pending: -back });
    // As it stood at the refund: one decision may refund a line and complete it after that.
    return cause.afterCompletion
      ? commissionReversedAfterCompletion(back, false, dimensions)
      : commissionReversedBeforeCompletion(back, dimensions);
  }
  addToLeaderAccount(work, entry.beneficiaryId, { earned: -back });
  work.insert(commissionMovements, {
    id: context.newId('mov'),
    leaderId: entry.beneficiaryId,
    commissionEntryId: entry.id,
    orderLineId: line.id,
    kind: 'reversed',
    amount: -back,
    datedAt: context.now,
    reason: about.reason ?? '',
    source: `${cause.id} ${entry.id}`,
  });
  return commissionReversedAfterCompletion(back, true, dimensions);
}
