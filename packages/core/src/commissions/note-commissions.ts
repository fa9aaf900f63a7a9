import type { Order, OrderLine } from '../orders/order.ts';
import type { Context } from '../shared/context.ts';
import type { Shop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { earnersOfLine, type PlacedOrder, type Share } from './earners-of-order.ts';
import { commissionEntries } from './tables.ts';

/** Notes at placement who will earn what on each line: the rate is frozen here (R34). Nothing accrues before the payment. */
export function noteCommissions(
  work: Work,
  order: Order,
  lines: readonly OrderLine[],
  { leader, customer }: Pick<PlacedOrder, 'leader' | 'customer'>,
  shop: Shop,
  context: Context,
): void {
  const placed = { order, leader, customer, shop };
  for (const line of lines)
    for (const share of earnersOfLine(work, placed, line)) noteShare(work, placed, line, share, context);
}

function noteShare(work: Work, placed: PlacedOrder, line: OrderLine, share: Share, context: Context): void {
  const { beneficiaryId, kind } = share;
  work.insert(commissionEntries, {
    id: context.newId('com'),
    orderLineId: line.id,
    orderId: line.orderId,
    campaignId: line.campaignId,
    base: placed.shop.policies.commissionBase,
    status: 'unpaid',
    source: `${line.id} ${beneficiaryId} ${kind}`,
    ...share,
  });
}
