import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { planNearest, planRoute, timesOf } from './plan-route.ts';
import { compareCosts, fits, type RouteProblem, type RouteStop, type RouteVehicle } from './problem.ts';

const departsAt = Date.parse('2026-11-24T08:00:00+08:00');
const hour = 3_600_000;
const depot = { latitude: 30_280_000, longitude: 120_020_000 };
const plain: RouteVehicle = {
  capacity: { crates: null, pieces: null, grams: null },
  stopsMax: null,
  minutesMax: null,
};
const van = (crates: number): RouteVehicle => ({ ...plain, capacity: { ...plain.capacity, crates } });

function at(id: string, north: number, east: number, wish: Partial<RouteStop> = {}): RouteStop {
  return {
    id,
    latitude: depot.latitude + north,
    longitude: depot.longitude + east,
    load: { crates: 1, pieces: 10, grams: 5000 },
    windows: [],
    ...wish,
  };
}

const problem = (wish: Partial<RouteProblem>): RouteProblem => ({
  depot,
  departsAt,
  speed: 25,
  minutesPerStop: 5,
  stops: [],
  vehicles: [plain],
  ...wish,
});
const trips = (wish: Partial<RouteProblem>) =>
  planRoute(problem(wish)).routes.map(({ stops }) => stops.map(({ id }) => id).join(' '));

test('a ring of points is driven around, where nearest neighbour would cross it', () => {
  const stops = [at('a', 10_000, 0), at('b', 10_000, 30_000), at('c', -10_000, 30_000), at('d', -10_000, 0)];
  expect(trips({ stops })).toEqual(['a b c d']);
  const far = [at('p', 0, 1000), at('q', 0, -3000), at('r', 0, 7000), at('s', 0, -12_000)];
  const plan = planRoute(problem({ stops: far }));
  const nearest = planNearest(problem({ stops: far }));
  expect(plan.cost.drive).toBeLessThan(nearest.cost.drive);
});

test('windows: the van waits at a closed gate, and goes first where it closes first', () => {
  const early = at('early', 0, 30_000, { windows: [{ opens: departsAt, closes: departsAt + hour / 2 }] });
  const later = at('later', 0, 2000, {
    windows: [{ opens: departsAt + hour, closes: departsAt + 2 * hour }],
  });
  const [route] = planRoute(problem({ stops: [later, early] })).routes;
  expect(route?.stops.map(({ id }) => id)).toEqual(['early', 'later']);
  expect(route?.stops[1]?.leavesAt).toBe(departsAt + hour + 5 * 60_000);
  expect(route?.stops.map(({ lateSeconds }) => lateSeconds)).toEqual([0, 0]);
});

test('a window nobody can meet is still driven to, and told how late', () => {
  const closed = at('closed', 0, 60_000, { windows: [{ opens: departsAt, closes: departsAt + 60_000 }] });
  const { routes, left, cost } = planRoute(problem({ stops: [closed, at('near', 1000, 0)] }));
  expect(left).toEqual([]);
  expect(routes[0]?.stops[0]).toMatchObject({ id: 'closed' });
  expect(cost.late).toBeGreaterThan(900);
  expect(routes[0]?.stops[0]?.lateSeconds).toBe(cost.late);
});

test('each vehicle has a capacity of its own: the larger round goes to the larger van', () => {
  const stops = [at('e1', 0, 20_000), at('e2', 1000, 21_000), at('e3', 0, 22_000), at('w1', 0, -20_000)];
  const { routes } = planRoute(problem({ stops, vehicles: [van(1), van(3)] }));
  expect(routes.map(({ vehicle, stops: own }) => [vehicle, own.length])).toEqual([
    [0, 1],
    [1, 3],
  ]);
  expect(routes[0]?.stops[0]?.id).toBe('w1');
});

test('goods that fit no vehicle, no room and no time left are said by name, never dropped', () => {
  const huge = at('huge', 0, 1000, { load: { crates: 9, pieces: 90, grams: 0 } });
  const stops = [huge, at('a', 0, 2000), at('b', 0, 3000), at('c', 0, 4000)];
  expect(planRoute(problem({ stops, vehicles: [van(2)] })).left).toEqual([
    { id: 'c', reason: 'noRoom' },
    { id: 'huge', reason: 'tooLarge' },
  ]);
  const shift = { ...plain, minutesMax: 10 };
  const far = [at('near', 0, 1000), at('far', 0, 90_000)];
  expect(planRoute(problem({ stops: far, vehicles: [shift] })).left).toEqual([
    { id: 'far', reason: 'noTime' },
  ]);
});

test('stops without a position come last and have no time; without any depot the round begins where the way is shortest', () => {
  const lost = { ...at('a lost', 0, 0), latitude: null, longitude: null };
  const stops = [lost, at('middle', 0, 10_000), at('east', 0, 30_000), at('west', 0, 0)];
  const [route] = planRoute(problem({ depot: null, stops })).routes;
  expect(route?.stops.map(({ id }) => id)).toEqual(['east', 'middle', 'west', 'a lost']);
  expect(route?.stops.at(-1)).toMatchObject({ arrivesAt: null, lateSeconds: 0 });
});

test('times of a round that a person has put in order', () => {
  const { stops, metres } = timesOf(
    problem({ stops: [at('b', 0, 10_000), at('a', 0, 5000)], minutesPerStop: 10 }),
  );
  expect(stops.map(({ id }) => id)).toEqual(['b', 'a']);
  expect((stops[1]?.arrivesAt ?? 0) - (stops[0]?.leavesAt ?? 0)).toBeGreaterThan(0);
  expect(metres).toBeGreaterThan(2 * 1.3 * 950);
});

const stopArbitrary = fc.record({
  located: fc.constantFrom(true, true, true, false),
  north: fc.integer({ min: -60_000, max: 60_000 }),
  east: fc.integer({ min: -60_000, max: 60_000 }),
  crates: fc.integer({ min: 1, max: 6 }),
  opens: fc.option(fc.integer({ min: 0, max: 300 })),
});
const problemArbitrary = fc
  .record({
    withDepot: fc.boolean(),
    stops: fc.array(stopArbitrary, { maxLength: 14 }),
    crates: fc.array(fc.option(fc.integer({ min: 3, max: 20 })), { minLength: 1, maxLength: 4 }),
  })
  .map(({ withDepot, stops, crates }) =>
    problem({
      depot: withDepot ? depot : null,
      stops: stops.map(({ located, north, east, crates: size, opens }, index) => ({
        ...at(`p${String(index).padStart(2, '0')}`, north, east, {
          load: { crates: size, pieces: size * 10, grams: size * 1000 },
          windows:
            opens === null
              ? []
              : [{ opens: departsAt + opens * 60_000, closes: departsAt + (opens + 60) * 60_000 }],
        }),
        ...(located ? {} : { latitude: null, longitude: null }),
      })),
      vehicles: crates.map((size) => (size === null ? plain : van(size))),
    }),
  );

test('never worse than nearest neighbour: fewer left, then less late, then less driving', () => {
  fc.assert(
    fc.property(problemArbitrary, (given) => {
      expect(compareCosts(planRoute(given).cost, planNearest(given).cost)).toBeLessThanOrEqual(0);
    }),
  );
});

test('nothing is on two runs, everything is on one or said to be left, and no capacity is exceeded', () => {
  fc.assert(
    fc.property(problemArbitrary, (given) => {
      const { routes, left } = planRoute(given);
      const planned = routes.flatMap(({ stops }) => stops.map(({ id }) => id));
      const all = [...planned, ...left.map(({ id }) => id)];
      expect(all.toSorted()).toEqual(given.stops.map(({ id }) => id).toSorted());
      for (const { vehicle, load, stops } of routes) {
        const own = given.vehicles[vehicle];
        expect(own !== undefined && fits(own, load, stops.length)).toBe(true);
      }
      for (const { id, reason } of left) {
        const stop = given.stops.find((one) => one.id === id);
        const fitsAlone = given.vehicles.some((one) => stop !== undefined && fits(one, stop.load, 1));
        expect(reason === 'tooLarge').toBe(!fitsAlone);
      }
    }),
  );
});

test('an equal input gives an equal plan, whatever its order', () => {
  fc.assert(
    fc.property(problemArbitrary, (given) => {
      expect(planRoute({ ...given, stops: given.stops.toReversed() })).toEqual(planRoute(given));
    }),
    { numRuns: 30 },
  );
});

/** Points of a town, the same in every run. */
function town(count: number): RouteStop[] {
  let state = 7;
  const next = () => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0) / 2 ** 32;
  return Array.from({ length: count }, (_, index) => {
    const opens = departsAt + Math.floor(next() * 4) * hour;
    const windows = next() < 0.3 ? [{ opens, closes: opens + 4 * hour }] : [];
    const where = [Math.round((next() - 0.5) * 200_000), Math.round((next() - 0.5) * 200_000)] as const;
    return at(`p${String(index).padStart(3, '0')}`, ...where, { windows });
  });
}

test('200 stops over eight vans are planned in under a second, and shorter than nearest neighbour', () => {
  const given = problem({
    stops: town(200),
    vehicles: Array.from({ length: 8 }, () => van(30)),
    minutesPerStop: 3,
  });
  planRoute({ ...given, stops: given.stops.slice(0, 20) });
  const began = performance.now();
  const plan = planRoute(given);
  const took = performance.now() - began;
  const nearest = planNearest(given);
  expect(plan.left).toEqual([]);
  expect(compareCosts(plan.cost, nearest.cost)).toBeLessThan(0);
  expect(took).toBeLessThan(1000);
});

test.each([
  ['one van', depot, [plain]],
  ['one van without a depot', null, [plain]],
  ['vans that are too small', depot, [van(30), van(30)]],
] as const)('200 stops whose windows cannot all be met: %s', (_, from, vehicles) => {
  const given = problem({ depot: from, stops: town(200), vehicles });
  const began = performance.now();
  const plan = planRoute(given);
  // Twice what it takes on a busy machine with two cores.
  expect(performance.now() - began).toBeLessThan(4000);
  expect(plan.cost.late + plan.cost.left).toBeGreaterThan(0);
  expect(compareCosts(plan.cost, planNearest(given).cost)).toBeLessThanOrEqual(0);
});
