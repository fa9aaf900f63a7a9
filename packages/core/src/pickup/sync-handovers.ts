import { defineVerb } from '../define.ts';
import { handoverView, needForHandovers, recordHandover } from './record-handover.ts';
import { syncedHandoversSchema, syncHandoversSchema } from './schemas.ts';
import { demandStation } from './station.ts';

/**
 * Takes in what a phone handed over without a network, each on its own: one that is refused does not keep the
 * others back. Sent again, nothing counts twice (R29).
 *
 * Refuses: not_allowed.
 */
export const syncHandovers = defineVerb({
  name: 'pickups.syncHandovers',
  summary: 'Take in handovers made without a network',
  input: syncHandoversSchema,
  answer: syncedHandoversSchema,
  decide: (work, { handovers }, context) => {
    demandStation(context.actor);
    needForHandovers(work, handovers);
    const results = handovers.map((input) => ({
      input,
      result: recordHandover(work, input, context, { late: true }),
    }));
    return () => ({
      data: results.map(({ input: { handoverId, orderId }, result }) =>
        'code' in result
          ? {
              outcome: 'refused' as const,
              handoverId,
              orderId,
              code: result.code,
              details: { ...result.details },
            }
          : { outcome: 'recorded' as const, handover: handoverView(work, result.orderId, handoverId) },
      ),
    });
  },
});
