import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import { changeLinesOfOrder } from './change-lines-of-order.ts';
import { replaceUndecided } from './correction-view.ts';
import { changePurchaseOrderSchema } from './correction-schemas.ts';
import { purchaseOrderAnswer } from './purchase-order.ts';
import { purchaseOrderSchema } from './schemas.ts';
import { purchaseLines, purchaseOrders } from './tables.ts';

/**
 * The shop orders otherwise after the cutoff: fewer pieces after a withdrawal, another cost or day. It is written down
 * as a change; a supplier who has the sheet gets the difference and must confirm anew.
 *
 * Refuses: purchase_order_status once goods have come, currency_mismatch, invalid_input, not_found, not_allowed.
 */
export const changePurchaseOrder = defineVerb({
  name: 'purchaseOrders.change',
  summary: 'Change what a purchase order asks for',
  input: changePurchaseOrderSchema,
  answer: purchaseOrderSchema,
  decide: (work, { purchaseOrderId, lines, reason }, context) => {
    demandShop(context);
    work.need([purchaseOrders, { id: purchaseOrderId }], [purchaseLines, { purchaseOrderId }]);
    const order = work.get(purchaseOrders, purchaseOrderId);
    const { status } = order;
    demand(status === 'draft' || status === 'sent', 'purchase_order_status', { status });
    replaceUndecided(work, order.id, context);
    const shop = theShop(work);
    const changes = lines.map(({ unitCost, ...line }, at) => ({
      ...line,
      unitCost: unitCost && amountOf(shop, unitCost, `lines.${String(at)}.unitCost`),
    }));
    const source = `ordered ${order.id} ${context.newId('chg')}`;
    changeLinesOfOrder(work, order, changes, { reason, source }, context);
    work.set(purchaseOrders, order, { supplierAnswer: 'none', answeredAt: null });
    return () => purchaseOrderAnswer(work, order.id);
  },
});
