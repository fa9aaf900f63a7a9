import { campaigns, offers } from '../campaigns/tables.ts';
import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand, type FieldProblem, refuse } from '../shared/error.ts';
import type { RowRequest, Work } from '../work.ts';
import { cancel, demandBeforeCutoff, demandMayCancel } from './cancel-order.ts';
import { linesOf, livePieces, type Order, orderAnswer, type OrderLine } from './order.ts';
import { orderSchema, type ReduceOrder, reduceOrderSchema } from './schemas.ts';
import { orderLines, orders } from './tables.ts';
import { refundTakenBack } from './take-back.ts';
import { countFirm, takePieces } from './take-stock.ts';

interface Reduction {
  readonly line: OrderLine;
  readonly pieces: number;
}

/**
 * Takes pieces of a firm order back: the customer until the earliest cutoff, the shop until the freeze (R5, R21). By
 * piece, each at what it was paid for; a gift whose condition is undone by it follows its promotion (R11). Where no
 * goods are left the order is cancelled whole. More pieces are a new order.
 *
 * Refuses: cutoff_passed, order_status (a hold is replaced), invalid_input, not_found.
 */
export const reduceOrder = defineVerb({
  name: 'orders.reduce',
  summary: 'Take pieces of an order back',
  input: reduceOrderSchema,
  answer: orderSchema,
  decide: (work, command, context) => {
    const order = work.resolve(orders, command.orderId);
    const byCustomer = demandMayCancel(order, context);
    demand(order.status === 'confirmed', 'order_status', { status: order.status });
    const lines = linesOf(work, order.id);
    work.need(
      [campaigns, { id: order.campaignId }],
      ...lines.map(({ offerId }): RowRequest => [offers, { id: offerId }]),
    );
    demandNotFrozen(work, order, lines);
    if (byCustomer) demandBeforeCutoff(work, order, context);
    const reductions = reductionsOf(lines, command);
    if (isEverything(lines, reductions)) cancel(work, order, byCustomer ? 'customer' : 'shop', context);
    else reduce(work, order, reductions, context);
    return () => orderAnswer(work, order.id);
  },
});

function demandNotFrozen(work: Work, order: Order, lines: readonly OrderLine[]): void {
  const frozen = lines.some(({ offerId }) => work.get(offers, offerId).status !== 'open');
  demand(!frozen, 'order_status', { status: order.status, reason: 'The goods are being bought.' });
  const { status } = work.get(campaigns, order.campaignId);
  demand(status === 'published' || status === 'purchasing', 'order_status', { status: order.status });
}

function reductionsOf(lines: readonly OrderLine[], { lines: wanted }: ReduceOrder): Reduction[] {
  const fields: FieldProblem[] = [];
  const found = wanted.flatMap(({ lineId, pieces }, index): Reduction[] => {
    const path = `lines.${String(index)}`;
    const line = lines.find(({ id }) => id === lineId);
    if (line === undefined)
      fields.push({ path: `${path}.lineId`, code: 'unknown', message: 'The order has no such line.' });
    else if (wanted.findIndex((other) => other.lineId === lineId) !== index)
      fields.push({ path: `${path}.lineId`, code: 'duplicate', message: 'This line is named twice.' });
    else if (pieces > livePieces(line)) {
      const message = `Only ${String(livePieces(line))} are left of it.`;
      fields.push({ path: `${path}.pieces`, code: 'too_many', message });
    } else return [{ line, pieces }];
    return [];
  });
  if (fields.length > 0) refuse('invalid_input', { fields });
  return found;
}

/** A gift alone is no order. */
function isEverything(lines: readonly OrderLine[], reductions: readonly Reduction[]): boolean {
  const taken = new Map(reductions.map(({ line, pieces }) => [line.id, pieces]));
  return lines.every((line) => line.gift || livePieces(line) === (taken.get(line.id) ?? 0));
}

function reduce(work: Work, order: Order, reductions: readonly Reduction[], context: Context): void {
  const changes = reductions.map(({ line, pieces }) => ({
    line,
    // Pieces that the shop refunded out of kindness before are not refunded again.
    change: { kind: 'byPiece', pieces: Math.min(pieces, line.refundPieces - line.refundDone) } as const,
    occasion: {
      reason: 'takenBack',
      fault: null,
      source: `reduced ${line.id} ${String(line.cancelled + pieces)}`,
    },
  }));
  refundTakenBack(work, order, changes, context);
  for (const { line, pieces } of reductions) {
    takePieces(work, line, -pieces);
    countFirm(work, line, -pieces);
    const refunded = work.get(orderLines, line.id);
    work.set(orderLines, refunded, {
      cancelled: line.cancelled + pieces,
      firmPieces: line.firmPieces - pieces,
      tolerance: Math.max(0, line.tolerance - pieces),
    });
    work.emit({ type: 'order.reduced', subject: order.id, data: { orderLineId: line.id, pieces } });
  }
}
