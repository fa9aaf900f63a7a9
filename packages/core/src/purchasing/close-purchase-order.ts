import { defineVerb } from '../define.ts';
import { goodsMoved } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { loadOrders, ordersPerChunk } from '../orders/load-orders.ts';
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
import { closedSchema, closePurchaseOrderSchema } from './schemas.ts';
import { finishClosing, settleOrders, storeShortShare } from './settle-shortage.ts';
import {
  insertShortShares,
  type Scarcity,
  scarcityOf,
  shortByVariant,
  shortLines,
  type ShortOfVariant,
} from './shares-of-shortage.ts';
import type { ShortagePolicy } from './share-out.ts';
import { purchaseLines, purchaseOrders } from './tables.ts';

/** So many short lines are settled together with the closing; of more the money follows in chunks. */
const settledAtOnce = 500;

/**
 * Ends a purchase order and shares out what arrived, once (R26), by the policy that was previewed or the shop's. Who gets what is decided in one write by SQL, however
 * many lines there are. Refunds, commission and notices of up to 500 short lines follow in the same write; of more the
 * order is `settling`, and each further call, or the tick, settles the next 200 orders (C23). What no order needs
 * goes to stock. Closing again is harmless.
 *
 * Refuses: purchase_order_status, not_found, not_allowed.
 */
export const closePurchaseOrder = defineVerb({
  name: 'purchaseOrders.close',
  summary: 'Close a purchase order and share out the goods',
  input: closePurchaseOrderSchema,
  answer: closedSchema,
  alone: true,
  decide: (work, { purchaseOrderId, policy }, context) => {
    demandShop(context);
    work.need([purchaseOrders, { id: purchaseOrderId }], [purchaseLines, { purchaseOrderId }]);
    const order = work.get(purchaseOrders, purchaseOrderId);
    if (order.status === 'settling') settleNext(work, order, context);
    else if (order.status !== 'closed')
      close(work, order, policy ?? theShop(work).policies.shortage, context);
    return () => closedAnswer(work, order.id);
  },
});

function close(work: Work, order: PurchaseOrder, policy: ShortagePolicy, context: Context): void {
  const lines = purchaseLinesOf(work, order.id);
  // Where stock covers everything there is nothing to send to the supplier.
  const nothingToBring = lines.every(({ ordered }) => ordered === 0);
  demand(order.status !== 'draft' || nothingToBring, 'purchase_order_status', { status: order.status });
  const wanted = wantedOf(work, order);
  const scarcity = scarcityOf(work, order, lines, policy, wanted);
  const short = scarcity ? shortByVariant(work, scarcity) : [];
  const unsettledLines = sumOf(short, 'lines');
  const few = scarcity && unsettledLines <= settledAtOnce ? shortLines(work, scarcity) : [];
  const orderIds = [...new Set(few.map(({ orderId }) => orderId))];
  loadOrders(work, orderIds);
  const status = unsettledLines > 0 ? 'settling' : order.status;
  work.set(purchaseOrders, order, { status, unsettledLines, closedAt: context.now });
  for (const line of few) storeShortShare(work, order.id, line);
  if (scarcity && few.length === 0) leaveForLater(work, order, scarcity, short);
  shareOutGoods(work, order, { lines, wanted, short }, context);
  settleOrders(work, order.id, orderIds, context);
  if (unsettledLines === 0) finishClosing(work, order.id, context);
}

/** The shares of very many lines are written by SQL, and their money follows chunk by chunk. */
function leaveForLater(
  work: Work,
  { id, campaignId, supplierId }: PurchaseOrder,
  scarcity: Scarcity,
  short: readonly ShortOfVariant[],
): void {
  insertShortShares(work, id, scarcity);
  const data = { campaignId, supplierId, short: sumOf(short, 'short'), lines: sumOf(short, 'lines') };
  work.emit({ type: 'purchaseOrder.sharedOut', subject: id, data });
}

interface Shares {
  readonly lines: readonly PurchaseLine[];
  readonly wanted: ReadonlyMap<string, number>;
  readonly short: readonly ShortOfVariant[];
}

/** Lines get their shares by SQL, after the short ones are written; the surplus goes to stock. */
function shareOutGoods(
  work: Work,
  order: PurchaseOrder,
  { lines, wanted, short }: Shares,
  context: Context,
): void {
  let allocated = 0;
  for (const line of lines) {
    const given = Math.min(arrivedOf(line), wanted.get(line.variantId) ?? 0);
    const shortOf = short.find(({ variantId }) => variantId === line.variantId);
    allocated += given;
    moveSurplus(work, order, line, arrivedOf(line) - given, shortOf, context);
  }
  allocateTheRest(work, order, allocated);
  work.guard(
    `SELECT coalesce(sum("short"), 0) <> CAST(?2 AS INTEGER) FROM "allocations" WHERE "purchaseOrderId" = ?1`,
    [order.id, sumOf(short, 'short')],
  );
}

function moveSurplus(
  work: Work,
  order: PurchaseOrder,
  line: PurchaseLine,
  surplus: number,
  shortOf: ShortOfVariant | undefined,
  context: Context,
): void {
  const { campaignId } = order;
  const { variantId } = line;
  const surplusCost = takeGoods(work, campaignId, variantId, surplus);
  addStock(work, variantId, surplus, surplusCost);
  const occasion = { type: 'purchaseOrder.surplus', subject: order.id };
  postTransaction(work, context, occasion, goodsMoved(surplusCost, { campaignId, variantId }, { variantId }));
  if (surplus === 0 && shortOf === undefined) return;
  const { short = 0, lines: shortLinesCount = 0 } = shortOf ?? {};
  work.set(purchaseLines, line, { surplus, surplusCost, short, shortLines: shortLinesCount });
}

const nextOrders = `SELECT DISTINCT "orderId" AS "orderId" FROM "allocations"
  WHERE "purchaseOrderId" = ?1 AND "short" > 0 AND "settledAt" IS NULL ORDER BY "orderId" LIMIT ${String(ordersPerChunk)}`;

/** The next orders of a long closing. What is settled is passed over, so a chunk that is repeated does nothing. */
function settleNext(work: Work, order: PurchaseOrder, context: Context): void {
  const due = work.rows<{ orderId: string }>(nextOrders, [order.id]);
  const lines = settleOrders(
    work,
    order.id,
    due.map(({ orderId }) => orderId),
    context,
  );
  const left = order.unsettledLines - lines;
  work.emit({ type: 'purchaseOrder.settled', subject: order.id, data: { lines, left } });
}

function sumOf(rows: readonly ShortOfVariant[], name: 'lines' | 'short'): number {
  return rows.reduce((sum, row) => sum + row[name], 0);
}

/** Read from what is stored, so that closing again answers the same. */
function closedAnswer(work: Work, purchaseOrderId: string) {
  const purchaseOrder = purchaseOrderAnswer(work, purchaseOrderId);
  const titles = new Map(purchaseOrder.lines.map(({ id, title }) => [id, title]));
  const shortages = purchaseLinesOf(work, purchaseOrderId)
    .filter(({ short }) => short > 0)
    .map((line) => ({
      variantId: line.variantId,
      title: titles.get(line.id) ?? '',
      short: line.short,
      served: arrivedOf(line) - line.surplus,
      lines: line.shortLines,
    }));
  return { purchaseOrder, shortages };
}
