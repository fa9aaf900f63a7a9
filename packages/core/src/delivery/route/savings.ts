import { type Draft, endsMaxOf, holds, insertRest } from './draft.ts';
import { addLoads, fits, type Load, type RouteVehicle } from './problem.ts';
import type { RoadMap, Trip } from './road-map.ts';

interface Saving {
  readonly one: number;
  readonly other: number;
  readonly saved: number;
}

/** A round on its way to a vehicle. */
interface Round {
  readonly trip: Trip;
  readonly load: Load;
}

/**
 * The savings algorithm of Clarke and Wright: every stop begins with a vehicle of its own; the two rounds whose ends
 * save most by being driven as one are joined, while the goods go into one vehicle and every window is met.
 */
export function savingsDraft(
  map: RoadMap,
  vehicles: readonly RouteVehicle[],
  places: readonly number[],
): Draft {
  const rounds = new Map<number, Round>(
    places.map((place) => [place, { trip: [place], load: map.stop(place).load }]),
  );
  for (const { one, other } of savingsOf(map, places)) {
    const [first, second] = [rounds.get(one), rounds.get(other)];
    if (first === undefined || second === undefined || first === second) continue;
    const joined = joinedRound(map, vehicles, [first, one], [second, other]);
    if (joined === null) continue;
    for (const place of joined.trip) rounds.set(place, joined);
  }
  const trips = [...new Set(rounds.values())].map(({ trip }) => trip);
  return assignTrips(map, vehicles, trips);
}

/** What is saved when two stops follow each other instead of each being driven to from the depot. */
function savingsOf(map: RoadMap, places: readonly number[]): readonly Saving[] {
  const savings: Saving[] = [];
  for (const [index, one] of places.entries()) {
    for (const other of places.slice(index + 1)) {
      const saved = map.metres(0, one) + map.metres(0, other) - map.metres(one, other);
      savings.push({ one, other, saved });
    }
  }
  return savings.toSorted((a, b) => b.saved - a.saved || a.one - b.one || a.other - b.other);
}

/** Both rounds as one, where the two stops stand at their ends and one vehicle can drive it on time; the shorter of both ways. */
function joinedRound(
  map: RoadMap,
  vehicles: readonly RouteVehicle[],
  [first, one]: readonly [Round, number],
  [second, other]: readonly [Round, number],
): Round | null {
  const start = endingWith(first.trip, one);
  const end = endingWith(second.trip, other)?.toReversed();
  if (start === undefined || end === undefined) return null;
  const load = addLoads(first.load, second.load);
  const able = vehicles.filter((vehicle) => fits(vehicle, load, start.length + end.length));
  if (able.length === 0) return null;
  const endsMax = Math.max(...able.map((vehicle) => endsMaxOf(map, vehicle)));
  const joined = [...start, ...end];
  const [best] = [joined, joined.toReversed()]
    .map((trip) => ({ trip, ...map.costOf(trip) }))
    .filter(({ late, endsAt }) => late === 0 && endsAt <= endsMax)
    .toSorted((a, b) => a.drive - b.drive || a.endsAt - b.endsAt);
  return best === undefined ? null : { trip: best.trip, load };
}

/** The trip, driven so that it ends with this place; undefined when the place stands inside it. */
function endingWith(trip: Trip, place: number): Trip | undefined {
  if (trip.at(-1) === place) return trip;
  return trip[0] === place ? trip.toReversed() : undefined;
}

/** The longest round goes to the smallest vehicle that holds it; rounds without a vehicle are shared out among the others. */
function assignTrips(map: RoadMap, vehicles: readonly RouteVehicle[], trips: readonly Trip[]): Draft {
  const assigned: Trip[] = vehicles.map(() => []);
  const rest: number[] = [];
  const inOrder = trips.toSorted((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0));
  for (const trip of inOrder) {
    const free = vehicles
      .map((vehicle, index) => ({ vehicle, index }))
      .filter(({ vehicle, index }) => assigned[index]?.length === 0 && canDrive(map, vehicle, trip))
      .toSorted((a, b) => sizeOf(a.vehicle) - sizeOf(b.vehicle) || a.index - b.index);
    const [best] = free;
    if (best === undefined) rest.push(...trip);
    else assigned[best.index] = trip;
  }
  return insertRest(map, vehicles, assigned, rest);
}

function canDrive(map: RoadMap, vehicle: RouteVehicle, trip: Trip): boolean {
  const { late, endsAt } = map.costOf(trip);
  return late === 0 && endsAt <= endsMaxOf(map, vehicle) && holds(map, vehicle, trip);
}

/** By the first capacity that is counted; a vehicle without limits is the largest. */
function sizeOf({ capacity, stopsMax }: RouteVehicle): number {
  return capacity.crates ?? capacity.pieces ?? capacity.grams ?? stopsMax ?? Number.MAX_SAFE_INTEGER;
}
