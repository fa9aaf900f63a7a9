import { type Stander, standsAt } from '../pickup-points/stands-at.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { isShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import type { DeliveryRun, DeliveryStop } from './delivery-run.ts';
import { deliveryRuns, deliveryStops } from './tables.ts';

interface StopOfRun {
  readonly run: DeliveryRun;
  readonly stop: DeliveryStop;
  /** Set when a leader asks: what is answered shows only stops where this leader stands. */
  readonly leader: Stander | undefined;
}

/** The run, for the shop or whoever has its link; for another driver it does not exist. */
export function runOfDriver(work: Work, runId: string, { actor }: Context): DeliveryRun {
  demand(isShop({ actor }) || actor.kind === 'driver', 'not_allowed', {
    needs: 'a secret key or the link of the run',
  });
  if (actor.kind === 'driver')
    demand(actor.deliveryRunId === runId, 'not_found', { what: 'delivery_runs', key: runId });
  return work.get(deliveryRuns, runId);
}

/** The stop, for the shop, the driver of its run or whoever stands at its point (R44); for anyone else it does not exist. */
export function stopOfRun(work: Work, runId: string, stopId: string, context: Context): StopOfRun {
  const { actor } = context;
  demand(isShop({ actor }) || actor.kind === 'driver' || actor.kind === 'leader', 'not_allowed', {
    needs: 'a secret key, a leader session or the link of the run',
  });
  work.need([deliveryRuns, { id: runId }], [deliveryStops, { id: stopId }]);
  const run = actor.kind === 'leader' ? work.get(deliveryRuns, runId) : runOfDriver(work, runId, context);
  const stop = work.get(deliveryStops, stopId);
  demand(stop.deliveryRunId === run.id, 'not_found', { what: 'delivery_stops', key: stopId });
  if (actor.kind !== 'leader') return { run, stop, leader: undefined };
  const leader = { leaderId: actor.leaderId, now: context.now };
  demand(standsAt(work, stop.pickupPointId, leader), 'not_found', { what: 'delivery_stops', key: stopId });
  return { run, stop, leader };
}
