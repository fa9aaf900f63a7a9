import { accounts } from '../ledger/accounts.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { supplierGaveBack } from '../ledger/postings.ts';
import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { money } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import { receiveSupplierRefundSchema, supplierPaymentSchema } from './payment-schemas.ts';
import { supplierPaymentView } from './record-supplier-payment.ts';
import { supplierPayments, suppliers } from './tables.ts';

/** What a supplier was paid in all, and what it owes beyond that; the supplier is ?1. */
const balanceSql = `SELECT (SELECT coalesce(sum("amount"), 0) FROM "supplier_payments" WHERE "supplierId" = ?1) AS "paid",
  (SELECT coalesce(sum("amount"), 0) FROM "ledger_entries" WHERE "account" = ${String(accounts.supplierPayable)} AND "supplierId" = ?1) AS "owes"`;

/**
 * Money comes back from a supplier: goods went back or a claim was charged after everything was paid, or a payment was
 * recorded by mistake. Never more than it was paid in all, or owes. Each reference counts once, also beside those of
 * payments; the same call again gets the same answer.
 *
 * Refuses: supplier_refund_above_paid, supplier_payment_reference_used, currency_mismatch, not_found, not_allowed.
 */
export const receiveSupplierRefund = defineVerb({
  name: 'supplierRefunds.receive',
  summary: 'Record money that a supplier gave back',
  input: receiveSupplierRefundSchema,
  answer: supplierPaymentSchema,
  // Reads sums, which no row version guards.
  alone: true,
  decide: (work, { reference, ...command }, context) => {
    demandShop(context);
    const shop = theShop(work);
    const { id: supplierId, name } = work.resolve(suppliers, command.supplierId);
    const amount = amountOf(shop, command.amount, 'amount');
    const known = work.first(supplierPayments, { reference });
    if (known) {
      const same = known.supplierId === supplierId && known.amount === -amount;
      demand(same, 'supplier_payment_reference_used', { supplierPaymentId: known.id });
      return supplierPaymentView(known, name, shop.currency);
    }
    const [found] = work.rows<{ readonly paid: number; readonly owes: number }>(balanceSql, [supplierId]);
    const most = Math.max(0, found?.paid ?? 0, found?.owes ?? 0);
    demand(amount <= most, 'supplier_refund_above_paid', { most: money(most, shop.currency) });
    const id = context.newId('spy');
    const values = { id, supplierId, amount: -amount, reference, paidAt: context.now };
    const row = work.insert(supplierPayments, values);
    const about = { supplierId, kind: 'payment' };
    postTransaction(
      work,
      context,
      { type: 'supplierRefund.received', subject: id },
      supplierGaveBack(amount, about),
    );
    // Of two at once that are together too much, one is decided anew.
    work.guard(`SELECT count(*) FROM (${balanceSql}) WHERE "paid" < 0 AND "owes" < 0`, [supplierId]);
    work.emit({ type: 'supplierRefund.received', subject: id, data: { supplierId, amount } });
    return supplierPaymentView(row, name, shop.currency);
  },
});
