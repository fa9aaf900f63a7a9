import { defineVerb } from '../define.ts';
import { changeLinesOfOrder } from './change-lines-of-order.ts';
import { correctionsSchema, decideCorrectionSchema } from './correction-schemas.ts';
import { concludeCorrections, undecidedOf } from './decide-corrections.ts';
import { purchaseOrders } from './tables.ts';

/**
 * The shop accepts what the supplier corrected: the order says so from here on, and the change is written down.
 *
 * Refuses: correction_decided, purchase_order_status, not_found, not_allowed.
 */
export const acceptCorrections = defineVerb({
  name: 'purchaseOrders.acceptCorrections',
  summary: "Accept a supplier's corrections",
  input: decideCorrectionSchema,
  answer: correctionsSchema,
  decide: (work, input, context) => {
    const open = undecidedOf(work, input, context);
    const order = work.get(purchaseOrders, input.purchaseOrderId);
    for (const correction of open) {
      const { id, purchaseLineId, reason } = correction;
      const change = {
        purchaseLineId,
        ordered: correction.ordered ?? undefined,
        unitCost: correction.unitCost ?? undefined,
        promisedOn: correction.promisedOn ?? undefined,
      };
      changeLinesOfOrder(work, order, [change], { reason, source: `corrected ${id}` }, context);
    }
    return concludeCorrections(work, input, open, 'accepted', context);
  },
});
