import type * as z from 'zod';
import { pickupPoints } from '../pickup-points/tables.ts';
import { demand, type FieldProblem, refuse } from '../shared/error.ts';
import { instantOf } from '../shared/time.ts';
import type { Work } from '../work.ts';
import type { Round } from './plan-runs.ts';
import type { planRunsSchema } from './plan-schemas.ts';
import { timesOf } from './route/plan-route.ts';
import { fits, type RouteProblem } from './route/problem.ts';
import type { OpenGoods } from './route-of-points.ts';

type Runs = NonNullable<z.output<typeof planRunsSchema>['runs']>;

/** Rounds as a person put them: their order stays, and times and loads are worked out. */
export function namedRounds(work: Work, runs: Runs, open: OpenGoods, problem: RouteProblem): Round[] {
  const points = pointsNamed(work, runs, open);
  return runs.map(({ name, driver = '', carrier = null, capacity, departsAt }, index) => {
    const stops = (points[index] ?? []).flatMap((id) => problem.stops.filter((stop) => stop.id === id));
    const leaves = departsAt === undefined ? problem.departsAt : instantOf(departsAt);
    const route = timesOf({ ...problem, stops, departsAt: leaves });
    const holds = {
      crates: capacity?.crates ?? null,
      pieces: capacity?.pieces ?? null,
      grams: capacity?.grams ?? null,
    };
    demand(
      fits({ capacity: holds, stopsMax: null, minutesMax: null }, route.load, stops.length),
      'delivery_capacity',
      { run: name, load: route.load, capacity: holds },
    );
    return { name, driver, carrier, capacity: holds, departsAt: leaves, route };
  });
}

/** Refuses a point that is named twice, planned already or without goods, by its field. */
function pointsNamed(work: Work, runs: Runs, open: OpenGoods): string[][] {
  const problems: FieldProblem[] = [];
  const seen = new Set<string>();
  const points = runs.map(({ pickupPointIds }, run) =>
    pickupPointIds.map((reference, index) => {
      const { id } = work.resolve(pickupPoints, reference);
      const path = `runs.${String(run)}.pickupPointIds.${String(index)}`;
      if (seen.has(id)) problems.push({ path, code: 'duplicate', message: 'This point is named twice.' });
      else if (!open.has(id))
        problems.push({
          path,
          code: 'nothing_to_deliver',
          message: 'This point is planned already, or has no goods to get.',
        });
      seen.add(id);
      return id;
    }),
  );
  if (problems.length > 0) refuse('invalid_input', { fields: problems });
  return points;
}
