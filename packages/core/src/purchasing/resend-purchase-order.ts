import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { purchaseOrderAnswer } from './purchase-order.ts';
import { purchaseOrderIdSchema, purchaseOrderSchema } from './schemas.ts';
import { purchaseOrders } from './tables.ts';

/**
 * The whole sheet goes to the supplier once more, as it stands now: what was changed before is on it, and is no
 * difference any more.
 *
 * Refuses: purchase_order_status, not_found, not_allowed.
 */
export const resendPurchaseOrder = defineVerb({
  name: 'purchaseOrders.resend',
  summary: 'Send a purchase order once more',
  input: purchaseOrderIdSchema,
  answer: purchaseOrderSchema,
  decide: (work, { purchaseOrderId }, context) => {
    demandShop(context);
    const order = work.get(purchaseOrders, purchaseOrderId);
    const { campaignId, supplierId, status } = order;
    demand(status === 'sent' || status === 'received', 'purchase_order_status', { status });
    const sendings = order.sendings + 1;
    work.set(purchaseOrders, order, { sendings, lastSentAt: context.now });
    const data = { campaignId, supplierId, sendings };
    work.emit({ type: 'purchaseOrder.resent', subject: order.id, data });
    return () => purchaseOrderAnswer(work, order.id);
  },
});
