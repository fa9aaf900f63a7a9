import type * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { defineQuery } from '../define.ts';
import { refundPieces } from '../shared/cumulative.ts';
import { demand, refuse } from '../shared/error.ts';
import { filterSql } from '../shared/filters.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { money } from '../shared/schemas.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { Work } from '../work.ts';
import { wantedOf } from './frozen-lines.ts';
import { arrivedOf, purchaseLinesOf, purchaseOrderAnswer, purchaseOrderAnswers } from './purchase-order.ts';
import {
  listPurchaseOrdersSchema,
  purchaseOrderIdSchema,
  purchaseOrderPageSchema,
  purchaseOrderSchema,
  shortagePreviewSchema,
} from './schemas.ts';
import { type ShortShare, sharesOfShortage } from './shares-of-shortage.ts';
import { purchaseLines, purchaseOrders } from './tables.ts';

/** One purchase order with its lines, its supplier's name and what it is expected to cost. */
export const getPurchaseOrder = defineQuery({
  name: 'purchaseOrders.get',
  summary: 'Read a purchase order',
  input: purchaseOrderIdSchema,
  answer: purchaseOrderSchema,
  async read(reader, { purchaseOrderId }, context) {
    demandShop(context);
    return reader.decide((work) => purchaseOrderAnswer(work, purchaseOrderId));
  },
});

/** Purchase orders, newest first, by campaign, supplier or status. */
export const listPurchaseOrders = defineQuery({
  name: 'purchaseOrders.list',
  summary: 'List purchase orders',
  input: listPurchaseOrdersSchema,
  answer: purchaseOrderPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql(await reader.decide((work) => filtersOf(work, input)));
    const rows = await reader.table(purchaseOrders, `${page.condition}${filter.sql} ${page.tail}`, [
      ...page.params,
      ...filter.params,
    ]);
    const ids = rows.slice(0, input.limit).map(({ id }) => id);
    const views = await reader.decide((work) => purchaseOrderAnswers(work, ids));
    const byId = new Map(views.map((view) => [view.id, view]));
    return pageOf(rows, input, 'createdAt', ({ id }) => byId.get(id) ?? refuse('not_found'));
  },
});

/** Ids of ours, where the host shop's were given. */
function filtersOf(
  work: Work,
  { campaignId, supplierId, status }: z.output<typeof listPurchaseOrdersSchema>,
) {
  return {
    campaignId: campaignId === undefined ? undefined : work.resolve(campaigns, campaignId).id,
    supplierId: supplierId === undefined ? undefined : work.resolve(suppliers, supplierId).id,
    status,
  };
}

/**
 * Who would come short and what would go back, were the purchase order closed now. Writes nothing.
 *
 * Refuses: purchase_order_status once it is closed, not_found, not_allowed.
 */
export const previewShortage = defineQuery({
  name: 'purchaseOrders.previewShortage',
  summary: 'Preview who would come short',
  input: purchaseOrderIdSchema,
  answer: shortagePreviewSchema,
  async read(reader, { purchaseOrderId }, context) {
    demandShop(context);
    return reader.decide((work) => preview(work, purchaseOrderId));
  },
});

function preview(work: Work, purchaseOrderId: string) {
  work.need([purchaseOrders, { id: purchaseOrderId }], [purchaseLines, { purchaseOrderId }]);
  const order = work.get(purchaseOrders, purchaseOrderId);
  demand(order.status !== 'closed', 'purchase_order_status', { status: order.status });
  const { currency, policies } = theShop(work);
  const lines = purchaseLinesOf(work, order.id);
  const wanted = wantedOf(work, order);
  const shares = sharesOfShortage(work, order, lines, policies.shortage, wanted);
  const refunds = shares.map(refundOf);
  return {
    purchaseOrderId,
    policy: policies.shortage,
    refundTotal: money(
      refunds.reduce((sum, refund) => sum + refund, 0),
      currency,
    ),
    surplus: lines
      .map((line) => ({
        variantId: line.variantId,
        pieces: arrivedOf(line) - (wanted.get(line.variantId) ?? 0),
      }))
      .filter(({ pieces }) => pieces > 0),
    lines: shares.map(({ line, want, got }, index) => ({
      orderLineId: line.id,
      orderId: line.orderId,
      customerId: line.customerId,
      pickupPointId: line.pickupPointId,
      variantId: line.variantId,
      needed: want.pieces,
      allocated: got,
      short: want.pieces - got,
      refund: money(refunds[index] ?? 0, currency),
    })),
  };
}

/** What the closing will take off the line, by piece (R31): money back, or less to pay at pickup. */
function refundOf({ line, want, got }: ShortShare): number {
  const balance = {
    left: line.net - line.refunded,
    base: line.refundBase,
    pieces: line.refundPieces,
    done: line.refundDone,
  };
  const pieces = Math.min(want.pieces - got, balance.pieces - balance.done);
  return refundPieces(balance, pieces).refund;
}
