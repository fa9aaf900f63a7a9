import type { Context } from '../shared/context.ts';
import { randomText } from '../shared/id.ts';
import type { Work } from '../work.ts';
import { linesOf, livePieces, type Order, type OrderLine } from './order.ts';
import { orderLines, orders } from './tables.ts';
import { countFirm } from './take-stock.ts';

/** Eight characters of Crockford's base 32: 10¹² codes, so that guessing one of a day's orders is hopeless. */
const pickupCodeLength = 8;

/** Makes an order firm: it will be bought for. From here on it has a pickup code. */
export function confirmOrder(work: Work, order: Order, context: Context): Order {
  const confirmed = work.set(orders, order, {
    status: 'confirmed',
    confirmedAt: context.now,
    closedAt: null,
    pickupCode: randomText(context.random, pickupCodeLength),
  });
  makeFirm(work, linesOf(work, order.id), context);
  work.emit({ type: 'order.confirmed', subject: order.id, data: { campaignId: order.campaignId } });
  return confirmed;
}

/** Counts the pieces of lines as firm, in the order of time as from now (R26). */
export function makeFirm(work: Work, lines: readonly OrderLine[], { now }: Context): void {
  for (const line of lines) {
    const firmPieces = livePieces(line);
    work.set(orderLines, line, { firmPieces, confirmedAt: now });
    countFirm(work, line, firmPieces);
  }
}
