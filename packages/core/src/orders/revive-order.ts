import { campaigns, offers } from '../campaigns/tables.ts';
import type { Context } from '../shared/context.ts';
import { areBenefitsFree } from '../promotions/are-free.ts';
import { retakeBenefits } from '../promotions/reserve-benefits.ts';
import type { Work } from '../work.ts';
import { confirmOrder } from './confirm-order.ts';
import { earliestCutoff } from './earliest-cutoff.ts';
import { makeRoom, releaseOverdue } from './expire-order.ts';
import { hasFlashRoom, makePoolRoom } from './room.ts';
import { piecesOrdered } from './gather-cart.ts';
import { linesOf, type Order, type OrderLine } from './order.ts';
import { retakeSlot } from '../pickup-points/take-slot.ts';
import { orders } from './tables.ts';
import { takeStock } from './take-stock.ts';

/** Whether a late payment still finds time and room: before the earliest cutoff; cap, limit, benefit, pool free (R16). */
export function canRevive(work: Work, order: Order, now: number): boolean {
  if (now >= earliestCutoff(work, order, now)) return false;
  const { status } = work.get(campaigns, order.campaignId);
  if (status !== 'published' && status !== 'purchasing') return false;
  const lines = linesOf(work, order.id);
  return (
    [...byOffer(lines)].every(([offerId, pieces]) => hasRoom(work, order, offerId, pieces, now)) &&
    hasSharedRoom(work, order, lines, now) &&
    areBenefitsFree(work, order, now)
  );
}

/** Flash stock and pools, too, are held by nobody whose hold is overdue (R1). */
function hasSharedRoom(work: Work, order: Order, lines: readonly OrderLine[], now: number): boolean {
  if (!hasFlashRoom(work, lines)) {
    const offerIds = new Set(lines.map(({ offerId }) => offerId));
    releaseOverdue(work, order.campaignId, now, ({ offerId }) => offerIds.has(offerId));
  }
  return hasFlashRoom(work, lines) && makePoolRoom(work, lines, now).length === 0;
}

function hasRoom(work: Work, order: Order, offerId: string, pieces: number, now: number): boolean {
  const offer = work.get(offers, offerId);
  if (offer.status !== 'open') return false;
  const { limitPerCustomer: limit } = offer;
  if (limit !== null && piecesOrdered(work, offer, order.customerId, limit - pieces, now) + pieces > limit)
    return false;
  if (offer.cap === null || offer.sold + pieces <= offer.cap) return true;
  return makeRoom(work, offer, now).sold + pieces <= offer.cap;
}

/** Confirms an expired order at the price it was placed at. */
export function reviveOrder(work: Work, order: Order, context: Context): Order {
  takeStock(work, order, linesOf(work, order.id), 1);
  retakeBenefits(work, order);
  const revived = work.set(orders, order, retakeSlot(work, order));
  return confirmOrder(work, revived, context);
}

function byOffer(lines: readonly OrderLine[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { offerId, pieces } of lines) sums.set(offerId, (sums.get(offerId) ?? 0) + pieces);
  return sums;
}
