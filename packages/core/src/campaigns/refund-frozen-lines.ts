import * as z from 'zod';
import { customers } from '../customers/tables.ts';
import { defineVerb } from '../define.ts';
import { loadOrders } from '../orders/load-orders.ts';
import { percentDiscounts } from '../promotions/percent-discounts.ts';
import { linesOf, openPieces, type OrderLine } from '../orders/order.ts';
import { refundLine } from '../orders/refund-line.ts';
import { orderLines, orders } from '../orders/tables.ts';
import type { Context } from '../shared/context.ts';
import { discountedDrop, tierDrop } from '../shared/price-drop.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { type TickStep, untilNothingIsDue } from '../tick-step.ts';
import type { Row, RowRequest, Work } from '../work.ts';
import { freezeRefunds } from './freeze-tables.ts';

type FreezeRefund = Row<typeof freezeRefunds>;

/** How many lines one command takes. */
const linesPerChunk = 500;

/**
 * Gives lines what a freeze decided they are owed: everything where the offer failed, the drop where a tier was
 * reached, pieces that fill no case (C23). Each line once per freeze; what is done already is passed over.
 *
 * Refuses: not_found, not_allowed.
 */
export const refundFrozenLines = defineVerb({
  name: 'campaigns.refundFrozenLines',
  summary: 'Refund lines as a freeze decided',
  input: z.strictObject({
    lines: z.array(z.strictObject({ freezeId: z.string(), orderLineId: z.string() })).max(linesPerChunk),
  }),
  answer: z.strictObject({ done: z.int() }),
  decide: (work, { lines }, context) => {
    demandShop(context);
    work.need(...lines.map((key): RowRequest => [freezeRefunds, key]));
    const due = lines.map((key) => work.get(freezeRefunds, key)).filter(({ doneAt }) => doneAt === null);
    loadOrders(work, [...new Set(due.map(({ orderId }) => orderId))]);
    for (const owed of due) serveFrozenLine(work, owed, context);
    return { done: due.length };
  },
});

/** Gives one line what its freeze owes it, once: a line listed twice is served once, since the row is read again. */
export function serveFrozenLine(
  work: Work,
  { freezeId, orderLineId }: Pick<FreezeRefund, 'freezeId' | 'orderLineId'>,
  context: Context,
): void {
  const owed = work.get(freezeRefunds, { freezeId, orderLineId });
  if (owed.doneAt !== null) return;
  const line = work.get(orderLines, orderLineId);
  if (owed.kind === 'offerFailed') failLine(work, line, freezeId, context);
  else {
    if (owed.unfilled > 0) giveBackUnfilled(work, line, owed, context);
    if (owed.unitPrice !== null)
      reprice(work, work.get(orderLines, orderLineId), owed.unitPrice, freezeId, context);
  }
  work.set(freezeRefunds, owed, { doneAt: context.now });
}

/** R31: pieces that were to fill a case and do not go back by piece; the freeze has taken them off the line already. */
function giveBackUnfilled(work: Work, line: OrderLine, owed: FreezeRefund, context: Context): void {
  const pieces = Math.min(owed.unfilled, line.refundPieces - line.refundDone);
  const occasion = { reason: 'caseNotFilled', fault: null, source: `unfilled ${owed.freezeId} ${line.id}` };
  refundLine(work, line.id, { kind: 'byPiece', pieces }, occasion, context);
  const data = { orderId: line.orderId, pieces: owed.unfilled };
  work.emit({ type: 'line.unfilled', subject: line.id, data });
}

/** R20: the line in full; discounts on other lines stay. The offer's counters stand still since the freeze (R1). */
function failLine(work: Work, line: OrderLine, freezeId: string, context: Context): void {
  const pieces = openPieces(line);
  if (pieces === 0) return;
  const refundable = line.refundPieces - line.refundDone;
  const occasion = { reason: 'offerFailed', fault: null, source: `${freezeId} ${line.id}` };
  refundLine(work, line.id, { kind: 'byPiece', pieces: refundable }, occasion, context);
  work.set(orderLines, work.get(orderLines, line.id), { cancelled: line.cancelled + pieces, firmPieces: 0 });
  work.emit({ type: 'line.failed', subject: line.id, data: { orderId: line.orderId, pieces } });
  if (linesOf(work, line.orderId).every((other) => openPieces(other) === 0))
    cancelEmptied(work, line.orderId, context);
}

/** Nothing of the order is left: it is cancelled, its code opens nothing (C3). */
function cancelEmptied(work: Work, orderId: string, context: Context): void {
  const order = work.get(orders, orderId);
  if (order.status !== 'confirmed') return;
  work.add(customers, work.get(customers, order.customerId), { liveOrders: -1 });
  work.set(orders, order, {
    status: 'cancelled',
    cancelReason: 'offerFailed',
    closedAt: context.now,
    pickupCode: null,
  });
  work.emit({ type: 'order.cancelled', subject: order.id, data: { reason: 'offerFailed' } });
}

/** R7, R8: everyone pays the tier reached; amount discounts stay as they are, percent discounts apply to the drop too. */
function reprice(work: Work, line: OrderLine, tierPrice: number, freezeId: string, context: Context): void {
  const whole = tierDrop({ unitPrice: line.unitPrice, tierPrice, pieces: openPieces(line) });
  const drop = Math.min(discountedDrop(whole, percentDiscounts(work, line)), line.net - line.refunded);
  if (drop === 0) return;
  const occasion = { reason: 'tier', fault: null, source: `${freezeId} ${line.id}` };
  refundLine(work, line.id, { kind: 'adjustment', drop }, occasion, context);
  work.emit({
    type: 'line.repriced',
    subject: line.id,
    data: { orderId: line.orderId, unitPrice: tierPrice, drop },
  });
}

const owedLines = `SELECT "freezeId", "orderLineId" FROM "freeze_refunds" WHERE "doneAt" IS NULL
  ORDER BY "freezeId", "orderLineId" LIMIT ${String(linesPerChunk)}`;

export const refundFrozenLinesStep: TickStep = {
  name: refundFrozenLines.name,
  run: (tuan, now) =>
    untilNothingIsDue(async () => {
      const due = await tuan.reader.rows<{ freezeId: string; orderLineId: string }>(owedLines);
      if (due.length === 0) return 0;
      const lines = due.map(({ freezeId, orderLineId }) => ({ freezeId, orderLineId }));
      return (await tuan.campaigns.refundFrozenLines({ lines }, { now })).done;
    }),
};
