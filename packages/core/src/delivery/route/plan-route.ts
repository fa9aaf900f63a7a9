import { type Draft, draftCost, endsMaxOf, holds, improveDraft } from './draft.ts';
import { nearestNeighbour } from './nearest-neighbour.ts';
import {
  compareCosts,
  loadOf,
  type PlannedRoute,
  type PlannedStop,
  type RoutePlan,
  type RouteProblem,
} from './problem.ts';
import { RoadMap, type Trip } from './road-map.ts';
import { savingsDraft } from './savings.ts';

/**
 * Rounds over stops: the better of the savings algorithm and of nearest neighbour, both shortened by 2-opt; so never
 * worse than nearest neighbour. Equal input gives an equal plan, whatever its order. A stop without a position comes
 * last; one that no vehicle can take is named in `left`.
 */
export function planRoute(problem: RouteProblem): RoutePlan {
  const { map, located, unlocated } = prepared(problem);
  const nearest = nearestDraft(map, problem, located);
  const savings = savingsDraft(map, problem.vehicles, located);
  const drafts = [
    improveDraft(map, problem.vehicles, savings),
    improveDraft(map, problem.vehicles, nearest),
    nearest,
  ].map((draft) => appended(map, problem, draft, unlocated));
  const inOrder = drafts.toSorted((a, b) => compareCosts(draftCost(map, a), draftCost(map, b)));
  return planOf(map, inOrder[0] ?? { trips: [], left: [] });
}

/** Nearest neighbour alone, by the same rules; what a plan is measured against. */
export function planNearest(problem: RouteProblem): RoutePlan {
  const { map, located, unlocated } = prepared(problem);
  return planOf(map, appended(map, problem, nearestDraft(map, problem, located), unlocated));
}

function prepared(problem: RouteProblem) {
  const stops = problem.stops.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const map = new RoadMap({ ...problem, stops });
  const places = stops.map((_, index) => index + 1);
  return {
    map,
    located: places.filter((place) => map.isLocated(place)),
    unlocated: places.filter((place) => !map.isLocated(place)),
  };
}

/** The times of a round that somebody else has put in order. */
export function timesOf(problem: RouteProblem): PlannedRoute {
  const map = new RoadMap(problem);
  return routeOf(
    map,
    problem.stops.map((_, index) => index + 1),
    0,
  );
}

/** Without a depot or windows a round may begin anywhere: every beginning is tried, and the shortest way kept. */
function nearestDraft(map: RoadMap, { depot, vehicles }: RouteProblem, places: readonly number[]): Draft {
  const plain = nearestNeighbour(map, vehicles, places);
  const timed = places.some((place) => map.windows(place).length > 0);
  if (depot !== null || vehicles.length !== 1 || timed) return plain;
  let best = plain;
  for (const first of places) {
    const draft = nearestNeighbour(map, vehicles, places, first);
    if (compareCosts(draftCost(map, draft), draftCost(map, best)) < 0) best = draft;
  }
  return best;
}

/** Stops nobody knows the way to: behind the others, with the vehicle that has room and is done first. */
function appended(map: RoadMap, { vehicles }: RouteProblem, draft: Draft, places: readonly number[]): Draft {
  const trips = [...draft.trips];
  const left = [...draft.left];
  for (const place of places) {
    const [free] = vehicles
      .map((vehicle, index) => ({ vehicle, index, trip: [...(trips[index] ?? []), place] }))
      .filter(({ vehicle, trip }) => holds(map, vehicle, trip))
      .map((one) => ({ ...one, used: one.trip.length > 1, ...map.costOf(one.trip) }))
      .filter(({ vehicle, endsAt }) => endsAt <= endsMaxOf(map, vehicle))
      .toSorted((a, b) => Number(b.used) - Number(a.used) || a.endsAt - b.endsAt || a.index - b.index);
    if (free !== undefined) trips[free.index] = free.trip;
    else {
      const reason = vehicles.some((vehicle) => holds(map, vehicle, [place])) ? 'noRoom' : 'tooLarge';
      left.push({ place, reason });
    }
  }
  return { trips, left };
}

function planOf(map: RoadMap, draft: Draft): RoutePlan {
  return {
    routes: draft.trips.flatMap((trip, vehicle) => (trip.length === 0 ? [] : [routeOf(map, trip, vehicle)])),
    left: draft.left
      .map(({ place, reason }) => ({ id: map.stop(place).id, reason }))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    cost: draftCost(map, draft),
  };
}

function routeOf(map: RoadMap, trip: Trip, vehicle: number): PlannedRoute {
  const stops: PlannedStop[] = [];
  let here = 0;
  let now = map.departsAt;
  let metres = 0;
  for (const place of trip) {
    const { id } = map.stop(place);
    const known = map.isLocated(place);
    metres += map.metres(here, place);
    const arrivesAt = now + map.seconds(here, place) * 1000;
    now = map.beginsAt(place, arrivesAt) + map.serviceMs;
    const lateSeconds = known ? map.lateSeconds(place, arrivesAt) : 0;
    stops.push({ id, arrivesAt: known ? arrivesAt : null, leavesAt: known ? now : null, lateSeconds });
    if (known) here = place;
  }
  const { endsAt } = map.costOf(trip);
  const load = loadOf(trip.map((place) => map.stop(place)));
  return { vehicle, stops, load, metres: metres + map.metres(here, 0), endsAt };
}
