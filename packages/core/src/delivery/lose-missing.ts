import { offers } from '../campaigns/tables.ts';
import { commissionEntries, leaderAccounts } from '../commissions/tables.ts';
import { customers } from '../customers/tables.ts';
import { completeLine } from '../orders/complete-line.ts';
import { openPieces, type OrderLine } from '../orders/order.ts';
import { refundLine } from '../orders/refund-line.ts';
import { tellMissing } from '../orders/tell-missing.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { cancelWhenNothingIsLeft } from '../purchasing/cancel-empty-order.ts';
import { moveToStock } from '../purchasing/campaign-goods.ts';
import { loseGoods } from '../purchasing/lose-goods.ts';
import { recordChange } from '../purchasing/record-change.ts';
import { type Share, shareOut } from '../purchasing/share-out.ts';
import type { Context } from '../shared/context.ts';
import { grouped } from '../shared/grouped.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import type { DeliveryStop } from './delivery-run.ts';
import { piecesToDeliver } from './goods-of-points.ts';
import { deliveryRuns } from './tables.ts';

/** Pieces of one variant that a point does not get, and where they are. */
export interface Shortfall {
  readonly missing: number;
  readonly damaged?: number;
  /** `lost` is shrinkage in transport; `stock` takes them back. */
  readonly goods?: 'lost' | 'stock';
  /** What it follows from, once for a stop. */
  readonly cause?: string;
}

/**
 * Shares what a point does not get out inside it, by the shop's shortage policy (R28); whoever comes short is refunded.
 * Answers how many pieces lines of this point came short.
 */
export function loseMissing(
  work: Work,
  stop: DeliveryStop,
  lines: readonly OrderLine[],
  { missing, damaged = 0, goods = 'lost', cause = 'transport' }: Shortfall,
  context: Context,
): number {
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
  const there = Math.max(0, expected - missing - damaged);
  const answers = whoAnswers(work, stop);
  const shares = shareOut(theShop(work).policies.shortage, there, wants).filter(
    ({ want, got }) => got < want.pieces,
  );
  askForParties(
    work,
    shares.flatMap(({ want }) => byId.get(want.lineId) ?? []),
  );
  if (goods === 'stock') noteWithdrawn(work, stop, shares, byId, { cause, ...answers }, context);
  let missingLeft = missing;
  for (const [orderId, own] of grouped(shares, ({ want }) => want.orderId)) {
    const lost = own.flatMap(({ want, got }) => {
      const line = byId.get(want.lineId);
      if (line === undefined) return [];
      const pieces = want.pieces - got;
      // Nobody knows which of the pieces were whose: the missing ones are counted first, then the damaged.
      const gone = Math.min(pieces, missingLeft);
      missingLeft -= gone;
      return [
        { reason: 'missing', pieces: gone },
        { reason: 'damaged', pieces: pieces - gone },
      ]
        .filter((part) => part.pieces > 0)
        .map((part) => loseOf(work, stop, line, { ...part, ...answers, goods, cause }, context));
    });
    cancelWhenNothingIsLeft(work, orderId, context);
    // One notice for an order, variant and cause.
    const told = {
      lines: lost,
      refundIds: lost.map(({ refundId }) => refundId),
      source: `missing ${cause} ${stop.id} ${orderId} ${lost[0]?.line.variantId ?? ''}`,
    };
    tellMissing(work, orderId, told, context);
  }
  return expected - there;
}

/** R33: a carrier that is paid to drive bears what it loses; of an own van it is the shop's loss. */
function whoAnswers(work: Work, { deliveryRunId }: DeliveryStop): Answerable {
  return { fault: work.get(deliveryRuns, deliveryRunId).carrier === null ? 'shop' : 'carrier' };
}

interface Answerable {
  readonly fault: 'shop' | 'carrier';
}

/** What goes back to stock after the cutoff is a change (变更单), for the leader and whoever drives. */
function noteWithdrawn(
  work: Work,
  { id, campaignId, note }: DeliveryStop,
  shares: readonly Share[],
  byId: ReadonlyMap<string, OrderLine>,
  { cause, fault }: Answerable & { readonly cause: string },
  context: Context,
): void {
  const lines = shares.flatMap(({ want, got }) => {
    const line = byId.get(want.lineId);
    if (line === undefined) return [];
    const { variantId, leaderId, pickupPointId } = line;
    const before = openPieces(line);
    const after = before - (want.pieces - got);
    return [{ variantId, leaderId, pickupPointId, orderLineId: line.id, before, after }];
  });
  const source = `${cause} ${id} ${lines[0]?.variantId ?? ''}`;
  const change = { campaignId, kind: 'withdrawn', reason: note, fault, source } as const;
  recordChange(work, change, lines, context);
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

interface LostPart extends Answerable {
  readonly reason: string;
  readonly pieces: number;
  readonly goods: 'lost' | 'stock';
  readonly cause: string;
}

function loseOf(
  work: Work,
  stop: DeliveryStop,
  { id: lineId }: OrderLine,
  { reason, fault, pieces, goods, cause }: LostPart,
  context: Context,
): LostPieces {
  const line = work.get(orderLines, lineId);
  const why = { reason, fault };
  const source = `${cause} ${stop.id} ${lineId}${reason === 'missing' ? '' : ` ${reason}`}`;
  const refundable = Math.min(pieces, line.refundPieces - line.refundDone);
  const change = { kind: 'byPiece', pieces: refundable } as const;
  const refundId = refundLine(work, lineId, change, { ...why, source }, context);
  const refunded = work.get(orderLines, lineId);
  const { orderId, campaignId, variantId } = line;
  if (goods === 'lost') {
    work.set(orderLines, refunded, { lost: refunded.lost + pieces });
    loseGoods(work, line, { ...why, stage: 'transport', pieces, source }, context);
  } else {
    work.set(orderLines, refunded, { withdrawn: refunded.withdrawn + pieces });
    const occasion = { type: 'order.withdrawn', subject: lineId };
    moveToStock(work, { campaignId, variantId, pieces }, occasion, context);
  }
  work.emit({
    type: 'line.lost',
    subject: lineId,
    data: { orderId, deliveryStopId: stop.id, pieces, refundId },
  });
  completeLine(work, lineId, context);
  return { line, pieces, refundId };
}
