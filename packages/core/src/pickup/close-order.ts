import { campaigns } from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { completeLine } from '../orders/complete-line.ts';
import { linesOf, type Order, type OrderLine, openPieces } from '../orders/order.ts';
import { refundLine, refundOf } from '../orders/refund-line.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { loseGoods } from '../purchasing/lose-goods.ts';
import type { Context } from '../shared/context.ts';
import { basisPointsOf, roundedShare } from '../shared/money.ts';
import type { Instant } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import type { Fate } from './fate.ts';
import { donations } from './tables.ts';

const hour = 3_600_000;

/** When nobody is waited for any more: the last pickup window, or a later arrival of the goods, and the grace (R30). */
export function uncollectedAt(work: Work, order: Pick<Order, 'campaignId' | 'readyAt'>): Instant {
  const { pickupEndsAt } = work.get(campaigns, order.campaignId);
  const grace = theShop(work).policies.uncollectedGraceHours * hour;
  return Math.max(pickupEndsAt, order.readyAt ?? 0) + grace;
}

/** Whether the clock has closed a ready order, written down or not (C15). Goods that are not shared out yet are waited for. */
export function isUncollected(work: Work, order: Order, now: Instant): boolean {
  if (order.status !== 'ready' || now < uncollectedAt(work, order)) return false;
  return linesOf(work, order.id).every((line) => line.allocated !== null || openPieces(line) === 0);
}

/**
 * Closes a ready order whose time has passed (R30): the shop keeps the money as if the goods had been handed
 * over, gives the goods to a charity, or gives the money back in part or whole; one never paid (R17) costs nobody but the shop. A rest after a part handover makes it
 * collected. The ledger is dated by now, the event by the boundary.
 */
export function closeUncollectedOrder(work: Work, order: Order, context: Context): Order {
  const occurredAt = uncollectedAt(work, order);
  const lines = linesOf(work, order.id);
  const fate = fateOf(work, order);
  for (const line of lines) closeLine(work, line, fate, occurredAt, context);
  const collected = lines.some(({ handedOver }) => handedOver > 0);
  const closed = work.set(orders, work.get(orders, order.id), {
    status: collected ? 'collected' : 'uncollected',
    closedAt: occurredAt,
    pickupCode: null,
  });
  const { campaignId } = order;
  if (collected) work.emit({ type: 'order.collected', subject: order.id, data: { campaignId }, occurredAt });
  else
    work.emit({
      type: 'order.uncollected',
      subject: order.id,
      data: { campaignId, outcome: fate },
      occurredAt,
    });
  if (fate === 'unpaid') work.add(customers, work.get(customers, order.customerId), { noShows: 1 });
  return closed;
}

function fateOf(work: Work, order: Order): Fate {
  if (order.payment === 'atPickup' && order.paidAt === null) return 'unpaid';
  return fates[theShop(work).policies.uncollected];
}

const fates = { keep: 'kept', donate: 'donated', refundPart: 'partRefunded', refund: 'refunded' } as const;

function closeLine(work: Work, line: OrderLine, fate: Fate, occurredAt: Instant, context: Context): void {
  const pieces = openPieces(line);
  if (pieces === 0) return;
  work.set(orderLines, line, { uncollected: line.uncollected + pieces });
  const kept = line.handedOver + pieces;
  if (fate === 'partRefunded') refundPart(work, line, pieces, context);
  if (fate === 'kept' || fate === 'donated' || fate === 'partRefunded') {
    completeLine(work, line.id, context, { kept, occurredAt });
    if (fate === 'donated') donate(work, line, { pieces, kept }, context);
    return;
  }
  const cause = { reason: 'uncollected', fault: 'customer', source: `uncollected ${line.id}` };
  // Money given back by piece before stays given back: never more than the pieces not refunded yet.
  const refundable = Math.min(pieces, line.refundPieces - line.refundDone);
  refundLine(work, line.id, { kind: 'byPiece', pieces: refundable }, cause, context);
  loseGoods(work, line, { ...cause, stage: 'uncollected', pieces }, context);
  completeLine(work, line.id, context, { occurredAt });
}

/** A part of what these pieces were sold for goes back; the rest is a sale (R30). */
function refundPart(work: Work, line: OrderLine, pieces: number, context: Context): void {
  const refundable = Math.min(pieces, line.refundPieces - line.refundDone);
  const whole = refundOf(work.get(orderLines, line.id), { kind: 'byPiece', pieces: refundable });
  const amount = basisPointsOf(whole, theShop(work).policies.uncollectedRefundBasisPoints);
  if (amount === 0) return;
  const cause = { reason: 'uncollected', fault: 'customer', source: `uncollected ${line.id}` };
  refundLine(work, line.id, { kind: 'byAmount', amount }, cause, context);
}

/** For the money as if handed over; for whoever asks later, who got the goods. */
function donate(
  work: Work,
  { id: orderLineId, orderId, campaignId, variantId, pickupPointId }: OrderLine,
  { pieces, kept }: { readonly pieces: number; readonly kept: number },
  context: Context,
): void {
  const { cost } = work.get(orderLines, orderLineId);
  work.insert(donations, {
    id: context.newId('don'),
    orderId,
    orderLineId,
    campaignId,
    variantId,
    pickupPointId,
    pieces,
    cost: roundedShare(cost, pieces, kept),
    charity: theShop(work).policies.uncollectedCharity,
    createdAt: context.now,
  });
}
