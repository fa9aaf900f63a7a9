import type { Order } from '../orders/order.ts';
import { orders } from '../orders/tables.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { instantOrNull } from '../shared/schemas.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { Row, Work } from '../work.ts';
import type { CollectorView } from './consent-schemas.ts';
import type { pickupConsents } from './tables.ts';

type Consent = Row<typeof pickupConsents>;

/** Who agrees is the customer; for an order placed on behalf the one who placed it, and the shop. */
export function ownOrder(work: Work, reference: string, context: Context): Order {
  const order = work.resolve(orders, reference);
  demand(isOwn(order, context), 'not_found', { what: 'orders', key: reference });
  return order;
}

export function isOwn(order: Pick<Order, 'customerId' | 'placedBy'>, context: Context): boolean {
  const { actor } = context;
  if (actor.kind === 'customer') return order.customerId === actor.customerId;
  if (actor.kind === 'leader') return order.placedBy === actorText(actor);
  return isShop(context);
}

/** The consent as its owner sees it; none where it was taken back. */
export function collectorView({ orderId, name, phoneTail, code, usedAt }: Consent): CollectorView | null {
  return name === '' ? null : { orderId, name, phoneTail, code, usedAt: instantOrNull(usedAt) };
}
