import { claimOfSource } from '../orders/refund-source.ts';
import { refunds } from '../orders/tables.ts';
import type { Reaction } from '../reactions.ts';
import { claims } from './tables.ts';

/** An approved claim is done when its money has gone back. */
export const followClaimRefund: Reaction<'refund.confirmed'> = (work, { subject, data }, context) => {
  const claimId = claimOfSource(work.get(refunds, subject).source);
  if (claimId === undefined) return;
  const claim = work.get(claims, claimId);
  work.set(claims, claim, { status: 'refunded', closedAt: context.now });
  const { orderLineId } = claim;
  work.emit({ type: 'claim.refunded', subject: claim.id, data: { orderLineId, amount: data.amount } });
};
