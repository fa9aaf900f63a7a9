import type { Context } from '../shared/context.ts';
import { randomText } from '../shared/id.ts';
import type { Work } from '../work.ts';
import { linesOf, livePieces, type Order } from './order.ts';
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
  for (const line of linesOf(work, order.id)) {
    const firmPieces = livePieces(line);
    work.set(orderLines, line, { firmPieces, confirmedAt: context.now });
    countFirm(work, line, firmPieces);
  }
  work.emit({ type: 'order.confirmed', subject: order.id, data: { campaignId: order.campaignId } });
  return confirmed;
}
