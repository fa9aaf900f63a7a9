import { variants } from '../catalog/tables.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { demand } from '../shared/error.ts';
import type { Instant } from '../shared/time.ts';
import type { Work } from '../work.ts';
import { type DeliveryRun, type DeliveryStop, stopsOf } from './delivery-run.ts';
import { fits, type Load } from './route/problem.ts';
import { timesOf } from './route/plan-route.ts';
import { spansAtPoint } from './route-of-points.ts';
import { deliveryRuns, deliveryStopLines, deliveryStops } from './tables.ts';

/** The stops in their order: those served or failed as they were, then the pending ones as given. */
export function putInOrder(work: Work, runId: string, pending: readonly string[]): void {
  const stops = stopsOf(work, runId);
  const done = stops.filter(({ status }) => status !== 'pending').map(({ id }) => id);
  for (const [position, id] of [...done, ...pending].entries()) {
    const stop = work.get(deliveryStops, id);
    if (stop.position !== position) work.set(deliveryStops, stop, { position });
  }
}

/**
 * Reckons anew when each pending stop is reached: from the departure, or from where the vehicle is now. What a driver
 * has said about a stop no longer holds then.
 */
export function reckonTimes(work: Work, runId: string, now: Instant): void {
  const run = work.get(deliveryRuns, runId);
  if (run.routing === null) return;
  const stops = stopsOf(work, runId);
  const pending = stops.filter(({ status }) => status === 'pending');
  work.need(...stops.map(({ pickupPointId }) => [pickupPoints, { id: pickupPointId }] as const));
  const { departsAt, from } = whereNow(work, run, stops, now);
  const { routing } = run;
  const { speed, minutesPerStop } = routing;
  const empty: Load = { crates: 0, pieces: 0, grams: 0 };
  const route = timesOf({
    depot: from,
    departsAt,
    speed,
    minutesPerStop,
    vehicles: [],
    stops: pending.map(({ id, pickupPointId }) => {
      const point = work.get(pickupPoints, pickupPointId);
      const { latitude, longitude } = point;
      const spans = spansAtPoint(work, point, routing, departsAt);
      return { id, latitude, longitude, load: empty, windows: spans };
    }),
  });
  for (const { id, arrivesAt } of route.stops) {
    const stop = work.get(deliveryStops, id);
    if (stop.plannedAt !== arrivesAt || stop.expectedAt !== null)
      work.set(deliveryStops, stop, { plannedAt: arrivesAt, expectedAt: null });
  }
}

/** Before it has left, the depot and the departure; under way, the last point it was at. */
function whereNow(work: Work, run: DeliveryRun, stops: readonly DeliveryStop[], now: Instant) {
  const depot = run.routing?.depot ?? null;
  if (run.status !== 'underWay') return { departsAt: run.departsAt ?? now, from: depot };
  const last = stops.findLast(({ status }) => status !== 'pending');
  if (last === undefined) return { departsAt: now, from: depot };
  const { latitude, longitude } = work.get(pickupPoints, last.pickupPointId);
  const from = latitude === null || longitude === null ? depot : { latitude, longitude };
  return { departsAt: now, from };
}

/** What is still to be brought, by the plan, goes into the vehicle. Refuses: delivery_capacity. */
export function demandRoom(work: Work, runId: string): void {
  const run = work.get(deliveryRuns, runId);
  const capacity = { crates: run.capacityCrates, pieces: run.capacityPieces, grams: run.capacityGrams };
  if (Object.values(capacity).every((one) => one === null)) return;
  const pending = stopsOf(work, runId).filter(({ status }) => status === 'pending');
  work.need(...pending.map(({ id }) => [deliveryStopLines, { deliveryStopId: id }] as const));
  const lines = pending.flatMap(({ id }) => work.list(deliveryStopLines, { deliveryStopId: id }));
  work.need(...lines.map(({ variantId }) => [variants, { id: variantId }] as const));
  const gramsOf = (variantId: string) => work.get(variants, variantId).gramsPerUnit ?? 0;
  const load: Load = {
    crates: pending.reduce((sum, { crates }) => sum + crates, 0),
    pieces: lines.reduce((sum, { expected }) => sum + expected, 0),
    grams: lines.reduce((sum, { expected, variantId }) => sum + expected * gramsOf(variantId), 0),
  };
  const hasRoom = fits({ capacity, stopsMax: null, minutesMax: null }, load, pending.length);
  demand(hasRoom, 'delivery_capacity', { run: run.name, load, capacity });
}
