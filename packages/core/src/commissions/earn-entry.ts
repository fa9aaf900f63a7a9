import { commissionEarned } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import type { OrderLine } from '../orders/order.ts';
import type { Context } from '../shared/context.ts';
import type { Instant } from '../shared/time.ts';
import type { Work } from '../work.ts';
import type { CommissionEntry } from './commission-of.ts';
import { aboutLine } from './follow-payment.ts';
import { addToLeaderAccount } from './leader-account.ts';
import { commissionEntries, commissionMovements } from './tables.ts';

/** Whether the clock has earned it: `earnableAt` is the window's end, or the decision of the claim that deferred it (R35). */
export function isDue(entry: CommissionEntry, now: Instant): boolean {
  return entry.status === 'accrued' && entry.earnableAt !== null && entry.earnableAt <= now;
}

/** Earns one entry, as `earnDue` does with all that are due. A test holds the two to the same rows. */
export function earnEntry(
  work: Work,
  entry: CommissionEntry,
  line: OrderLine,
  context: Context,
): CommissionEntry {
  const { id, beneficiaryId: leaderId, due } = entry;
  const earnedAt = entry.earnableAt ?? context.now;
  const earned = work.set(commissionEntries, entry, { status: 'earned', earnedAt });
  work.emit({
    type: 'commission.earned',
    subject: id,
    data: { leaderId, amount: due },
    occurredAt: earnedAt,
  });
  if (due === 0) return earned;
  work.insert(commissionMovements, {
    id: context.newId('mov'),
    leaderId,
    commissionEntryId: id,
    orderLineId: line.id,
    kind: 'earned',
    amount: due,
    datedAt: earnedAt,
    source: `earned ${id}`,
  });
  addToLeaderAccount(work, leaderId, { pending: -due, earned: due });
  const about = { ...aboutLine({ leaderId, communityId: line.communityId }, line), kind: entry.kind };
  postTransaction(work, context, { type: 'commission.earned', subject: id }, commissionEarned(due, about));
  return earned;
}
