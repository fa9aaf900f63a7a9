import type * as z from 'zod';
import { variants } from '../catalog/tables.ts';
import { defineVerb } from '../define.ts';
import { goodsSentBack } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { money } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { Row, Work } from '../work.ts';
import { takeAtCost } from './campaign-goods.ts';
import {
  arrivedOf,
  isSharedOut,
  type PurchaseLine,
  purchaseLinesOf,
  type PurchaseOrder,
  purchaseOrderAnswer,
} from './purchase-order.ts';
import { sendBackGoodsSchema, sentBackSchema } from './schemas.ts';
import {
  goodsReceiptLines,
  goodsReceipts,
  goodsReturns,
  purchaseLines,
  purchaseOrders,
  stock,
} from './tables.ts';

type ReceiptLine = Row<typeof goodsReceiptLines>;
type GoodsReturn = Row<typeof goodsReturns>;

/**
 * Sends accepted goods back to whoever sold them, at the cost of their receipt, the newest receipt first. Before the
 * closing they are taken out of what is to be shared out; after it only stock can go back, since all else belongs to
 * orders. It lowers what is owed and the volume of the rebate (R42, R43).
 *
 * Refuses: purchase_order_status, sent_back_too_many, invalid_input, not_found, not_allowed.
 */
export const sendBackGoods = defineVerb({
  name: 'purchaseOrders.sendBack',
  summary: 'Send accepted goods back to the supplier',
  input: sendBackGoodsSchema,
  answer: sentBackSchema,
  decide: (work, command, context) => {
    demandShop(context);
    const { purchaseOrderId, pieces, reason } = command;
    work.need([purchaseOrders, { id: purchaseOrderId }], [purchaseLines, { purchaseOrderId }]);
    const order = work.get(purchaseOrders, purchaseOrderId);
    demand(order.status === 'received' || isSharedOut(order), 'purchase_order_status', {
      status: order.status,
    });
    const line = lineOf(work, order, command.variantId);
    const supplierId = command.supplierId && work.resolve(suppliers, command.supplierId).id;
    const received = receivedOf(work, order, line, supplierId);
    demandThere(work, order, line, received, pieces);
    const returns = chosen(received, pieces).map(([one, count]) =>
      sendBack(work, order, one, count, reason, context),
    );
    const name = isSharedOut(order) ? 'sentBackFromStock' : 'sentBack';
    work.set(purchaseLines, line, { [name]: line[name] + pieces });
    return () => answerOf(work, order.id, returns);
  },
});

function lineOf(work: Work, order: PurchaseOrder, reference: string): PurchaseLine {
  const variant = work.resolve(variants, reference);
  const line = purchaseLinesOf(work, order.id).find(({ variantId }) => variantId === variant.id);
  const message = 'This purchase order has no line for this variant.';
  return line ?? refuse('invalid_input', { fields: [{ path: 'variantId', code: 'not_ordered', message }] });
}

/** Receipt lines with goods that have not gone back, the newest first. */
function receivedOf(
  work: Work,
  order: PurchaseOrder,
  line: PurchaseLine,
  supplierId: string | undefined,
): ReceiptLine[] {
  work.need(
    [goodsReceipts, { purchaseOrderId: order.id }],
    [goodsReceiptLines, { purchaseLineId: line.id }],
    [stock, { variantId: line.variantId }],
  );
  const times = new Map(
    work.list(goodsReceipts, { purchaseOrderId: order.id }).map(({ id, receivedAt }) => [id, receivedAt]),
  );
  const timeOf = ({ goodsReceiptId }: ReceiptLine) => times.get(goodsReceiptId) ?? 0;
  return work
    .list(goodsReceiptLines, { purchaseLineId: line.id })
    .filter(
      (one) => one.accepted > one.sentBack && (supplierId === undefined || one.supplierId === supplierId),
    )
    .toSorted((a, b) => timeOf(b) - timeOf(a) || (a.id < b.id ? 1 : -1));
}

function demandThere(
  work: Work,
  order: PurchaseOrder,
  line: PurchaseLine,
  received: readonly ReceiptLine[],
  pieces: number,
): void {
  const kept = received.reduce((sum, one) => sum + one.accepted - one.sentBack, 0);
  const there = isSharedOut(order) ? (work.find(stock, line.variantId)?.pieces ?? 0) : arrivedOf(line);
  demand(pieces <= Math.min(kept, there), 'sent_back_too_many', {
    left: Math.min(kept, there),
    inStock: there,
  });
}

function chosen(received: readonly ReceiptLine[], pieces: number): (readonly [ReceiptLine, number])[] {
  let open = pieces;
  return received.flatMap((one) => {
    const count = Math.min(open, one.accepted - one.sentBack);
    open -= count;
    return count === 0 ? [] : [[one, count] as const];
  });
}

function sendBack(
  work: Work,
  order: PurchaseOrder,
  received: ReceiptLine,
  pieces: number,
  reason: string,
  context: Context,
): GoodsReturn {
  const { campaignId } = order;
  const { supplierId, unitCost } = received;
  const { variantId } = work.get(purchaseLines, received.purchaseLineId);
  const fromStock = order.status === 'closed';
  const cost = pieces * unitCost;
  const goodsCost = takeAtCost(work, fromStock ? null : campaignId, variantId, pieces, cost);
  work.add(goodsReceiptLines, received, { sentBack: pieces });
  const stored = work.insert(goodsReturns, {
    id: context.newId('gdr'),
    purchaseOrderId: order.id,
    goodsReceiptLineId: received.id,
    campaignId,
    variantId,
    supplierId,
    pieces,
    cost,
    goodsCost,
    fromStock,
    reason,
    sentBackAt: context.now,
    sentBackBy: actorText(context.actor),
  });
  const about = { campaignId, variantId, supplierId, kind: 'sentBack', reason };
  const goods = { variantId, supplierId, ...(fromStock ? {} : { campaignId }), kind: 'sentBack', reason };
  const postings = goodsSentBack(cost, goodsCost, about, goods);
  postTransaction(work, context, { type: 'goods.sentBack', subject: stored.id }, postings);
  work.emit({
    type: 'goods.sentBack',
    subject: stored.id,
    data: { purchaseOrderId: order.id, campaignId, variantId, supplierId, pieces, cost, fromStock, reason },
  });
  return stored;
}

function answerOf(
  work: Work,
  purchaseOrderId: string,
  returns: readonly GoodsReturn[],
): z.input<typeof sentBackSchema> {
  const { currency } = theShop(work);
  return {
    purchaseOrder: purchaseOrderAnswer(work, purchaseOrderId),
    returns: returns.map(({ id, supplierId, pieces, cost, fromStock }) => ({
      id,
      supplierId,
      pieces,
      fromStock,
      cost: money(cost, currency),
    })),
  };
}
