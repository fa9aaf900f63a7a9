import { claims, replacements } from '../aftersales/tables.ts';
import { offers } from '../campaigns/tables.ts';
import { commissionEntries, leaderAccounts } from '../commissions/tables.ts';
import { customers } from '../customers/tables.ts';
import { completeLine } from '../orders/complete-line.ts';
import { linesOf, openPieces } from '../orders/order.ts';
import { refundLine } from '../orders/refund-line.ts';
import { tellMissing } from '../orders/tell-missing.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { cancelWhenNothingIsLeft } from '../purchasing/cancel-empty-order.ts';
import { takeGoods } from '../purchasing/campaign-goods.ts';
import { campaignGoods } from '../purchasing/tables.ts';
import { type LostGoods, writeOff } from '../purchasing/lose-goods.ts';
import type { Context } from '../shared/context.ts';
import { grouped } from '../shared/grouped.ts';
import type { Work } from '../work.ts';
import type { WrittenOff } from './charge-shrinkage.ts';
import type { ShrinkageStage } from './tables.ts';
import type { ShortWant } from './who-comes-short.ts';

/** What is said of every piece that a record loses. */
export interface LossCause {
  readonly recordId: string;
  readonly stage: ShrinkageStage;
  readonly reason: string;
  readonly fault: string;
}

/** Lines lose pieces: refunded by piece, taken out of the goods and written off; whom it concerns is told. */
export function loseLines(
  work: Work,
  short: readonly ShortWant[],
  cause: LossCause,
  context: Context,
): WrittenOff[] {
  askForParties(work, short);
  return [...grouped(short, ({ line }) => line.orderId)].flatMap(([orderId, own]) => {
    const lost = own.map((one) => loseLine(work, one, cause, context));
    closeWhenNothingIsLeft(work, orderId, context);
    const told = {
      lines: own.map(({ line, want, got }) => ({ line, pieces: want.pieces - got })),
      refundIds: lost.map(({ refundId }) => refundId),
      source: `shrinkage ${cause.recordId} ${orderId}`,
    };
    tellMissing(work, orderId, told, context);
    return lost.map(({ written }) => written);
  });
}

/** One round trip for all lines, however many come short. */
function askForParties(work: Work, short: readonly ShortWant[]): void {
  const lines = short.map(({ line }) => line);
  work.need(
    ...lines.map(({ orderId }) => [orders, { id: orderId }] as const),
    ...lines.map(({ orderId }) => [orderLines, { orderId }] as const),
    ...lines.map(({ orderId }) => [commissionEntries, { orderId }] as const),
    // What completing a line asks for: a claim that is open, a claim that it makes good.
    ...lines.map(({ orderId }) => [claims, { orderId }] as const),
    ...lines.map(({ id }) => [replacements, { newLineId: id }] as const),
    ...lines.map(({ campaignId, variantId }) => [campaignGoods, { campaignId, variantId }] as const),
    ...lines.map(({ leaderId }) => [leaderAccounts, { leaderId }] as const),
    ...lines.map(({ customerId }) => [customers, { id: customerId }] as const),
    ...lines.map(({ offerId }) => [offers, { id: offerId }] as const),
  );
}

interface LostLine {
  readonly written: WrittenOff;
  readonly refundId: string | null;
}

function loseLine(work: Work, { line, want, got }: ShortWant, cause: LossCause, context: Context): LostLine {
  const { id, orderId, campaignId, variantId, supplierId, pickupPointId } = line;
  const pieces = want.pieces - got;
  const source = `shrinkage ${cause.recordId} ${id}`;
  // Pieces that were refunded out of kindness before are not refunded again.
  const refundable = Math.min(pieces, line.refundPieces - line.refundDone);
  const occasion = { reason: cause.reason, fault: cause.fault, source };
  const refundId = refundLine(work, id, { kind: 'byPiece', pieces: refundable }, occasion, context);
  const refunded = work.get(orderLines, id);
  work.set(orderLines, refunded, { lost: refunded.lost + pieces });
  const cost = takeGoods(work, campaignId, variantId, pieces);
  const lost: LostGoods = {
    ...cause,
    campaignId,
    variantId,
    supplierId,
    pickupPointId,
    pieces,
    cost,
    line,
    source,
  };
  const written = { id: writeOff(work, lost, context), lost };
  const { recordId } = cause;
  work.emit({
    type: 'line.shrunk',
    subject: id,
    data: { orderId, shrinkageRecordId: recordId, pieces, refundId },
  });
  completeLine(work, id, context);
  return { written, refundId };
}

/** An order of which nothing is left is over: cancelled, or collected where a part was handed over before. */
function closeWhenNothingIsLeft(work: Work, orderId: string, context: Context): void {
  if (cancelWhenNothingIsLeft(work, orderId, context)) return;
  const order = work.get(orders, orderId);
  const lines = linesOf(work, orderId);
  const over = order.status === 'ready' && lines.every((line) => openPieces(line) === 0);
  if (!over) return;
  work.set(orders, order, { status: 'collected', closedAt: context.now, pickupCode: null });
  work.emit({ type: 'order.collected', subject: orderId, data: { campaignId: order.campaignId } });
}
