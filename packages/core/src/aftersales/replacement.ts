import { aboutLine } from '../commissions/follow-payment.ts';
import { openPieces } from '../orders/order.ts';
import { orderLines, orders } from '../orders/tables.ts';
import type { Reaction } from '../reactions.ts';
import type { Actor, Context } from '../shared/context.ts';
import { instantOrNull, money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Row, Work } from '../work.ts';
import { chargeShares } from './charge-shares.ts';
import type { ReplacementView } from './schemas.ts';
import { claims, replacements } from './tables.ts';

export type Replacement = Row<typeof replacements>;

/** Goods that come again stand at 0.00 and are no gift: only such a line is looked at. */
export const followReplacement: Reaction<'line.completed'> = (work, { subject }, context) => {
  const line = work.get(orderLines, subject);
  if (line.unitPrice !== 0 || line.gift) return;
  const replacement = work.first(replacements, { newLineId: line.id });
  if (replacement) settleReplacement(work, replacement, context);
};

/**
 * What became of the line that brings goods again, once nothing of it is open: its cost is borne by whoever is at
 * fault (R33), and what did not come waits for another round. Called again it does nothing.
 */
export function settleReplacement(work: Work, replacement: Replacement, context: Context): boolean {
  if (replacement.status !== 'ordered' || replacement.newLineId === null) return false;
  const line = work.get(orderLines, replacement.newLineId);
  if (openPieces(line) > 0) return false;
  const claim = work.get(claims, replacement.claimId);
  if (line.cost > 0) {
    const about = { ...aboutLine(work.get(orders, line.orderId), line), kind: 'replacement' };
    const charge = { subject: line.id, amount: line.cost, shares: claim.faultShares };
    chargeShares(
      work,
      work.get(orderLines, replacement.orderLineId),
      { ...charge, reason: 'claim', about },
      context,
    );
  }
  const delivered = replacement.delivered + line.handedOver + line.uncollected;
  const { id, claimId, pieces } = replacement;
  if (delivered < pieces) {
    const again = {
      status: 'waiting',
      delivered,
      since: context.now,
      newOrderId: null,
      newLineId: null,
    } as const;
    work.set(replacements, replacement, again);
    work.emit({ type: 'replacement.waiting', subject: id, data: { claimId, pieces: pieces - delivered } });
    return true;
  }
  work.set(replacements, replacement, { status: 'delivered', delivered, closedAt: context.now });
  work.set(claims, claim, { status: 'replaced', closedAt: context.now });
  work.emit({ type: 'replacement.delivered', subject: id, data: { claimId, pieces } });
  work.emit({ type: 'claim.replaced', subject: claimId, data: { orderLineId: claim.orderLineId } });
  return true;
}

/** Whether it exists for the caller: customers and leaders have their own. */
export function maySeeReplacement({ customerId, leaderId }: Replacement, actor: Actor): boolean {
  if (actor.kind === 'customer') return customerId === actor.customerId;
  if (actor.kind === 'leader') return leaderId === actor.leaderId;
  return actor.kind === 'shop' || actor.kind === 'system';
}

export function replacementView(replacement: Replacement, currency: string): ReplacementView {
  const { id, claimId, status, orderId, orderLineId, customerId, leaderId, variantId } = replacement;
  const { pieces, delivered, newOrderId, newLineId } = replacement;
  return {
    id,
    claimId,
    status,
    orderId,
    orderLineId,
    customerId,
    leaderId,
    variantId,
    pieces,
    delivered,
    newOrderId,
    newLineId,
    refundAmount: money(replacement.refundAmount, currency),
    createdAt: instantText(replacement.createdAt),
    closedAt: instantOrNull(replacement.closedAt),
  };
}
