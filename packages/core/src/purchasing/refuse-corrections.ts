import { defineVerb } from '../define.ts';
import { correctionsSchema, decideCorrectionSchema } from './correction-schemas.ts';
import { concludeCorrections, undecidedOf } from './decide-corrections.ts';

/**
 * The shop stands by what it ordered: nothing changes, and the supplier has to answer anew.
 *
 * Refuses: correction_decided, purchase_order_status, not_found, not_allowed.
 */
export const refuseCorrections = defineVerb({
  name: 'purchaseOrders.refuseCorrections',
  summary: "Refuse a supplier's corrections",
  input: decideCorrectionSchema,
  answer: correctionsSchema,
  decide: (work, input, context) =>
    concludeCorrections(work, input, undecidedOf(work, input, context), 'refused', context),
});
