import { compareCosts, fits, loadOf, type LeftReason, type RouteCost, type RouteVehicle } from './problem.ts';
import { improveTrip } from './improve-trip.ts';
import type { RoadMap, Trip } from './road-map.ts';

/** A plan while it is made: one trip for each vehicle, and what found no place. */
export interface Draft {
  readonly trips: readonly Trip[];
  readonly left: readonly { readonly place: number; readonly reason: LeftReason }[];
}

/** Until when the vehicle has to be back. */
export function endsMaxOf(map: RoadMap, { minutesMax }: RouteVehicle): number {
  return minutesMax === null ? Number.POSITIVE_INFINITY : map.departsAt + minutesMax * 60_000;
}

export function holds(map: RoadMap, vehicle: RouteVehicle, trip: Trip): boolean {
  return fits(vehicle, loadOf(trip.map((place) => map.stop(place))), trip.length);
}

export function draftCost(map: RoadMap, { trips, left }: Draft): RouteCost {
  const costs = trips.map((trip) => map.costOf(trip));
  return {
    left: left.length,
    late: costs.reduce((sum, { late }) => sum + late, 0),
    drive: costs.reduce((sum, { drive }) => sum + drive, 0),
  };
}

/**
 * Puts each of these places where it makes the rounds least late, then least longer. Windows give way before a stop
 * is left behind; capacity and the end of a shift never do.
 */
export function insertRest(
  map: RoadMap,
  vehicles: readonly RouteVehicle[],
  trips: readonly Trip[],
  places: readonly number[],
): Draft {
  const filled = vehicles.map((_, index) => trips[index] ?? []);
  const left: Draft['left'][number][] = [];
  for (const place of places.toSorted((a, b) => sizeOf(map, b) - sizeOf(map, a) || a - b)) {
    const spot = bestSpot(map, vehicles, filled, place);
    if (spot === null) left.push({ place, reason: reasonOf(map, vehicles, filled, place) });
    else filled[spot.vehicle] = spot.trip;
  }
  return { trips: filled, left };
}

interface Spot {
  readonly vehicle: number;
  readonly trip: Trip;
  readonly cost: RouteCost;
}

function bestSpot(
  map: RoadMap,
  vehicles: readonly RouteVehicle[],
  trips: readonly Trip[],
  place: number,
): Spot | null {
  let best: Spot | null = null;
  for (const [index, vehicle] of vehicles.entries()) {
    const trip = trips[index] ?? [];
    if (!holds(map, vehicle, [...trip, place])) continue;
    const before = map.costOf(trip);
    for (let at = 0; at <= trip.length; at += 1) {
      const longer = [...trip.slice(0, at), place, ...trip.slice(at)];
      const after = map.costOf(longer);
      if (after.endsAt > endsMaxOf(map, vehicle)) continue;
      const cost = { left: 0, late: after.late - before.late, drive: after.drive - before.drive };
      if (best === null || compareCosts(cost, best.cost) < 0) best = { vehicle: index, trip: longer, cost };
    }
  }
  return best;
}

function reasonOf(
  map: RoadMap,
  vehicles: readonly RouteVehicle[],
  trips: readonly Trip[],
  place: number,
): LeftReason {
  const large = vehicles.filter((vehicle) => holds(map, vehicle, [place]));
  if (large.length === 0) return 'tooLarge';
  const roomy = vehicles.some((vehicle, index) => holds(map, vehicle, [...(trips[index] ?? []), place]));
  return roomy ? 'noTime' : 'noRoom';
}

/** Large goods find their place first. */
function sizeOf(map: RoadMap, place: number): number {
  const { crates, pieces } = map.stop(place).load;
  return crates * 1000 + pieces;
}

export function improveDraft(map: RoadMap, vehicles: readonly RouteVehicle[], draft: Draft): Draft {
  const trips = draft.trips.map((trip, index) => {
    const vehicle = vehicles[index];
    return vehicle === undefined ? trip : improveTrip(map, trip, endsMaxOf(map, vehicle));
  });
  return { trips, left: draft.left };
}
