import type * as z from 'zod';
import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { moveStopsSchema } from './change-schemas.ts';
import { type DeliveryRun, runAnswer, stopsOf } from './delivery-run.ts';
import { finishWhenServed } from './finish-run.ts';
import { demandRoom, putInOrder, reckonTimes } from './run-stops.ts';
import { deliveryRunSchema } from './schemas.ts';
import { deliveryRuns, deliveryStops } from './tables.ts';

/**
 * Moves pending stops to another run of the campaign, or to a new one, also while both are under way. A run that has
 * no pending stop left is finished. Stops that stand there already are left where they are.
 *
 * Refuses: delivery_run_status, delivery_stop_status, delivery_capacity, conflict (a run of another campaign),
 * invalid_input, not_found, not_allowed.
 */
export const moveStops = defineVerb({
  name: 'deliveryRuns.moveStops',
  summary: 'Move stops to another delivery run',
  input: moveStopsSchema,
  answer: deliveryRunSchema,
  decide: (work, command, context) => {
    demandShop(context);
    const { runId, stopIds, position } = command;
    const run = work.get(deliveryRuns, runId);
    const target = targetOf(work, run, command, context);
    demand(target.status !== 'finished', 'delivery_run_status', { status: target.status });
    demand(target.campaignId === run.campaignId, 'conflict', { what: 'campaign' });
    work.need(...stopIds.map((id) => [deliveryStops, { id }] as const));
    const moved = [...new Set(stopIds)].map((id) => work.get(deliveryStops, id));
    const already = moved.every(({ deliveryRunId }) => deliveryRunId === target.id);
    if (!already || target.id === runId) {
      for (const stop of moved) {
        demand(stop.deliveryRunId === runId, 'not_found', { what: 'delivery_stops', key: stop.id });
        demand(stop.status === 'pending', 'delivery_stop_status', { stopId: stop.id, status: stop.status });
      }
      move(
        work,
        run,
        target,
        moved.map(({ id }) => id),
        position,
        context,
      );
    }
    return () => runAnswer(work, target.id);
  },
});

function targetOf(
  work: Work,
  run: DeliveryRun,
  { toRunId, newRun, stopIds }: z.output<typeof moveStopsSchema>,
  context: Context,
): DeliveryRun {
  if (newRun === undefined) return work.get(deliveryRuns, toRunId ?? '');
  const { campaignId, departsAt, routing } = run;
  const { name, driver = '', carrier = null, capacity } = newRun;
  const target = work.insertFirst(deliveryRuns, {
    id: context.newId('run'),
    campaignId,
    name,
    driver,
    carrier,
    status: 'planned',
    capacityCrates: capacity?.crates ?? null,
    capacityPieces: capacity?.pieces ?? null,
    capacityGrams: capacity?.grams ?? null,
    departsAt: Math.max(context.now, departsAt ?? context.now),
    routing,
    createdAt: context.now,
  });
  const stops = new Set(stopIds).size;
  work.emit({ type: 'deliveryRun.planned', subject: target.id, data: { campaignId, stops } });
  return target;
}

function move(
  work: Work,
  run: DeliveryRun,
  target: DeliveryRun,
  stopIds: readonly string[],
  position: number | undefined,
  context: Context,
): void {
  const others = pendingOf(work, target.id).filter((id) => !stopIds.includes(id));
  const at = Math.min(position ?? others.length, others.length);
  const behind = stopsOf(work, target.id).length;
  for (const [index, id] of stopIds.entries())
    work.set(deliveryStops, work.get(deliveryStops, id), {
      deliveryRunId: target.id,
      position: behind + index,
    });
  putInOrder(work, target.id, [...others.slice(0, at), ...stopIds, ...others.slice(at)]);
  demandRoom(work, target.id);
  reckonTimes(work, target.id, context.now);
  if (target.id !== run.id) {
    putInOrder(work, run.id, pendingOf(work, run.id));
    reckonTimes(work, run.id, context.now);
  }
  const data = { campaignId: run.campaignId, from: run.id, to: target.id };
  for (const id of stopIds) work.emit({ type: 'deliveryStop.moved', subject: id, data });
  if (pendingOf(work, run.id).length === 0) finishWhenServed(work, run.id, context);
}

function pendingOf(work: Work, runId: string): string[] {
  return stopsOf(work, runId)
    .filter(({ status }) => status === 'pending')
    .map(({ id }) => id);
}
