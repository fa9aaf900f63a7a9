import * as z from 'zod';
import { defineQuery } from '../define.ts';
import { demand } from '../shared/error.ts';
import { ownIdSchema } from '../shared/schemas.ts';
import { instantText } from '../shared/time.ts';
import type { Work } from '../work.ts';
import { orderIdOf } from './answer-purchase-order.ts';
import { supplierOrderSchema } from './correction-schemas.ts';
import { correctionViews } from './correction-view.ts';
import { purchaseOrderAnswer } from './purchase-order.ts';
import { goodsReceiptLines, goodsReceipts } from './tables.ts';

/**
 * A purchase order as its supplier sees it, by its link: what to bring and at what cost, what came of it, and what was
 * corrected. Nothing of customers, of stock, of other orders.
 *
 * Refuses: purchase_order_not_sent, not_found, not_allowed.
 */
export const getSupplierOrder = defineQuery({
  name: 'purchaseOrders.forSupplier',
  summary: 'Read a purchase order as its supplier',
  input: z.strictObject({ purchaseOrderId: ownIdSchema.max(140).optional() }),
  answer: supplierOrderSchema,
  async read(reader, input, context) {
    const id = orderIdOf(input.purchaseOrderId, context);
    return reader.decide((work) => supplierOrder(work, id));
  },
});

function supplierOrder(work: Work, id: string): z.input<typeof supplierOrderSchema> {
  const order = purchaseOrderAnswer(work, id);
  work.need(
    [goodsReceipts, { purchaseOrderId: id }],
    ...order.lines.map((line) => [goodsReceiptLines, { purchaseLineId: line.id }] as const),
  );
  const { status, sentAt } = order;
  demand(status !== 'draft' && sentAt !== null, 'purchase_order_not_sent');
  return {
    id,
    shopName: order.shopName,
    supplierName: order.supplierName,
    status: status === 'settling' ? 'closed' : status,
    answer: order.supplierAnswer,
    sentAt,
    bringOn: order.pickupDate,
    expectedTotal: order.expectedTotal,
    lines: order.lines
      .filter(isTheirs)
      .map((line) => ({ ...shownLine(line), receipts: receiptsOf(work, order, line.id) })),
    corrections: correctionViews(work, id),
  };
}

type Line = ReturnType<typeof purchaseOrderAnswer>['lines'][number];

/** What stock covers is no matter of the supplier; what was ordered, came or was taken back is. */
function isTheirs({ ordered, accepted, rejected, missing }: Line): boolean {
  return ordered + accepted + rejected + missing > 0;
}

function shownLine(line: Line) {
  const { id, externalId, title, specification, unit, packSize, cases, loose, ordered } = line;
  const { unitCost, expected, promisedOn, accepted, rejected, missing } = line;
  const goods = { id, externalId, title, specification, unit, packSize, cases, loose, ordered };
  return { ...goods, unitCost, expected, promisedOn, accepted, rejected, missing };
}

/** What the supplier of the order brought of a line; what others sold in its place is no matter of theirs. */
function receiptsOf(
  work: Work,
  { id, supplierId }: Pick<ReturnType<typeof purchaseOrderAnswer>, 'id' | 'supplierId'>,
  purchaseLineId: string,
) {
  const receipts = new Map(work.list(goodsReceipts, { purchaseOrderId: id }).map((one) => [one.id, one]));
  return work
    .list(goodsReceiptLines, { purchaseLineId })
    .filter((line) => line.supplierId === supplierId)
    .map((line) => ({ ...line, at: receipts.get(line.goodsReceiptId)?.receivedAt ?? 0 }))
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    .map(({ at, accepted, rejected, missing, reason, pictures }) => {
      const counted = { accepted, rejected, missing };
      return { receivedAt: instantText(at), ...counted, reason, pictures: [...pictures] };
    });
}
