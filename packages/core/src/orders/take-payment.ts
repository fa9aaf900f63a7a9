import type { Context } from '../shared/context.ts';
import type { Work } from '../work.ts';
import type { Order } from './order.ts';
import { orders, payments, refunds } from './tables.ts';

export interface ArrivedPayment {
  /** Minor units. */
  readonly amount: number;
  readonly reference: string;
  /** The leader in whose hand the money is; null: the host shop has it. */
  readonly cashLeaderId: string | null;
  /** What the host says; recorded only (R16). */
  readonly paidAt: number | null;
}

/** Takes the right amount for a firm order. What follows — deposits, commission — stands in the reactions. */
export function takePayment(work: Work, order: Order, payment: ArrivedPayment, context: Context): string {
  const { amount, cashLeaderId } = payment;
  const collectedBy = collectedByOf(payment);
  const row = work.insert(payments, {
    id: context.newId('pay'),
    orderId: order.id,
    ...payment,
    collectedBy,
    outcome: 'accepted',
    receivedAt: context.now,
  });
  work.set(orders, order, { paid: amount, amountDue: 0, paidAt: context.now, collectedBy });
  work.emit({ type: 'order.paid', subject: order.id, data: { amount, collectedBy, cashLeaderId } });
  return row.id;
}

/** Records money that the order can no longer take; it goes back. No order is revived by it (R16). */
export function recordUnusable(
  work: Work,
  order: Order,
  payment: ArrivedPayment,
  context: Context,
): { paymentId: string; refundId: string } {
  const { amount, cashLeaderId } = payment;
  const collectedBy = collectedByOf(payment);
  const row = work.insert(payments, {
    id: context.newId('pay'),
    orderId: order.id,
    ...payment,
    collectedBy,
    outcome: 'refundDue',
    receivedAt: context.now,
  });
  const refund = work.insert(refunds, {
    id: context.newId('ref'),
    orderId: order.id,
    campaignId: order.campaignId,
    customerId: order.customerId,
    leaderId: order.leaderId,
    kind: 'unusablePayment',
    reason: 'unusablePayment',
    amount,
    status: 'requested',
    paidBackBy: collectedBy,
    cashLeaderId,
    source: `unusable ${row.id}`,
    createdAt: context.now,
  });
  work.emit({
    type: 'payment.unusable',
    subject: order.id,
    data: { paymentId: row.id, amount, refundId: refund.id },
  });
  return { paymentId: row.id, refundId: refund.id };
}

function collectedByOf({ cashLeaderId }: ArrivedPayment): 'host' | 'leader' {
  return cashLeaderId === null ? 'host' : 'leader';
}
