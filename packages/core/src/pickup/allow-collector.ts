import { defineVerb } from '../define.ts';
import type { Order } from '../orders/order.ts';
import { orders } from '../orders/tables.ts';
import { actorText } from '../shared/actor-text.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { orderIdSchema } from '../orders/schemas.ts';
import { randomText } from '../shared/id.ts';
import { instantOrNull } from '../shared/schemas.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { Row, Work } from '../work.ts';
import { allowCollectorSchema, allowedCollectorSchema, type CollectorView } from './consent-schemas.ts';
import { pickupConsents } from './tables.ts';

type Consent = Row<typeof pickupConsents>;

/** As long as a pickup code: it opens the same door. */
const codeLength = 8;

/**
 * The customer lets someone else collect: names the person, and gets a code for them that opens one handover. The same
 * person again changes nothing; another one takes their place, and the code of the one before is dead.
 *
 * Refuses: order_status, not_found.
 */
export const allowCollector = defineVerb({
  name: 'pickups.allowCollector',
  summary: 'Let someone else collect an order',
  input: allowCollectorSchema,
  answer: allowedCollectorSchema,
  decide: (work, { orderId: reference, name, phoneTail = null }, context) => {
    const order = ownOrder(work, reference, context);
    const open = order.status === 'held' || order.status === 'confirmed' || order.status === 'ready';
    demand(open, 'order_status', { status: order.status });
    const known = work.find(pickupConsents, { orderId: order.id });
    if (known?.name === name && known.phoneTail === phoneTail && known.code !== null)
      return { collector: collectorView(known) };
    const consent = {
      name,
      phoneTail,
      code: randomText(context.random, codeLength),
      createdAt: context.now,
      usedAt: null,
    };
    const kept = known
      ? work.set(pickupConsents, known, consent)
      : work.insert(pickupConsents, { orderId: order.id, ...consent });
    work.emit({ type: 'order.collectorAllowed', subject: order.id, data: {} });
    return { collector: collectorView(kept) };
  },
});

/** The customer takes the consent back. Harmless where there is none. Refuses: not_found. */
export const revokeCollector = defineVerb({
  name: 'pickups.revokeCollector',
  summary: 'No longer let someone else collect',
  input: orderIdSchema,
  answer: allowedCollectorSchema,
  decide: (work, { orderId: reference }, context) => {
    const order = ownOrder(work, reference, context);
    const known = work.find(pickupConsents, { orderId: order.id });
    if (known && known.name !== '') {
      work.set(pickupConsents, known, { name: '', phoneTail: null, code: null });
      work.emit({ type: 'order.collectorRevoked', subject: order.id, data: {} });
    }
    return { collector: null };
  },
});

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
