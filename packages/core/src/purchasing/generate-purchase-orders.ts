import { freezes } from '../campaigns/freeze-tables.ts';
import { campaigns } from '../campaigns/tables.ts';
import { variants } from '../catalog/tables.ts';
import { defineVerb } from '../define.ts';
import { goodsMoved } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { grouped } from '../shared/grouped.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { Row, Work } from '../work.ts';
import { addGoods, takeFromStock } from './campaign-goods.ts';
import { demandOf, guardDemand, type SupplierDemand } from './frozen-lines.ts';
import { purchaseOrderAnswers } from './purchase-order.ts';
import { purchaseQuantity } from './purchase-quantity.ts';
import { generatedSchema, generateSchema } from './schemas.ts';
import { purchaseLines, purchaseOrders, stock } from './tables.ts';

/**
 * Makes the purchase orders that follow from a freeze: one for each cutoff and supplier, once. Called again it
 * answers the same documents. Stock is used first and belongs to the campaign from here on (R24).
 *
 * Refuses: campaign_not_frozen, not_found, not_allowed.
 */
export const generatePurchaseOrders = defineVerb({
  name: 'purchaseOrders.generate',
  summary: 'Make the purchase orders of a frozen campaign',
  input: generateSchema,
  answer: generatedSchema,
  alone: true,
  decide: (work, command, context) => {
    demandShop(context);
    const campaign = work.resolve(campaigns, command.campaignId);
    work.need([freezes, { campaignId: campaign.id }], [purchaseOrders, { campaignId: campaign.id }]);
    const frozen = work.list(freezes, { campaignId: campaign.id });
    demand(frozen.length > 0, 'campaign_not_frozen', { status: campaign.status });
    const known = work.list(purchaseOrders, { campaignId: campaign.id });
    const made = new Set(known.map(({ cutoff }) => cutoff));
    for (const freeze of frozen.filter(({ cutoff }) => !made.has(cutoff))) generate(work, freeze, context);
    return () => {
      const orders = work.list(purchaseOrders, { campaignId: campaign.id });
      const ids = orders
        .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
        .map(({ id }) => id);
      const outcome = ids.length > 0 ? ('generated' as const) : ('nothingOrdered' as const);
      return { outcome, data: purchaseOrderAnswers(work, ids) };
    };
  },
});

type Freeze = Row<typeof freezes>;

function generate(work: Work, { campaignId, cutoff }: Freeze, context: Context): void {
  const demands = demandOf(work, { campaignId, cutoff });
  if (demands.length === 0) return;
  work.need(
    ...demands.map(({ variantId }) => [variants, { id: variantId }] as const),
    ...demands.map(({ variantId }) => [stock, { variantId }] as const),
    ...demands.map(({ supplierId }) => [suppliers, { id: supplierId }] as const),
  );
  guardDemand(
    work,
    { campaignId, cutoff },
    demands.reduce((sum, { pieces }) => sum + pieces, 0),
  );
  for (const [supplierId, own] of grouped(demands, (one) => one.supplierId)) {
    const { id } = work.insert(purchaseOrders, {
      id: context.newId('pur'),
      campaignId,
      cutoff,
      supplierId,
      status: 'draft',
      createdAt: context.now,
      source: `${campaignId} ${String(cutoff)} ${supplierId}`,
    });
    const ordered = own.map((one) => storeLine(work, { id, campaignId }, one, context));
    const pieces = ordered.reduce((sum, line) => sum + line, 0);
    work.emit({
      type: 'purchaseOrder.generated',
      subject: id,
      data: { campaignId, supplierId, cutoff, ordered: pieces },
    });
  }
}

interface Document {
  readonly id: string;
  readonly campaignId: string;
}

/** Answers the pieces to be ordered. */
function storeLine(work: Work, { id, campaignId }: Document, one: SupplierDemand, context: Context): number {
  const { variantId, supplierId, pieces: needed } = one;
  const variant = work.get(variants, variantId);
  const lossBuffer =
    work.get(suppliers, supplierId).lossBufferBasisPoints ?? theShop(work).policies.lossBufferBasisPoints;
  const inStock = work.find(stock, variantId)?.pieces ?? 0;
  const { buffer, fromStock, ordered } = purchaseQuantity({
    needed,
    lossBuffer,
    inStock,
    packSize: variant.packSize,
  });
  const fromStockCost = takeFromStock(work, variantId, fromStock);
  addGoods(work, campaignId, variantId, fromStock, fromStockCost);
  const occasion = { type: 'stock.used', subject: id };
  postTransaction(
    work,
    context,
    occasion,
    goodsMoved(fromStockCost, { variantId }, { campaignId, variantId }),
  );
  work.insert(purchaseLines, {
    id: context.newId('pli'),
    purchaseOrderId: id,
    variantId,
    needed,
    buffer,
    fromStock,
    fromStockCost,
    ordered,
    packSize: variant.packSize,
    unitCost: variant.cost,
  });
  return ordered;
}
