import { defineVerb } from '../define.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { rebateReceived } from '../ledger/postings.ts';
import { demand } from '../shared/error.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import type { Row } from '../work.ts';
import { type RebateDue, rebateDueSql } from './rebate-due.ts';
import { rebateSchema, receiveRebateSchema } from './rebate-schemas.ts';
import { supplierRebates, suppliers } from './tables.ts';

/**
 * A supplier gives rebate back, as money or set off against what is owed for goods; never more than is due. Each
 * reference counts once; the same call again gets the same answer.
 *
 * Refuses: rebate_above_due, rebate_reference_used, currency_mismatch, not_found, not_allowed.
 */
export const receiveRebate = defineVerb({
  name: 'rebates.receive',
  summary: 'Record rebate that a supplier gave back',
  input: receiveRebateSchema,
  answer: rebateSchema,
  // Reads sums, which no row version guards.
  alone: true,
  decide: (work, { reference, setOff, ...command }, context) => {
    demandShop(context);
    const shop = theShop(work);
    const supplierId = work.resolve(suppliers, command.supplierId).id;
    const amount = amountOf(shop, command.amount, 'amount');
    const known = work.first(supplierRebates, { reference });
    if (known) {
      const same = known.supplierId === supplierId && known.amount === amount && known.setOff === setOff;
      demand(same, 'rebate_reference_used', { rebateId: known.id });
      return rebateView(known, shop.currency);
    }
    const due = work.rows<RebateDue>(rebateDueSql, [supplierId])[0]?.due ?? 0;
    demand(amount <= due, 'rebate_above_due', { due: money(due, shop.currency) });
    const id = context.newId('rbt');
    const row = work.insert(supplierRebates, {
      id,
      supplierId,
      amount,
      reference,
      setOff,
      receivedAt: context.now,
    });
    work.guard(`SELECT count(*) FROM (${rebateDueSql}) WHERE "due" < 0`, [supplierId]);
    // The kind tells a set-off from goods among the movements of what is owed.
    const postings = rebateReceived(amount, setOff, { supplierId, kind: 'rebate' });
    postTransaction(work, context, { type: 'rebate.received', subject: id }, postings);
    work.emit({ type: 'rebate.received', subject: id, data: { supplierId, amount, setOff } });
    return rebateView(row, shop.currency);
  },
});

export function rebateView(
  { id, supplierId, amount, reference, setOff, receivedAt }: Row<typeof supplierRebates>,
  currency: string,
) {
  return {
    id,
    supplierId,
    amount: money(amount, currency),
    reference,
    setOff,
    receivedAt: instantText(receivedAt),
  };
}
