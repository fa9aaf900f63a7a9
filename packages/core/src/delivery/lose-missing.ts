import { offers } from '../campaigns/tables.ts';
import { commissionEntries, leaderAccounts } from '../commissions/tables.ts';
import { customers } from '../customers/tables.ts';
import { notices } from '../events/tables.ts';
import { completeLine } from '../orders/complete-line.ts';
import type { OrderLine } from '../orders/order.ts';
import { refundLine } from '../orders/refund-line.ts';
import { orderLines, orders, refunds } from '../orders/tables.ts';
import { cancelWhenNothingIsLeft } from '../purchasing/cancel-empty-order.ts';
import { loseGoods } from '../purchasing/lose-goods.ts';
import { shareOut } from '../purchasing/share-out.ts';
import type { Context } from '../shared/context.ts';
import { grouped } from '../shared/grouped.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import type { DeliveryStop } from './delivery-run.ts';
import { piecesToDeliver } from './goods-of-points.ts';

const cause = { reason: 'missing', fault: 'carrier' } as const;

/** Shares a difference at a stop out inside its point, by the shop's shortage policy (R28); whoever comes short is refunded. */
export function loseMissing(
  work: Work,
  stop: DeliveryStop,
  lines: readonly OrderLine[],
  missing: number,
  context: Context,
): void {
  const byId = new Map(lines.map((line) => [line.id, line]));
  const wants = lines.map((line) => ({
    lineId: line.id,
    orderId: line.orderId,
    pickupPointId: line.pickupPointId,
    confirmedAt: line.confirmedAt ?? 0,
    pieces: piecesToDeliver(line),
    gift: line.gift,
  }));
  const expected = wants.reduce((sum, { pieces }) => sum + pieces, 0);
  const shares = shareOut(theShop(work).policies.shortage, expected - missing, wants).filter(
    ({ want, got }) => got < want.pieces,
  );
  askForParties(
    work,
    shares.flatMap(({ want }) => byId.get(want.lineId) ?? []),
  );
  for (const [orderId, own] of grouped(shares, ({ want }) => want.orderId)) {
    const lost = own.flatMap(({ want, got }) => {
      const line = byId.get(want.lineId);
      return line ? [loseOf(work, stop, line, want.pieces - got, context)] : [];
    });
    cancelWhenNothingIsLeft(work, orderId, context);
    tell(work, stop, orderId, lost, context);
  }
}

function askForParties(work: Work, lines: readonly OrderLine[]): void {
  work.need(
    ...lines.map(({ orderId }) => [orders, { id: orderId }] as const),
    ...lines.map(({ orderId }) => [orderLines, { orderId }] as const),
    ...lines.map(({ orderId }) => [commissionEntries, { orderId }] as const),
    ...lines.map(({ leaderId }) => [leaderAccounts, { leaderId }] as const),
    ...lines.map(({ customerId }) => [customers, { id: customerId }] as const),
    ...lines.map(({ offerId }) => [offers, { id: offerId }] as const),
  );
}

interface LostPieces {
  readonly line: OrderLine;
  readonly pieces: number;
  readonly refundId: string | null;
}

function loseOf(
  work: Work,
  stop: DeliveryStop,
  { id: lineId }: OrderLine,
  pieces: number,
  context: Context,
): LostPieces {
  const line = work.get(orderLines, lineId);
  const source = `transport ${stop.id} ${lineId}`;
  const refundable = Math.min(pieces, line.refundPieces - line.refundDone);
  const change = { kind: 'byPiece', pieces: refundable } as const;
  const refundId = refundLine(work, lineId, change, { ...cause, source }, context);
  const refunded = work.get(orderLines, lineId);
  work.set(orderLines, refunded, { lost: refunded.lost + pieces });
  loseGoods(work, line, { ...cause, stage: 'transport', pieces, source }, context);
  const { orderId } = line;
  work.emit({
    type: 'line.lost',
    subject: lineId,
    data: { orderId, deliveryStopId: stop.id, pieces, refundId },
  });
  completeLine(work, lineId, context);
  return { line, pieces, refundId };
}

/** One notice for an order and variant: a stop is handed over once. */
function tell(
  work: Work,
  stop: DeliveryStop,
  orderId: string,
  lost: readonly LostPieces[],
  context: Context,
): void {
  const order = work.get(orders, orderId);
  const refunded = lost.map(({ refundId }) => (refundId === null ? 0 : work.get(refunds, refundId).amount));
  const amount = refunded.reduce((sum, refund) => sum + refund, 0);
  work.insert(notices, {
    id: context.newId('ntc'),
    receiverKind: 'customer',
    receiverId: order.customerId,
    topic: 'order.missing',
    facts: {
      orderId,
      campaignId: stop.campaignId,
      cancelled: order.status === 'cancelled',
      refund: { amount, currency: theShop(work).currency },
      lines: lost.map(({ line, pieces }) => ({
        title: work.get(offers, line.offerId).title,
        missing: pieces,
      })),
    },
    createdAt: context.now,
    source: `missing ${stop.id} ${orderId} ${lost[0]?.line.variantId ?? ''}`,
  });
}
