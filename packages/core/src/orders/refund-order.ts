import { defineVerb } from '../define.ts';
import { demand, refuse } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import { linesOf, orderAnswer } from './order.ts';
import { refundAnswer } from './refund.ts';
import { type RefundChange, refundLine } from './refund-line.ts';
import { shopSource } from './refund-source.ts';
import { refundedOrderSchema } from './refund-schemas.ts';
import { refundOrderSchema } from './schemas.ts';
import { orderLines, orders } from './tables.ts';
import { refundTakenBack } from './take-back.ts';

const refundable: readonly string[] = ['confirmed', 'ready', 'collected', 'uncollected'];

/**
 * The shop gives money back on a line, by pieces or by amount, with a reason and who is at fault (R31, R33). It
 * moves no goods: that is a withdrawal or a claim. An order not paid yet owes less, and no refund comes of it (R17).
 *
 * Refuses: order_status, refund_too_high, currency_mismatch, not_allowed, not_found.
 */
export const refundOrder = defineVerb({
  name: 'orders.refund',
  summary: 'Give money back on a line of an order',
  input: refundOrderSchema,
  answer: refundedOrderSchema,
  decide: (work, { orderId, lineId, pieces, amount, reason, fault }, context) => {
    demandShop(context);
    const order = work.resolve(orders, orderId);
    demand(refundable.includes(order.status), 'order_status', { status: order.status });
    if (!linesOf(work, order.id).some(({ id }) => id === lineId))
      refuse('not_found', { what: 'order_lines', key: lineId });
    const change: RefundChange =
      amount === undefined
        ? { kind: 'byPiece', pieces: pieces ?? 0 }
        : { kind: 'byAmount', amount: amountOf(theShop(work), amount, 'amount') };
    const source = shopSource(context.newId('rsn'));
    const line = work.get(orderLines, lineId);
    const occasion = { reason, fault, source };
    // R11: of all faults only the customer's own has the conditions of gifts tested again.
    const [refundId = null] =
      fault === 'customer'
        ? refundTakenBack(work, order, [{ line, change, occasion }], context)
        : [refundLine(work, lineId, change, occasion, context)];
    return () => ({
      refund: refundId === null ? null : refundAnswer(work, refundId),
      order: orderAnswer(work, order.id),
    });
  },
});
