import { defineVerb } from '../define.ts';
import { orderIdSchema } from '../orders/schemas.ts';
import { ownOrder } from './collector.ts';
import { allowedCollectorSchema } from './consent-schemas.ts';
import { pickupConsents } from './tables.ts';

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
