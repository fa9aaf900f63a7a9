import { defineVerb } from '../define.ts';
import { refuse } from '../shared/error.ts';
import { handoverView, needForHandovers, recordHandover } from './record-handover.ts';
import { handOverOrderSchema, handoverSchema } from './schemas.ts';
import { demandStation } from './station.ts';

/**
 * Hands over all or part of a ready order (R29). The same handover id counts once; what is gone already is kept
 * as `conflict`.
 *
 * Refuses: payment_outstanding, order_status, handover_id_used, not_allowed, not_found.
 */
export const handOverOrder = defineVerb({
  name: 'pickups.handOver',
  summary: 'Hand over goods to a customer',
  input: handOverOrderSchema,
  answer: handoverSchema,
  decide: (work, input, context) => {
    demandStation(context.actor);
    needForHandovers(work, [input]);
    const result = recordHandover(work, input, context);
    if ('code' in result) refuse(result.code, result.details);
    return () => handoverView(work, result.orderId, input.handoverId);
  },
});
