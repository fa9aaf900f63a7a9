import { defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import type { Work } from '../work.ts';
import { type DeliveryStop, runAnswer } from './delivery-run.ts';
import { finishWhenServed } from './finish-run.ts';
import { deliveryRunSchema, failStopSchema } from './schemas.ts';
import { stopOfRun } from './stop-of-run.ts';
import { deliveryStops } from './tables.ts';

/**
 * A pickup point could not be served: its orders stay confirmed, its leader is told, and the point is planned again or
 * its lines go short (R28). Twice is harmless.
 *
 * Refuses: delivery_run_status, delivery_stop_status, not_found, not_allowed.
 */
export const failStop = defineVerb({
  name: 'deliveryRuns.failStop',
  summary: 'Note that a stop could not be served',
  input: failStopSchema,
  answer: deliveryRunSchema,
  decide: (work, { runId, stopId, note }, context) => {
    const { run, stop, leader } = stopOfRun(work, runId, stopId, context);
    demand(stop.status !== 'handedOver', 'delivery_stop_status', { status: stop.status });
    if (stop.status === 'pending') {
      demand(run.status === 'underWay', 'delivery_run_status', { status: run.status });
      const { campaignId, pickupPointId } = work.set(deliveryStops, stop, { status: 'failed', note });
      work.emit({
        type: 'deliveryStop.failed',
        subject: stop.id,
        data: { deliveryRunId: run.id, campaignId, pickupPointId, note },
      });
      tell(work, stop, note, context);
      finishWhenServed(work, run.id, context);
    }
    return () => runAnswer(work, run.id, leader);
  },
});

function tell(work: Work, stop: DeliveryStop, note: string, context: Context): void {
  const { campaignId, pickupPointId, deliveryRunId } = stop;
  const { leaderId, name } = work.get(pickupPoints, pickupPointId);
  if (leaderId === null) return;
  work.insert(notices, {
    id: context.newId('ntc'),
    receiverKind: 'leader',
    receiverId: leaderId,
    topic: 'deliveryStop.failed',
    facts: { deliveryStopId: stop.id, deliveryRunId, campaignId, pickupPointId, name, note },
    createdAt: context.now,
    source: `failed ${stop.id}`,
  });
}
