import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { randomText } from '../shared/id.ts';
import { collectorView, ownOrder } from './collector.ts';
import { allowCollectorSchema, allowedCollectorSchema } from './consent-schemas.ts';
import { pickupConsents } from './tables.ts';

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
