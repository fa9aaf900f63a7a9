import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { purchaseOrderAnswer } from './purchase-order.ts';
import { purchaseOrderIdSchema, purchaseOrderSchema } from './schemas.ts';
import { purchaseOrders } from './tables.ts';

/**
 * Notes that the document has gone to the supplier; from here on goods can be received. Sending twice is harmless.
 *
 * Refuses: purchase_order_status, not_found, not_allowed.
 */
export const sendPurchaseOrder = defineVerb({
  name: 'purchaseOrders.send',
  summary: 'Send a purchase order to its supplier',
  input: purchaseOrderIdSchema,
  answer: purchaseOrderSchema,
  decide: (work, { purchaseOrderId }, context) => {
    demandShop(context);
    const order = work.get(purchaseOrders, purchaseOrderId);
    demand(order.status === 'draft' || order.status === 'sent', 'purchase_order_status', {
      status: order.status,
    });
    if (order.status === 'draft') {
      const { campaignId, supplierId } = work.set(purchaseOrders, order, {
        status: 'sent',
        sentAt: context.now,
        lastSentAt: context.now,
        sendings: 1,
      });
      work.emit({ type: 'purchaseOrder.sent', subject: order.id, data: { campaignId, supplierId } });
    }
    return () => purchaseOrderAnswer(work, order.id);
  },
});
