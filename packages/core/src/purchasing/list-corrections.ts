import { defineQuery } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { correctionsSchema } from './correction-schemas.ts';
import { correctionsAnswer } from './correction-view.ts';
import { purchaseOrderIdSchema } from './schemas.ts';

/** What a supplier corrected, and what became of it. For the shop. Refuses: not_found, not_allowed. */
export const listCorrections = defineQuery({
  name: 'purchaseOrders.corrections',
  summary: "List a supplier's corrections",
  input: purchaseOrderIdSchema,
  answer: correctionsSchema,
  async read(reader, { purchaseOrderId }, context) {
    demandShop(context);
    return reader.decide((work) => correctionsAnswer(work, purchaseOrderId));
  },
});
