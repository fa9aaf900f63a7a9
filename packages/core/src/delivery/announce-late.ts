import { defineVerb } from '../define.ts';
import { notices } from '../events/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand, refuse } from '../shared/error.ts';
import { type Instant, instantOf, instantText } from '../shared/time.ts';
import type { Work } from '../work.ts';
import { announceLateSchema } from './change-schemas.ts';
import { type DeliveryStop, runAnswer, stopsOf } from './delivery-run.ts';
import { deliveryRunSchema } from './schemas.ts';
import { stopOfRun } from './stop-of-run.ts';
import { deliveryStops } from './tables.ts';

const hour = 3_600_000;

/**
 * The driver comes at another time than planned: the leader of the point is told, and with `following` those of the
 * stops behind it. The same time twice is harmless.
 *
 * Refuses: delivery_run_status (finished), delivery_stop_status, invalid_input (a time long past or far off),
 * not_found, not_allowed.
 */
export const announceLate = defineVerb({
  name: 'deliveryRuns.announceLate',
  summary: 'Tell the leader when the vehicle comes',
  input: announceLateSchema,
  answer: deliveryRunSchema,
  decide: (work, { runId, stopId, expectedAt, following, note = '' }, context) => {
    const { run, stop, leader } = stopOfRun(work, runId, stopId, context);
    demand(leader === undefined, 'not_allowed', { needs: 'a secret key or the link of the run' });
    demand(run.status !== 'finished', 'delivery_run_status', { status: run.status });
    demand(stop.status === 'pending', 'delivery_stop_status', { status: stop.status });
    const at = instantOf(expectedAt);
    if (at < context.now - hour || at > context.now + 48 * hour)
      refuse('invalid_input', {
        fields: [
          { path: 'expectedAt', code: 'out_of_range', message: 'Give a time within the next two days.' },
        ],
      });
    const later = at - (stop.expectedAt ?? stop.plannedAt ?? at);
    tell(work, stop, at, note, context);
    const behind = stopsOf(work, runId).filter(
      ({ position, status }) => status === 'pending' && position > stop.position,
    );
    for (const next of following && later !== 0 ? behind : []) {
      const expected = next.expectedAt ?? next.plannedAt;
      if (expected !== null) tell(work, next, expected + later, note, context);
    }
    return () => runAnswer(work, runId);
  },
});

function tell(work: Work, stop: DeliveryStop, expectedAt: Instant, note: string, context: Context): void {
  if (stop.expectedAt === expectedAt) return;
  const { campaignId, deliveryRunId, pickupPointId } = work.set(deliveryStops, stop, { expectedAt });
  const data = { deliveryRunId, campaignId, pickupPointId, expectedAt };
  work.emit({ type: 'deliveryStop.late', subject: stop.id, data });
  const { leaderId, name } = work.get(pickupPoints, pickupPointId);
  if (leaderId === null) return;
  const times = {
    expectedAt: instantText(expectedAt),
    plannedAt: stop.plannedAt === null ? null : instantText(stop.plannedAt),
  };
  work.insert(notices, {
    id: context.newId('ntc'),
    receiverKind: 'leader',
    receiverId: leaderId,
    topic: 'deliveryStop.late',
    facts: { deliveryStopId: stop.id, deliveryRunId, campaignId, pickupPointId, name, ...times, note },
    createdAt: context.now,
    source: `late ${stop.id} ${String(expectedAt)} ${String(stop.version)}`,
  });
}
