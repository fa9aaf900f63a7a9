import { claims } from '../aftersales/tables.ts';
import { orderLines } from '../orders/tables.ts';
import type { Reaction } from '../reactions.ts';
import type { Row, Work } from '../work.ts';
import { claimWindowEnd } from './follow-completion.ts';
import { commissionEntries } from './tables.ts';

type ClaimEvent = 'claim.opened' | 'claim.approved' | 'claim.rejected' | 'claim.withdrawn';

/** A claim opened within its window defers earning until it is decided; what the clock has earned stays earned (R35). */
export const deferEarning: Reaction<'claim.opened'> = (work, { subject }, context) => {
  for (const entry of accruedEntries(work, subject)) {
    if (entry.earnableAt === null || entry.earnableAt <= context.now) continue;
    work.set(commissionEntries, entry, { earnableAt: null });
  }
};

/** After the decision it is earned at the later of the window's end and now (R35). */
export const resumeEarning: Reaction<Exclude<ClaimEvent, 'claim.opened'>> = (work, { subject }, context) => {
  const claim = work.get(claims, subject);
  const line = work.get(orderLines, claim.orderLineId);
  for (const entry of accruedEntries(work, subject)) {
    // Before completion nothing is deferred: the completion itself sets the window.
    if (entry.completedAt === null || entry.earnableAt !== null) continue;
    const windowEnd = claimWindowEnd(work, line, entry.completedAt);
    work.set(commissionEntries, entry, { earnableAt: Math.max(windowEnd, context.now) });
  }
};

function accruedEntries(work: Work, claimId: string): Row<typeof commissionEntries>[] {
  const { orderId, orderLineId } = work.get(claims, claimId);
  return work
    .list(commissionEntries, { orderId })
    .filter((entry) => entry.orderLineId === orderLineId && entry.status === 'accrued');
}
