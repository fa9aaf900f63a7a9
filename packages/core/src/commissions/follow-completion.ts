import { claims } from '../aftersales/tables.ts';
import { giftCompleted, lineCompleted } from '../ledger/postings.ts';
import { type Dimensions, type Posting, postTransaction } from '../ledger/post-transaction.ts';
import type { OrderLine } from '../orders/order.ts';
import { orderLines, orders } from '../orders/tables.ts';
import type { Reaction } from '../reactions.ts';
import type { Instant } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import { aboutLine } from './follow-payment.ts';
import type { CommissionEntry } from './commission-of.ts';
import { commissionEntries } from './tables.ts';

const hour = 3_600_000;

/** A completed line: sale, cost and commission enter profit, and the claim window decides when it is earned (R35). */
export const followCompletion: Reaction<'line.completed'> = (
  work,
  { subject, data, occurredAt },
  context,
) => {
  const line = work.get(orderLines, subject);
  const order = work.get(orders, data.orderId);
  const entries = work
    .list(commissionEntries, { orderId: order.id })
    .filter(({ orderLineId, status }) => orderLineId === line.id && status === 'accrued');
  const postings = completionPostings({ ...data, gift: line.gift }, entries, aboutLine(order, line));
  postTransaction(work, context, { type: 'line.completed', subject: line.id }, postings);
  const earnableAt = hasOpenClaim(work, line) ? null : claimWindowEnd(work, line, occurredAt ?? context.now);
  for (const entry of entries) work.set(commissionEntries, entry, { completedAt: context.now, earnableAt });
};

interface Completed {
  readonly gift: boolean;
  /** In minor units: what the customer finally kept paying, the discount on what was kept, and what it cost. */
  readonly left: number;
  readonly discount: number;
  readonly cost: number;
}

/** What a completed line posts, with the commission that waited for it. */
export function completionPostings(
  { gift, left, discount, cost }: Completed,
  accruals: readonly Pick<CommissionEntry, 'due' | 'beneficiaryId' | 'kind'>[],
  about: Dimensions,
): Posting[] {
  // A gift whose condition was undone has a price, and is then a sale like any other (R11).
  if (gift && left === 0) return giftCompleted(cost, about);
  const commissions = accruals.map(({ due, beneficiaryId, kind }) => ({
    amount: due,
    about: { ...about, leaderId: beneficiaryId, kind },
  }));
  return lineCompleted({ left, discount, cost, commissions, about });
}

/** The end of the claim window: so many hours after the line's last handover (R32); of goods nobody fetched, after `otherwise`. */
export function claimWindowEnd(
  work: Work,
  line: Pick<OrderLine, 'lastHandedOverAt'>,
  otherwise: Instant,
): Instant {
  return (line.lastHandedOverAt ?? otherwise) + theShop(work).policies.claimWindowHours * hour;
}

/** A claim that waits for its decision defers earning (R35). */
function hasOpenClaim(work: Work, line: OrderLine): boolean {
  return work
    .list(claims, { orderId: line.orderId })
    .some((claim) => claim.orderLineId === line.id && isOpen(claim));
}

function isOpen({ status }: Row<typeof claims>): boolean {
  return status === 'open' || status === 'proposed';
}
