import type * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { defineVerb } from '../define.ts';
import { leaders } from '../leaders/tables.ts';
import { isUncollected } from '../pickup/close-order.ts';
import { handsOver } from '../pickup/station.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { instantOf } from '../shared/time.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { confirmOrder } from './confirm-order.ts';
import { demandPaymentTeller } from './demand-payment-teller.ts';
import { expireOrder } from './expire-order.ts';
import { isLiveHold, type Order, orderAnswer } from './order.ts';
import { canRevive, reviveOrder } from './revive-order.ts';
import { payOrderSchema, paymentOutcomeSchema } from './schemas.ts';
import { orderLines, orders, payments, refunds } from './tables.ts';
import { type ArrivedPayment, recordUnusable, takePayment } from './take-payment.ts';

type Outcome = z.output<typeof paymentOutcomeSchema>;
type Effect = Omit<Outcome, 'order'>;

/**
 * The host shop tells that money has arrived. Each reference counts once, for ever. A live hold becomes firm;
 * an expired one too, while there is time and room (R16). Whatever can no longer be used is recorded and goes back.
 *
 * Refuses: payment_amount, payment_reference_used, currency_mismatch, not_found, not_allowed.
 */
export const payOrder = defineVerb({
  name: 'orders.pay',
  summary: 'Record the payment of an order',
  input: payOrderSchema,
  answer: paymentOutcomeSchema,
  decide: (work, command, context) => {
    work.need([payments, { reference: command.reference }]);
    demandPaymentTeller(context.actor, command.collectedBy);
    const order = work.resolve(orders, command.orderId);
    const cashLeaderId = cashLeaderOf(work, order, command, context);
    const amount = amountOf(theShop(work), command.amount, 'amount');
    const payment: ArrivedPayment = {
      amount,
      reference: command.reference,
      cashLeaderId,
      paidAt: command.paidAt === undefined ? null : instantOf(command.paidAt),
    };
    const effect = sameAnswer(work, order, payment) ?? settle(work, order, payment, context);
    return () => ({ ...effect, order: orderAnswer(work, order.id) });
  },
});

/**
 * Who owes the cash that a leader took (R18): whoever hands the order out takes it, the leader of the point that it
 * was moved to, or a substitute (R44). Null where the host shop has the money.
 */
function cashLeaderOf(
  work: Work,
  order: Order,
  { collectedBy, cashLeaderId }: z.output<typeof payOrderSchema>,
  context: Context,
): string | null {
  const { actor } = context;
  if (actor.kind === 'leader') {
    demand(handsOver(work, order, context), 'not_found', { what: 'orders' });
    const others = cashLeaderId !== undefined && cashLeaderId !== actor.leaderId;
    demand(!others, 'not_allowed', { needs: 'a secret key of the shop: a leader tells of own cash only' });
    return actor.leaderId;
  }
  if (collectedBy !== 'leader') return null;
  return cashLeaderId === undefined ? order.leaderId : work.resolve(leaders, cashLeaderId).id;
}

/** The host repeats itself: the same answer, and nothing happens twice (R15). */
function sameAnswer(work: Work, order: Order, { reference }: ArrivedPayment): Effect | undefined {
  const known = work.first(payments, { reference });
  if (!known) return undefined;
  demand(known.orderId === order.id, 'payment_reference_used', { reference });
  const refund =
    known.outcome === 'refundDue' ? work.first(refunds, { source: `unusable ${known.id}` }) : undefined;
  return { outcome: known.outcome, paymentId: known.id, refundId: refund?.id ?? null };
}

function settle(work: Work, order: Order, payment: ArrivedPayment, context: Context): Effect {
  work.need([campaigns, { id: order.campaignId }], [orderLines, { orderId: order.id }]);
  // R22: from the cancellation on no payment is usable, also before the tick has come to this order.
  const calledOff = work.get(campaigns, order.campaignId).status === 'cancelled';
  return (
    (calledOff ? null : usable(work, order, payment, context)) ?? unusable(work, order, payment, context)
  );
}

/** Takes the money for an order that can still take it; null where none can (R15–R17). */
function usable(work: Work, order: Order, payment: ArrivedPayment, context: Context): Effect | null {
  if (isLiveHold(order, context.now)) {
    demandAmount(work, order.amountDue, payment);
    return accepted(takePayment(work, confirmOrder(work, order, context), payment, context));
  }
  if (isPaidAtPickup(work, order, context)) {
    demandAmount(work, order.amountDue, payment);
    return accepted(takePayment(work, order, payment, context));
  }
  const expired = order.status === 'held' ? expireOrder(work, order) : order;
  if (expired.status === 'expired' && canRevive(work, expired, context.now)) {
    demandAmount(work, expired.amountDue, payment);
    return accepted(takePayment(work, reviveOrder(work, expired, context), payment, context));
  }
  return null;
}

/** Waits for its payment at pickup. What the clock has closed is nobody's any more, written down or not (R30, C15). */
function isPaidAtPickup(work: Work, order: Order, { now }: Context): boolean {
  if (order.payment !== 'atPickup' || order.paidAt !== null) return false;
  return order.status === 'confirmed' || (order.status === 'ready' && !isUncollected(work, order, now));
}

function unusable(work: Work, order: Order, payment: ArrivedPayment, context: Context): Effect {
  demand(payment.amount > 0, 'payment_amount', { amountDue: 0 });
  return { outcome: 'refundDue', ...recordUnusable(work, order, payment, context) };
}

function accepted(paymentId: string): Effect {
  return { outcome: 'accepted', paymentId, refundId: null };
}

function demandAmount(work: Work, amountDue: number, { amount }: ArrivedPayment): void {
  demand(amount === amountDue, 'payment_amount', { amountDue, currency: theShop(work).currency });
}
