import { chargeFault } from './aftersales/charge-fault.ts';
import { followClaimRefund } from './aftersales/follow-refund.ts';
import { followReplacement } from './aftersales/replacement.ts';
import { deferEarning, resumeEarning } from './commissions/follow-claim.ts';
import { followCompletion } from './commissions/follow-completion.ts';
import { followGiftCharged } from './commissions/follow-gift.ts';
import { followPayment, followUnusablePayment } from './commissions/follow-payment.ts';
import { followLineReduced, followRefund, followRefundConfirmed } from './commissions/follow-refund.ts';
import { noteReferral } from './commissions/note-referral.ts';
import { numberExtra, numberWhenSharedOut } from './packing/basket-numbers.ts';
import { rewardInviter } from './promotions/follow-join.ts';
import { releaseCancelled, useReserved } from './promotions/follow-order.ts';
import { releaseCancelledSlot } from './pickup-points/take-slot.ts';
import type { EventOf, EventType } from './events/event.ts';
import type { Context } from './shared/context.ts';
import type { Work } from './work.ts';

/** What follows from an event, inside the same batch. It reads and writes through the same work, and may emit in turn. */
export type Reaction<Type extends EventType> = (work: Work, event: EventOf<Type>, context: Context) => void;

/** What follows from what, on one page. */
const reactions: { readonly [Type in EventType]?: readonly Reaction<Type>[] } = {
  'leader.approved': [noteReferral],
  'community.joined': [rewardInviter],
  'order.confirmed': [useReserved],
  'order.replaced': [useReserved],
  'order.cancelled': [releaseCancelled, releaseCancelledSlot],
  'gift.charged': [followGiftCharged],
  'order.paid': [followPayment],
  'payment.unusable': [followUnusablePayment],
  'refund.requested': [followRefund, chargeFault],
  'line.reduced': [followLineReduced],
  'refund.confirmed': [followRefundConfirmed, followClaimRefund],
  'purchaseOrder.closed': [numberWhenSharedOut],
  'extra.assigned': [numberExtra],
  'line.completed': [followCompletion, followReplacement],
  'claim.opened': [deferEarning],
  'claim.approved': [resumeEarning],
  'claim.rejected': [resumeEarning],
  'claim.withdrawn': [resumeEarning],
};

/** Runs what follows from everything emitted, also from what the reactions emit. */
export function react(work: Work, context: Context): void {
  // The list grows while it is walked: a reaction may emit.
  for (let position = 0; position < work.emitted.length; position += 1) {
    const event = work.emitted[position];
    if (!event) continue;
    const follow = reactions[event.type] as readonly Reaction<EventType>[] | undefined;
    for (const reaction of follow ?? []) reaction(work, event, context);
  }
}
