import { defineVerb } from '../define.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { supplierPaid } from '../ledger/postings.ts';
import { demand } from '../shared/error.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import type { Row } from '../work.ts';
import { recordSupplierPaymentSchema, supplierPaymentSchema } from './payment-schemas.ts';
import { supplierPayments, suppliers } from './tables.ts';

/**
 * Money was paid to a supplier for accepted goods (R42). Paying ahead is allowed: the supplier then owes goods.
 * Each reference counts once; the same call again gets the same answer.
 *
 * Refuses: supplier_payment_reference_used, currency_mismatch, not_found, not_allowed.
 */
export const recordSupplierPayment = defineVerb({
  name: 'supplierPayments.record',
  summary: 'Record a payment to a supplier',
  input: recordSupplierPaymentSchema,
  answer: supplierPaymentSchema,
  decide: (work, command, context) => {
    demandShop(context);
    const shop = theShop(work);
    const { id: supplierId, name } = work.resolve(suppliers, command.supplierId);
    const { reference } = command;
    const amount = amountOf(shop, command.amount, 'amount');
    const known = work.first(supplierPayments, { reference });
    if (known) {
      const same = known.supplierId === supplierId && known.amount === amount;
      demand(same, 'supplier_payment_reference_used', { supplierPaymentId: known.id });
      return supplierPaymentView(known, name, shop.currency);
    }
    const id = context.newId('spy');
    const row = work.insert(supplierPayments, { id, supplierId, amount, reference, paidAt: context.now });
    const occasion = { type: 'supplierPayment.recorded', subject: id };
    postTransaction(work, context, occasion, supplierPaid(amount, { supplierId, kind: 'payment' }));
    work.emit({ type: 'supplierPayment.recorded', subject: id, data: { supplierId, amount } });
    return supplierPaymentView(row, name, shop.currency);
  },
});

export function supplierPaymentView(
  { id, supplierId, amount, reference, paidAt }: Row<typeof supplierPayments>,
  supplierName: string,
  currency: string,
) {
  return {
    id,
    supplierId,
    supplierName,
    reference,
    amount: money(amount, currency),
    paidAt: instantText(paidAt),
  };
}
