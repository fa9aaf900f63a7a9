import { pickupPoints } from '../pickup-points/tables.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import type { Work } from '../work.ts';
import type { DeliveryRun, DeliveryStop } from './delivery-run.ts';
import { deliveryRuns, deliveryStops } from './tables.ts';

interface StopOfRun {
  readonly run: DeliveryRun;
  readonly stop: DeliveryStop;
  /** Set when a leader asks: what is answered shows only stops of this leader. */
  readonly leaderId: string | undefined;
}

/** The stop, for the shop or the leader of its point; for anyone else it does not exist. */
export function stopOfRun(work: Work, runId: string, stopId: string, { actor }: Context): StopOfRun {
  demand(actor.kind !== 'customer' && actor.kind !== 'storefront', 'not_allowed', {
    needs: 'a secret key or a leader session',
  });
  work.need([deliveryRuns, { id: runId }], [deliveryStops, { id: stopId }]);
  const run = work.get(deliveryRuns, runId);
  const stop = work.get(deliveryStops, stopId);
  demand(stop.deliveryRunId === run.id, 'not_found', { what: 'delivery_stops', key: stopId });
  if (actor.kind !== 'leader') return { run, stop, leaderId: undefined };
  const { leaderId } = work.get(pickupPoints, stop.pickupPointId);
  demand(leaderId === actor.leaderId, 'not_found', { what: 'delivery_stops', key: stopId });
  return { run, stop, leaderId: actor.leaderId };
}
