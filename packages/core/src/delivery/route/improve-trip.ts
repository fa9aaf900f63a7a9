import type { RoadMap, Trip, TripCost } from './road-map.ts';

/** How many places may be looked at for one trip: more than real rounds need, and an end to the work. */
const visitsMax = 800_000;
const segmentMax = 3;

/**
 * Shortens a trip until nothing helps: 2-opt (a part is driven the other way round) and or-opt (up to three stops go
 * somewhere else). It never gets later, and never ends after `endsMax`.
 */
export function improveTrip(map: RoadMap, trip: Trip, endsMax: number): Trip {
  const search = new Search(map, trip, endsMax);
  while (search.pass());
  return search.trip;
}

class Search {
  trip: readonly number[];
  readonly #map: RoadMap;
  readonly #endsMax: number;
  #cost: TripCost;
  #visitsLeft = visitsMax;

  constructor(map: RoadMap, trip: Trip, endsMax: number) {
    this.#map = map;
    this.trip = trip;
    this.#endsMax = endsMax;
    this.#cost = map.costOf(trip);
  }

  /** Tries every turn and every move once; answers whether one helped. */
  pass(): boolean {
    const before = this.#cost;
    const map = this.#map;
    const { length } = this.trip;
    for (let from = 0; from < length; from += 1) {
      for (let to = from + 1; to < length; to += 1) {
        if (this.#maySave(savedByTurning(map, this.trip, from, to))) this.#try(turned(this.trip, from, to));
      }
      for (let part = 1; part <= Math.min(segmentMax, length - from); part += 1) {
        for (let at = 0; at <= length - part; at += 1) {
          if (at !== from && this.#maySave(savedByMoving(map, this.trip, from, part, at)))
            this.#try(moved(this.trip, from, part, at));
        }
      }
    }
    return this.#cost !== before;
  }

  /** A longer way is worth a look only where somebody waits too long. */
  #maySave(seconds: number): boolean {
    return (seconds > 0 || this.#cost.late > 0) && this.#visitsLeft > 0;
  }

  #try(trip: readonly number[]): void {
    this.#visitsLeft -= trip.length;
    const cost = this.#map.costOf(trip);
    const gain = this.#cost.late - cost.late || this.#cost.drive - cost.drive;
    if (gain <= 0 || (cost.endsAt > this.#endsMax && cost.endsAt > this.#cost.endsAt)) return;
    this.trip = trip;
    this.#cost = cost;
  }
}

/** Seconds saved when the part from `from` to `to` is driven the other way round. */
function savedByTurning(map: RoadMap, trip: Trip, from: number, to: number): number {
  const [before, first, last, after] = [
    placeAt(trip, from - 1),
    placeAt(trip, from),
    placeAt(trip, to),
    placeAt(trip, to + 1),
  ];
  return (
    map.seconds(before, first) +
    map.seconds(last, after) -
    map.seconds(before, last) -
    map.seconds(first, after)
  );
}

function turned(trip: Trip, from: number, to: number): number[] {
  return [...trip.slice(0, from), ...trip.slice(from, to + 1).toReversed(), ...trip.slice(to + 1)];
}

/** Seconds saved when `length` stops from `from` on stand at `at` of what is left. */
function savedByMoving(map: RoadMap, trip: Trip, from: number, length: number, at: number): number {
  const [first, last] = [placeAt(trip, from), placeAt(trip, from + length - 1)];
  const [before, after] = [placeAt(trip, from - 1), placeAt(trip, from + length)];
  const shift = (index: number) => (index < from ? index : index + length);
  const [left, right] = [at === 0 ? 0 : placeAt(trip, shift(at - 1)), placeAt(trip, shift(at))];
  const now = map.seconds(before, first) + map.seconds(last, after) + map.seconds(left, right);
  return now - map.seconds(before, after) - map.seconds(left, first) - map.seconds(last, right);
}

function moved(trip: Trip, from: number, length: number, at: number): number[] {
  const rest = [...trip.slice(0, from), ...trip.slice(from + length)];
  return [...rest.slice(0, at), ...trip.slice(from, from + length), ...rest.slice(at)];
}

/** Both ends of a trip are the depot. */
function placeAt(trip: Trip, index: number): number {
  return trip[index] ?? 0;
}
