import { defineVerb } from '../define.ts';
import { pickupPoints } from '../pickup-points/tables.ts';
import { moveOrders } from '../pickup/move-orders.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { forEachDue, type TickStep, untilNothingIsDue } from '../tick-step.ts';
import type { Work } from '../work.ts';
import { redirectStopSchema } from './change-schemas.ts';
import { type DeliveryStop, runAnswer, stopsOf } from './delivery-run.ts';
import { finishWhenServed } from './finish-run.ts';
import { reckonTimes } from './run-stops.ts';
import { deliveryRunSchema } from './schemas.ts';
import { stopOfRun } from './stop-of-run.ts';
import { deliveryStopLines, deliveryStops } from './tables.ts';

/**
 * The leader of a stop is away: its goods and all its orders go to another point, whose leader hands them out (R44),
 * and everyone is told. A pending stop is driven there instead, or its goods join the stop that goes there already; a
 * stop that failed is then to be planned for the other point. Of hundreds of orders so many are moved at once; the tick
 * moves the rest, and so does the same call again. Once all are moved it is harmless.
 *
 * Refuses: delivery_stop_status, delivery_stop_outcome, delivery_stop_moving (to another point still),
 * pickup_point_unavailable, not_found, not_allowed.
 */
export const redirectStop = defineVerb({
  name: 'deliveryRuns.redirectStop',
  summary: 'Take a stop and its orders to another pickup point',
  input: redirectStopSchema,
  answer: deliveryRunSchema,
  alone: true,
  decide: (work, { runId, stopId, toPointId: reference, reason }, context) => {
    demandShop(context);
    const { run, stop } = stopOfRun(work, runId, stopId, context);
    const { id: toPointId } = work.resolve(pickupPoints, reference);
    const { movingFromId, movingToId } = stop;
    if (movingFromId !== null) {
      demand(movingToId === toPointId, 'delivery_stop_moving', { toPointId: movingToId });
      moveOn(work, stop, { fromPointId: movingFromId, toPointId, reason }, context);
    } else if (stop.pickupPointId !== toPointId && stop.outcome !== 'redirected') {
      redirect(work, stop, toPointId, reason);
      moveOn(work, stop, { fromPointId: stop.pickupPointId, toPointId, reason }, context);
      if (run.status !== 'finished') {
        reckonTimes(work, run.id, context.now);
        if (stopsOf(work, run.id).every((one) => one.status !== 'pending'))
          finishWhenServed(work, run.id, context);
      }
    }
    return () => runAnswer(work, run.id);
  },
});

function redirect(work: Work, stop: DeliveryStop, toPointId: string, reason: string): void {
  const { status, outcome, campaignId, deliveryRunId, pickupPointId: fromPointId } = stop;
  demand(status !== 'handedOver', 'delivery_stop_status', { status });
  demand(outcome === null, 'delivery_stop_outcome', { outcome });
  if (status === 'failed') close(work, stop, reason);
  else drive(work, stop, toPointId, reason);
  const data = { deliveryRunId, campaignId, fromPointId, toPointId };
  work.emit({ type: 'deliveryStop.redirected', subject: stop.id, data });
}

interface Way {
  readonly fromPointId: string;
  readonly toPointId: string;
  readonly reason: string;
}

/** Moves as many orders as one call may, and notes on the stop whether any are left. */
function moveOn(work: Work, { id, campaignId }: DeliveryStop, way: Way, context: Context): void {
  const { fromPointId, toPointId, reason } = way;
  const moved = moveOrders.decide(work, { campaignId, fromPointId, toPointId, reason }, context);
  const { left } = typeof moved === 'function' ? moved() : moved;
  const stop = work.get(deliveryStops, id);
  const none = { movingFromId: null, movingToId: null, movingReason: null };
  const rest = { movingFromId: fromPointId, movingToId: toPointId, movingReason: reason };
  if (left > 0 || stop.movingToId !== null) work.set(deliveryStops, stop, left > 0 ? rest : none);
}

const moving = `SELECT "deliveryRunId" AS "runId", "id" AS "stopId", "movingToId" AS "toPointId", "movingReason" AS "reason"
  FROM "delivery_stops" WHERE "movingToId" IS NOT NULL LIMIT 20`;

/** Goes on with stops that were redirected and have more orders than one call moves. */
export const redirectStopsStep: TickStep = {
  name: redirectStop.name,
  run: (tuan, now) =>
    untilNothingIsDue(async () => {
      const due = await tuan.reader.rows<{
        runId: string;
        stopId: string;
        toPointId: string;
        reason: string;
      }>(moving);
      return forEachDue(due, async (one) => {
        await tuan.deliveryRuns.redirectStop({ ...one }, { now });
        return true;
      });
    }),
};

function close(work: Work, stop: DeliveryStop, reason: string): void {
  const note = [stop.note, reason].filter((text) => text !== '').join('; ');
  work.set(deliveryStops, stop, { outcome: 'redirected', note });
}

/** A point is driven to once: where no stop goes to the other one yet, this stop does. */
function drive(work: Work, stop: DeliveryStop, toPointId: string, reason: string): void {
  const { campaignId, deliveryRunId, pickupPointId } = stop;
  const others = work.list(deliveryStops, { campaignId, pickupPointId: toPointId });
  if (others.some(({ status }) => status === 'pending')) {
    work.set(deliveryStops, stop, { status: 'failed', outcome: 'redirected', note: reason });
    const data = { deliveryRunId, campaignId, pickupPointId, note: reason };
    // Its goods join the other stop: moving the orders takes them along only from a stop that is pending.
    for (const line of work.list(deliveryStopLines, { deliveryStopId: stop.id }))
      work.set(deliveryStopLines, line, { expected: 0 });
    return work.emit({ type: 'deliveryStop.failed', subject: stop.id, data });
  }
  // Moving the orders brings their goods to the stop that is pending there, which is this one from here on.
  work.set(deliveryStops, stop, { pickupPointId: toPointId, note: reason });
  for (const line of work.list(deliveryStopLines, { deliveryStopId: stop.id }))
    work.set(deliveryStopLines, line, { expected: 0 });
}
