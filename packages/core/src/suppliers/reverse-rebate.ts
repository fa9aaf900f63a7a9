import { defineVerb } from '../define.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { rebateReceived } from '../ledger/postings.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { rebateSchema, reverseRebateSchema } from './rebate-schemas.ts';
import { rebateView } from './receive-rebate.ts';
import { supplierRebates, suppliers } from './tables.ts';

/**
 * Takes back a rebate that was recorded by mistake: the opposite row and posting, dated by now, so that a month that was
 * stated does not change. It is due again. The row and its reference stay. Asked twice is harmless.
 *
 * Refuses: rebate_is_reversal, rebate_reference_used, not_found, not_allowed.
 */
export const reverseRebate = defineVerb({
  name: 'rebates.reverse',
  summary: 'Take back a rebate that was recorded by mistake',
  input: reverseRebateSchema,
  answer: rebateSchema,
  decide: (work, { rebateId, reason, ...command }, context) => {
    demandShop(context);
    const { currency } = theShop(work);
    const supplierId = work.resolve(suppliers, command.supplierId).id;
    const rebate = work.get(supplierRebates, rebateId);
    demand(rebate.supplierId === supplierId, 'not_found', { what: 'supplier_rebates', key: rebateId });
    demand(rebate.amount > 0, 'rebate_is_reversal', {});
    // Unique for ever, so that a rebate is taken back once.
    const reference = `reversal of ${rebateId}`;
    const known = work.first(supplierRebates, { reference });
    demand((known?.amount ?? -1) < 0, 'rebate_reference_used', { rebateId: known?.id });
    if (known) return rebateView(known, currency);
    const { amount, setOff } = rebate;
    const id = context.newId('rbt');
    const values = { id, supplierId, amount: -amount, reference, setOff, receivedAt: context.now };
    const row = work.insert(supplierRebates, values);
    const postings = rebateReceived(-amount, setOff, { supplierId, kind: 'rebate', reason });
    postTransaction(work, context, { type: 'rebate.reversed', subject: id }, postings);
    work.emit({ type: 'rebate.reversed', subject: id, data: { supplierId, rebateId, amount, setOff } });
    return rebateView(row, currency);
  },
});
