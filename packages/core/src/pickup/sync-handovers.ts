import { defineVerb } from '../define.ts';
import type { Work } from '../work.ts';
import { WholeHandovers } from './hand-over-whole.ts';
import { handoverView, needForHandovers, type RecordedHandover, recordHandover } from './record-handover.ts';
import { type HandoverInput, syncedHandoversSchema, syncHandoversSchema } from './schemas.ts';
import { demandStation } from './station.ts';
import { findWholeOrders } from './whole-orders.ts';

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
  // Orders handed over whole are written by set-based SQL.
  alone: true,
  decide: (work, { handovers }, context) => {
    demandStation(context.actor);
    const whole = findWholeOrders(work, handovers, context);
    const others = handovers.filter((input) => !whole.has(input));
    if (others.length > 0) needForHandovers(work, others);
    const together = new WholeHandovers(work, context);
    const results = handovers.map((input) => {
      const order = whole.get(input);
      if (order) return { input, view: together.handOver(order, input) };
      return { input, result: recordHandover(work, input, context, { late: true }) };
    });
    together.store();
    return () => ({
      data: results.map((one) =>
        'view' in one ? { outcome: 'recorded' as const, handover: one.view } : answerOf(work, one),
      ),
    });
  },
});

interface Recorded {
  readonly input: HandoverInput;
  readonly result: RecordedHandover;
}

function answerOf(work: Work, { input: { handoverId, orderId }, result }: Recorded) {
  if (!('code' in result))
    return { outcome: 'recorded' as const, handover: handoverView(work, result.orderId, handoverId) };
  const { code, details } = result;
  return { outcome: 'refused' as const, handoverId, orderId, code, details: { ...details } };
}
