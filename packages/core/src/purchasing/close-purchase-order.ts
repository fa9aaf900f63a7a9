import { startDelivering } from '../campaigns/advance-campaign.ts';
import { defineVerb } from '../define.ts';
import { goodsMoved } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { addStock, takeGoods } from './campaign-goods.ts';
import { allocateTheRest, wantedOf } from './frozen-lines.ts';
import {
  arrivedOf,
  type PurchaseLine,
  purchaseLinesOf,
  type PurchaseOrder,
  purchaseOrderAnswer,
} from './purchase-order.ts';
import { closedSchema, purchaseOrderIdSchema } from './schemas.ts';
import { settleShortage } from './settle-shortage.ts';
import { sharesOfShortage } from './shares-of-shortage.ts';
import { allocations, purchaseLines, purchaseOrders } from './tables.ts';

/**
 * Ends a purchase order and shares out what arrived, once (R26): lines served in full in one statement, lines that
 * come short one by one with refund and notice. What no order needs goes to stock. Closing twice is harmless.
 *
 * Refuses: purchase_order_status, not_found, not_allowed.
 */
export const closePurchaseOrder = defineVerb({
  name: 'purchaseOrders.close',
  summary: 'Close a purchase order and share out the goods',
  input: purchaseOrderIdSchema,
  answer: closedSchema,
  alone: true,
  decide: (work, { purchaseOrderId }, context) => {
    demandShop(context);
    work.need([purchaseOrders, { id: purchaseOrderId }], [purchaseLines, { purchaseOrderId }]);
    const order = work.get(purchaseOrders, purchaseOrderId);
    if (order.status !== 'closed') close(work, order, context);
    return () => closedAnswer(work, order.id);
  },
});

function close(work: Work, order: PurchaseOrder, context: Context): void {
  const lines = purchaseLinesOf(work, order.id);
  // Where stock covers everything there is nothing to send to the supplier.
  const nothingToBring = lines.every(({ ordered }) => ordered === 0);
  demand(order.status !== 'draft' || nothingToBring, 'purchase_order_status', { status: order.status });
  const wanted = wantedOf(work, order);
  const shares = sharesOfShortage(work, order, lines, theShop(work).policies.shortage, wanted);
  settleShortage(work, order, shares, context);
  let surplus = 0;
  let allocated = 0;
  for (const line of lines) {
    const given = Math.min(arrivedOf(line), wanted.get(line.variantId) ?? 0);
    const short = (wanted.get(line.variantId) ?? 0) - given;
    allocated += given;
    surplus += moveSurplus(work, order, line, arrivedOf(line) - given, short, context);
  }
  allocateTheRest(work, order, allocated);
  work.set(purchaseOrders, order, { status: 'closed', closedAt: context.now });
  const { campaignId, supplierId } = order;
  const short = shares.reduce((sum, share) => sum + share.want.pieces - share.got, 0);
  work.emit({
    type: 'purchaseOrder.closed',
    subject: order.id,
    data: { campaignId, supplierId, short, surplus },
  });
  startDelivering(work, campaignId, context);
}

function moveSurplus(
  work: Work,
  order: PurchaseOrder,
  line: PurchaseLine,
  surplus: number,
  short: number,
  context: Context,
): number {
  const { campaignId } = order;
  const { variantId } = line;
  const surplusCost = takeGoods(work, campaignId, variantId, surplus);
  addStock(work, variantId, surplus, surplusCost);
  const occasion = { type: 'purchaseOrder.surplus', subject: order.id };
  postTransaction(work, context, occasion, goodsMoved(surplusCost, { campaignId, variantId }, { variantId }));
  if (surplus > 0 || short > 0) work.set(purchaseLines, line, { surplus, surplusCost, short });
  return surplus;
}

/** Read from what is stored, so that closing again answers the same. */
function closedAnswer(work: Work, purchaseOrderId: string) {
  const purchaseOrder = purchaseOrderAnswer(work, purchaseOrderId);
  const shared = work.list(allocations, { purchaseOrderId });
  const stored = new Map(purchaseLinesOf(work, purchaseOrderId).map((line) => [line.id, line]));
  const shortages = purchaseOrder.lines
    .filter(({ short }) => short > 0)
    .map(({ id, variantId, title, surplus, short }) => ({
      variantId,
      title,
      short,
      served: servedOf(stored.get(id), surplus),
      lines: shared.filter((share) => share.variantId === variantId && share.short > 0).length,
    }));
  return { purchaseOrder, shortages };
}

function servedOf(line: PurchaseLine | undefined, surplus: number): number {
  return line ? arrivedOf(line) - surplus : 0;
}
