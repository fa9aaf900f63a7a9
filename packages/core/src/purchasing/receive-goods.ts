import type * as z from 'zod';
import { variants } from '../catalog/tables.ts';
import { defineVerb } from '../define.ts';
import { goodsAccepted, goodsMoved } from '../ledger/postings.ts';
import { postTransaction, type Posting } from '../ledger/post-transaction.ts';
import { attachPictures } from '../pictures/picture.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { unitsFilled } from '../shared/price-drop.ts';
import { amountMax } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { shops } from '../shop/tables.ts';
import { amountOf, shopId, theShop } from '../shop/the-shop.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { Row, Work } from '../work.ts';
import { addGoods, addStock } from './campaign-goods.ts';
import {
  isSharedOut,
  type PurchaseLine,
  purchaseLinesOf,
  type PurchaseOrder,
  purchaseOrderAnswer,
} from './purchase-order.ts';
import { purchaseOrderSchema, receiveGoodsSchema } from './schemas.ts';
import {
  campaignGoods,
  goodsReceiptLines,
  goodsReceipts,
  purchaseLines,
  purchaseOrders,
  stock,
} from './tables.ts';

type ReceiptLine = z.output<typeof receiveGoodsSchema>['lines'][number];

/** What one line of a receipt comes to. */
interface Arrival {
  readonly accepted: number;
  readonly rejected: number;
  readonly missing: number;
  /** Pieces beyond what was ordered. */
  readonly over: number;
  /** Minor units for all accepted pieces. */
  readonly cost: number;
}

/**
 * Records goods inspected at arrival; a purchase order may arrive in parts. Accepted goods are owed to the supplier
 * at their actual cost (R25, R42), rejected and missing ones cost nothing. What arrives after the closing goes to
 * stock, and refunds stand (R26).
 *
 * Refuses: purchase_order_status, receipt_over_ordered, picture_unknown, picture_used, currency_mismatch, invalid_input, not_found, not_allowed.
 */
export const receiveGoods = defineVerb({
  name: 'purchaseOrders.receive',
  summary: 'Record goods inspected at arrival',
  input: receiveGoodsSchema,
  answer: purchaseOrderSchema,
  decide: (work, command, context) => {
    demandShop(context);
    work.need(
      [purchaseOrders, { id: command.purchaseOrderId }],
      [purchaseLines, { purchaseOrderId: command.purchaseOrderId }],
    );
    const order = work.get(purchaseOrders, command.purchaseOrderId);
    demand(order.status !== 'draft', 'purchase_order_status', { status: order.status });
    askForGoods(work, order, command.lines);
    const receipt = work.insert(goodsReceipts, {
      id: context.newId('grc'),
      purchaseOrderId: order.id,
      receivedAt: context.now,
      receivedBy: actorText(context.actor),
      note: command.note ?? '',
    });
    const pictures = command.lines.flatMap((line) => line.pictures ?? []);
    attachPictures(
      work,
      pictures,
      { subject: `receipt ${receipt.id}`, supplierId: order.supplierId, purchaseOrderId: order.id },
      context,
    );
    const arrivals = command.lines.map((line, position) =>
      receiveLine(work, order, receipt.id, line, position, context),
    );
    // Also a further part changes this row, so that a closing at the same moment is decided anew.
    work.set(purchaseOrders, order, {
      status: isSharedOut(order) ? order.status : 'received',
      receivedAt: order.receivedAt ?? context.now,
    });
    work.emit({
      type: 'purchaseOrder.received',
      subject: order.id,
      data: {
        campaignId: order.campaignId,
        goodsReceiptId: receipt.id,
        accepted: arrivals.reduce((sum, { accepted }) => sum + accepted, 0),
        rejected: arrivals.reduce((sum, { rejected }) => sum + rejected, 0),
        missing: arrivals.reduce((sum, { missing }) => sum + missing, 0),
      },
    });
    return () => purchaseOrderAnswer(work, order.id);
  },
});

/** Everything that the lines touch in one round trip, however long the receipt is. */
function askForGoods(work: Work, order: PurchaseOrder, lines: readonly ReceiptLine[]): void {
  const { id, campaignId } = order;
  const external = lines.flatMap(({ variantId }) =>
    variantId.startsWith('external:') ? [variantId.slice('external:'.length)] : [],
  );
  work.need(
    [shops, { id: shopId }],
    ...external.map((externalId) => [variants, { externalId }] as const),
    ...purchaseLinesOf(work, id).flatMap(({ variantId }) => [
      [variants, { id: variantId }] as const,
      isSharedOut(order)
        ? ([stock, { variantId }] as const)
        : ([campaignGoods, { campaignId, variantId }] as const),
    ]),
  );
}

function receiveLine(
  work: Work,
  order: PurchaseOrder,
  goodsReceiptId: string,
  input: ReceiptLine,
  position: number,
  context: Context,
): Arrival {
  const shop = theShop(work);
  const variant = work.resolve(variants, input.variantId);
  const line = purchaseLinesOf(work, order.id).find(({ variantId }) => variantId === variant.id);
  if (!line)
    refuseField(position, 'variantId', 'not_ordered', 'This purchase order has no line for this variant.');
  const unitCost = input.unitCost
    ? amountOf(shop, input.unitCost, `lines.${String(position)}.unitCost`)
    : line.unitCost;
  const supplierId =
    input.supplierId === undefined ? order.supplierId : work.resolve(suppliers, input.supplierId).id;
  const arrival = arrivalOf(line, input, {
    earlier: input.grams === undefined ? [] : weighedBefore(work, line, supplierId),
    variant,
    unitCost,
    position,
    tolerance: shop.policies.weightToleranceBasisPoints,
    late: isSharedOut(order),
  });
  work.insert(goodsReceiptLines, {
    id: context.newId('grl'),
    goodsReceiptId,
    purchaseLineId: line.id,
    accepted: arrival.accepted,
    rejected: arrival.rejected,
    missing: arrival.missing,
    over: arrival.over > 0,
    supplierId,
    grams: input.grams ?? null,
    unitCost,
    reason: input.reason ?? '',
    pictures: input.pictures ?? [],
  });
  bookArrival(work, order, line, { ...arrival, supplierId, goodsReceiptId }, context);
  return arrival;
}

/** What the same seller brought of the line by weight before: parts of a delivery lose no gram between them. */
function weighedBefore(work: Work, line: PurchaseLine, supplierId: string): Row<typeof goodsReceiptLines>[] {
  return work
    .list(goodsReceiptLines, { purchaseLineId: line.id })
    .filter((one) => one.supplierId === supplierId && one.grams !== null);
}

interface ArrivalTerms {
  readonly earlier: readonly Row<typeof goodsReceiptLines>[];
  readonly variant: Row<typeof variants>;
  readonly unitCost: number;
  readonly position: number;
  readonly tolerance: number;
  /** After the closing: what was missing then may still come, and counts as brought beyond. */
  readonly late: boolean;
}

function arrivalOf(line: PurchaseLine, input: ReceiptLine, terms: ArrivalTerms): Arrival {
  const { rejected = 0, missing = 0 } = input;
  const open = line.ordered + line.over - line.accepted - line.rejected - line.missing;
  const accepted =
    input.grams === undefined
      ? (input.accepted ?? 0)
      : unitsOf(input.grams, Math.max(0, open - rejected - missing), terms);
  const over = Math.max(0, accepted + rejected + missing - open);
  if (over > 0 && input.over !== true && !(terms.late && over <= accepted)) {
    refuse('receipt_over_ordered', {
      variantId: line.variantId,
      open,
      fields: [
        fieldOf(
          terms.position,
          'accepted',
          'receipt_over_ordered',
          `Only ${String(open)} are still to come.`,
        ),
      ],
    });
  }
  const cost = accepted * terms.unitCost;
  if (line.acceptedCost + cost > amountMax)
    refuseField(terms.position, 'unitCost', 'too_big', 'What these goods cost together is too large.');
  return { accepted, rejected, missing, over, cost };
}

/** R27: grams fill units at the tolerance, those of earlier parts together with these, at most those still to come. */
function unitsOf(
  grams: number,
  ordered: number,
  { earlier, variant, tolerance, position }: ArrivalTerms,
): number {
  if (variant.gramsPerUnit === null) {
    return refuseField(
      position,
      'grams',
      'not_weighed',
      'This variant is not sold by weight. Give accepted pieces.',
    );
  }
  const filled = earlier.reduce((sum, { accepted }) => sum + accepted, 0);
  const all = unitsFilled({
    grams: earlier.reduce((sum, one) => sum + (one.grams ?? 0), grams),
    gramsPerUnit: variant.gramsPerUnit,
    toleranceBasisPoints: tolerance,
    ordered: filled + ordered,
  });
  return Math.max(0, all - filled);
}

interface Booking extends Arrival {
  readonly supplierId: string;
  readonly goodsReceiptId: string;
}

function bookArrival(
  work: Work,
  order: PurchaseOrder,
  line: PurchaseLine,
  booking: Booking,
  context: Context,
): void {
  const { accepted, rejected, missing, over, cost, supplierId, goodsReceiptId } = booking;
  const { campaignId } = order;
  const { variantId } = line;
  const late = isSharedOut(order);
  const postings: Posting[] = goodsAccepted(cost, { campaignId, variantId, supplierId });
  if (late) {
    addStock(work, variantId, accepted, cost);
    postings.push(...goodsMoved(cost, { campaignId, variantId }, { variantId }));
  } else addGoods(work, campaignId, variantId, accepted, cost);
  work.set(purchaseLines, line, {
    accepted: line.accepted + accepted,
    rejected: line.rejected + rejected,
    missing: line.missing + missing,
    over: line.over + over,
    acceptedCost: line.acceptedCost + cost,
    ...(late ? { surplus: line.surplus + accepted, surplusCost: line.surplusCost + cost } : {}),
  });
  postTransaction(work, context, { type: 'purchaseOrder.received', subject: goodsReceiptId }, postings);
}

function refuseField(position: number, field: string, code: string, message: string): never {
  return refuse('invalid_input', { fields: [fieldOf(position, field, code, message)] });
}

function fieldOf(position: number, field: string, code: string, message: string) {
  return { path: `lines.${String(position)}.${field}`, code, message };
}
