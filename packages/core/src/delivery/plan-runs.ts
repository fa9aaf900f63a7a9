import type * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { defineVerb } from '../define.ts';
import type { Context } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import type { Instant } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import type { Work } from '../work.ts';
import { runAnswers } from './delivery-run.ts';
import { guardGoods } from './goods-of-points.ts';
import { leftPoints } from './left-points.ts';
import { namedRounds } from './named-rounds.ts';
import { openGoods } from './open-goods.ts';
import { plannedRunsSchema, planRunsSchema } from './plan-schemas.ts';
import { planRoute } from './route/plan-route.ts';
import type { LeftReason, PlannedRoute, RouteProblem } from './route/problem.ts';
import { runsNamed } from './run-names.ts';
import { type OpenGoods, receivingHours, routeProblem } from './route-of-points.ts';
import { routeWarnings } from './route-warnings.ts';
import { deliveryRuns, deliveryStopLines, deliveryStops, type Routing } from './tables.ts';

type PlanRuns = z.output<typeof planRunsSchema>;

/**
 * Plans rounds over the pickup points that have goods to get, each stop with its pieces by variant: as a person gives
 * them in `runs`, or found over `vehicles` with their capacities and the hours of the points. A point whose stop
 * failed is planned again; one that is planned is not, so a second call plans nothing and answers the same.
 *
 * Refuses: goods_not_shared_out, campaign_status, delivery_capacity (goods go into no vehicle, unless `partial`),
 * invalid_input (a point named that is planned or has no goods), not_found, not_allowed.
 */
export const planRuns = defineVerb({
  name: 'deliveryRuns.plan',
  summary: 'Plan delivery runs over pickup points',
  input: planRunsSchema,
  answer: plannedRunsSchema,
  alone: true,
  decide: (work, command, context) => {
    demandShop(context);
    const { id: campaignId } = work.resolve(campaigns, command.campaignId);
    const { goods, open } = openGoods(work, campaignId, context);
    guardGoods(work, campaignId, goods);
    const stops = work.list(deliveryStops, { campaignId }).length;
    const problem = routeProblem(work, campaignId, command, open, context.now);
    const { rounds, left } = roundsOf(work, command, campaignId, open, problem);
    const named = leftPoints(work, problem, left);
    demand(left.length === 0 || command.partial, 'delivery_capacity', { left: named });
    const { speed, minutesPerStop, windows } = command;
    const receiving = Object.fromEntries(receivingHours(work, command));
    const routing = { depot: problem.depot, speed, minutesPerStop, windows, receiving };
    for (const round of rounds) storeRun(work, { campaignId, routing }, round, open, problem, context);
    closeFailed(work, campaignId, rounds);
    // Two planners at once would send two vehicles to one point.
    const stopsThen = rounds.reduce((sum, { route }) => sum + route.stops.length, stops);
    work.guard('SELECT count(*) <> CAST(? AS INTEGER) FROM "delivery_stops" WHERE "campaignId" = ?', [
      stopsThen,
      campaignId,
    ]);
    const warnings =
      rounds.length === 0
        ? []
        : routeWarnings(
            work,
            problem,
            rounds.map(({ route }) => route),
            open,
          );
    return () => ({ data: runAnswers(work, runIdsOf(work, campaignId)), left: named, warnings });
  },
});

export interface Round {
  readonly name: string;
  readonly driver: string;
  readonly carrier: string | null;
  readonly capacity: RouteProblem['vehicles'][number]['capacity'];
  readonly departsAt: Instant;
  readonly route: PlannedRoute;
}

interface Rounds {
  readonly rounds: readonly Round[];
  readonly left: readonly { readonly id: string; readonly reason: LeftReason }[];
}

function roundsOf(
  work: Work,
  command: PlanRuns,
  campaignId: string,
  open: OpenGoods,
  problem: RouteProblem,
): Rounds {
  if (command.runs !== undefined) return { rounds: namedRounds(work, command.runs, open, problem), left: [] };
  if (open.size === 0) return { rounds: [], left: [] };
  const names = runsNamed(work, campaignId, command.vehicles);
  const { routes, left } = planRoute(problem);
  const { departsAt } = problem;
  const rounds = routes.flatMap((route) => {
    const [name, vehicle] = [names[route.vehicle], problem.vehicles[route.vehicle]];
    return name && vehicle ? [{ ...name, capacity: vehicle.capacity, departsAt, route }] : [];
  });
  return { rounds, left };
}

function storeRun(
  work: Work,
  { campaignId, routing }: { readonly campaignId: string; readonly routing: Routing },
  { name, driver, carrier, capacity, departsAt, route }: Round,
  open: OpenGoods,
  { stops }: RouteProblem,
  context: Context,
): void {
  const run = work.insert(deliveryRuns, {
    id: context.newId('run'),
    campaignId,
    name,
    driver,
    carrier,
    status: 'planned',
    capacityCrates: capacity.crates,
    capacityPieces: capacity.pieces,
    capacityGrams: capacity.grams,
    departsAt,
    routing,
    createdAt: context.now,
  });
  for (const [position, { id: pickupPointId, arrivesAt }] of route.stops.entries()) {
    const stop = work.insert(deliveryStops, {
      id: context.newId('stp'),
      deliveryRunId: run.id,
      campaignId,
      pickupPointId,
      position,
      status: 'pending',
      crates: stops.find(({ id }) => id === pickupPointId)?.load.crates ?? 0,
      plannedAt: arrivesAt,
      pictures: [],
    });
    for (const { variantId, pieces } of open.get(pickupPointId) ?? []) {
      work.insert(deliveryStopLines, { deliveryStopId: stop.id, variantId, expected: pieces });
    }
  }
  work.emit({
    type: 'deliveryRun.planned',
    subject: run.id,
    data: { campaignId, stops: route.stops.length },
  });
}

/** A failed stop whose point is driven to again has its outcome. */
function closeFailed(work: Work, campaignId: string, rounds: readonly Round[]): void {
  const again = new Set(rounds.flatMap(({ route }) => route.stops.map(({ id }) => id)));
  for (const stop of work.list(deliveryStops, { campaignId })) {
    if (stop.status === 'failed' && stop.outcome === null && again.has(stop.pickupPointId))
      work.set(deliveryStops, stop, { outcome: 'planned' });
  }
}

function runIdsOf(work: Work, campaignId: string): string[] {
  return work
    .list(deliveryRuns, { campaignId })
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);
}
