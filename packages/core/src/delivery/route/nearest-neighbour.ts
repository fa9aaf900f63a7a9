import { type Draft, endsMaxOf, insertRest } from './draft.ts';
import { addLoads, fits, noLoad, type RouteVehicle } from './problem.ts';
import type { RoadMap, Trip } from './road-map.ts';

/**
 * From each place to the nearest that is left, vehicle after vehicle, while it is on time and goes in: the plan every
 * other one is measured against.
 *
 * @param first where the first vehicle begins; without one it goes to the nearest
 */
export function nearestNeighbour(
  map: RoadMap,
  vehicles: readonly RouteVehicle[],
  places: readonly number[],
  first?: number,
): Draft {
  const open = new Set(places);
  const trips = vehicles.map((vehicle, index) => tripOf(map, vehicle, open, index === 0 ? first : undefined));
  return insertRest(map, vehicles, trips, [...open]);
}

/** Takes what the vehicle serves out of `open`. */
function tripOf(map: RoadMap, vehicle: RouteVehicle, open: Set<number>, first: number | undefined): Trip {
  const trip: number[] = [];
  let now = map.departsAt;
  let load = noLoad;
  const isPossible = (place: number) => {
    const here = trip.at(-1) ?? 0;
    const arrival = now + map.seconds(here, place) * 1000;
    const back = map.beginsAt(place, arrival) + map.serviceMs + map.seconds(place, 0) * 1000;
    const isOnTime = map.lateSeconds(place, arrival) === 0 && back <= endsMaxOf(map, vehicle);
    return isOnTime && fits(vehicle, addLoads(load, map.stop(place).load), trip.length + 1);
  };
  const take = (place: number) => {
    now = map.beginsAt(place, now + map.seconds(trip.at(-1) ?? 0, place) * 1000) + map.serviceMs;
    load = addLoads(load, map.stop(place).load);
    trip.push(place);
    open.delete(place);
  };
  if (first !== undefined && isPossible(first)) take(first);
  for (;;) {
    const here = trip.at(-1) ?? 0;
    let next: number | undefined;
    for (const place of open) {
      if (next !== undefined && map.metres(here, place) >= map.metres(here, next)) continue;
      if (isPossible(place)) next = place;
    }
    if (next === undefined) return trip;
    take(next);
  }
}
