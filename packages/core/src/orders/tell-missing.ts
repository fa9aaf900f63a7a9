import { offers } from '../campaigns/tables.ts';
import { notices } from '../events/tables.ts';
import type { Context } from '../shared/context.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import type { OrderLine } from './order.ts';
import { orders, refunds } from './tables.ts';

/** Goods that a customer does not get, and what goes back for them. */
export interface MissingGoods {
  readonly lines: readonly { readonly line: OrderLine; readonly pieces: number }[];
  readonly refundIds: readonly (string | null)[];
  /** What it follows from: the customer is told once. */
  readonly source: string;
}

/** Tells a customer which goods do not come, and what goes back for them. */
export function tellMissing(
  work: Work,
  orderId: string,
  { lines, refundIds, source }: MissingGoods,
  context: Context,
): void {
  const order = work.get(orders, orderId);
  const refunded = refundIds.map((id) => (id === null ? 0 : work.get(refunds, id).amount));
  const amount = refunded.reduce((sum, refund) => sum + refund, 0);
  work.insert(notices, {
    id: context.newId('ntc'),
    receiverKind: 'customer',
    receiverId: order.customerId,
    topic: 'order.missing',
    facts: {
      orderId,
      campaignId: order.campaignId,
      cancelled: order.status === 'cancelled',
      refund: { amount, currency: theShop(work).currency },
      lines: lines.map(({ line, pieces }) => ({
        title: work.get(offers, line.offerId).title,
        missing: pieces,
      })),
    },
    createdAt: context.now,
    source,
  });
}
