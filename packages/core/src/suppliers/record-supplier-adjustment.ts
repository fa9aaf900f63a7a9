import type * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { variants } from '../catalog/tables.ts';
import { defineVerb } from '../define.ts';
import { accounts } from '../ledger/accounts.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { costAdjusted } from '../ledger/postings.ts';
import { demand } from '../shared/error.ts';
import { money } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { amountOf, theShop } from '../shop/the-shop.ts';
import type { Row } from '../work.ts';
import { recordSupplierAdjustmentSchema, supplierAdjustmentSchema } from './adjustment-schemas.ts';
import { natureSql } from './supplier-month.ts';
import { supplierAdjustments, suppliers } from './tables.ts';

/** What a supplier is owed for goods, whatever was paid of it, and how often any came: of all, or of one campaign ?2 and variant ?3. */
const goodsSql = `SELECT -coalesce(sum("amount"), 0) AS "owed",
  coalesce(sum(${natureSql((name) => `"${name}"`)} = 'goods' AND "kind" IS NOT 'adjustment'), 0) AS "receipts" FROM "ledger_entries" WHERE "account" = ${String(accounts.supplierPayable)}
  AND "supplierId" = ?1 AND (?2 IS NULL OR "campaignId" = ?2) AND (?3 IS NULL OR "variantId" = ?3)
  AND ("kind" IS NULL OR "kind" NOT IN ('payment', 'rebate'))`;

/**
 * Accepted goods cost another sum than their receipt says: a cost typed wrongly, an invoice or a price agreed afterwards
 * (差价). The receipt stays; what is owed and the cost of goods change from now on, so that a month that was reported does
 * not. Never less than nothing is owed for the goods. Each reference counts once; the same call again gets the same answer.
 *
 * Refuses: supplier_adjustment_above_goods, supplier_adjustment_without_goods, supplier_adjustment_reference_used, currency_mismatch, not_found, not_allowed.
 */
export const recordSupplierAdjustment = defineVerb({
  name: 'supplierAdjustments.record',
  summary: 'Record that accepted goods cost more or less',
  input: recordSupplierAdjustmentSchema,
  answer: supplierAdjustmentSchema,
  // Reads sums, which no row version guards.
  alone: true,
  decide: (work, command, context) => {
    demandShop(context);
    const shop = theShop(work);
    const { id: supplierId, name } = work.resolve(suppliers, command.supplierId);
    const about = {
      supplierId,
      campaignId: command.campaignId === undefined ? null : work.resolve(campaigns, command.campaignId).id,
      variantId: command.variantId === undefined ? null : work.resolve(variants, command.variantId).id,
      reason: command.reason,
    };
    const size = amountOf(shop, command.amount, 'amount');
    const amount = command.effect === 'owedMore' ? size : -size;
    const { reference } = command;
    const known = work.first(supplierAdjustments, { reference });
    if (known) {
      const wished = { ...about, amount };
      const same = Object.entries(wished).every(
        ([key, value]) => known[key as keyof typeof wished] === value,
      );
      demand(same, 'supplier_adjustment_reference_used', { supplierAdjustmentId: known.id });
      return supplierAdjustmentView(known, name, shop.currency);
    }
    const scope = [supplierId, about.campaignId, about.variantId];
    const [goods] = work.rows<{ readonly owed: number; readonly receipts: number }>(goodsSql, scope);
    // A wrong campaign or supplier would bear a cost of goods that it never had.
    demand((goods?.receipts ?? 0) > 0, 'supplier_adjustment_without_goods', {});
    const most = goods?.owed ?? 0;
    demand(amount > 0 || size <= most, 'supplier_adjustment_above_goods', {
      most: money(Math.max(0, most), shop.currency),
    });
    const id = context.newId('sad');
    const row = work.insert(supplierAdjustments, {
      id,
      amount,
      reference,
      recordedAt: context.now,
      ...about,
    });
    const postings = costAdjusted(amount, { ...about, kind: 'adjustment' });
    postTransaction(work, context, { type: 'supplierAdjustment.recorded', subject: id }, postings);
    if (amount < 0) work.guard(`SELECT count(*) FROM (${goodsSql}) WHERE "owed" < 0`, scope);
    const { campaignId, variantId } = about;
    const data = { supplierId, amount, campaignId, variantId };
    work.emit({ type: 'supplierAdjustment.recorded', subject: id, data });
    return supplierAdjustmentView(row, name, shop.currency);
  },
});

export function supplierAdjustmentView(
  row: Row<typeof supplierAdjustments>,
  supplierName: string,
  currency: string,
): z.input<typeof supplierAdjustmentSchema> {
  const { id, supplierId, campaignId, variantId, reason, reference, amount, recordedAt } = row;
  return {
    id,
    supplierId,
    supplierName,
    effect: amount > 0 ? 'owedMore' : 'owedLess',
    amount: money(Math.abs(amount), currency),
    campaignId,
    variantId,
    reason,
    reference,
    recordedAt: instantText(recordedAt),
  };
}
