import { metresBetween } from '../../pickup-points/position.ts';
import type { RouteProblem, RouteStop, TimeSpan } from './problem.ts';

/** Streets are longer than the crow flies: in towns by about this factor. */
const detour = 1.3;

/** A round as places of the map, without the depot at both ends. */
export type Trip = readonly number[];

export interface TripCost {
  /** Seconds after windows had closed, summed over stops. */
  readonly late: number;
  /** Seconds on the road, the way back to the depot among them. */
  readonly drive: number;
  readonly endsAt: number;
}

/** Distances and times between places: 0 is the depot, the others are the stops in the order given. */
export class RoadMap {
  readonly stops: readonly RouteStop[];
  readonly departsAt: number;
  readonly serviceMs: number;
  readonly #size: number;
  readonly #metres: Float64Array;
  readonly #seconds: Float64Array;
  readonly #windows: readonly (readonly TimeSpan[])[];

  constructor({ depot, departsAt, speed, minutesPerStop, stops }: RouteProblem) {
    this.stops = stops;
    this.departsAt = departsAt;
    this.serviceMs = minutesPerStop * 60_000;
    // Nobody knows when a vehicle comes to a stop without a position, so its windows cannot be kept.
    this.#windows = stops.map((stop) => (positionOf(stop) === null ? [] : stop.windows));
    this.#size = stops.length + 1;
    this.#metres = new Float64Array(this.#size * this.#size);
    const places = [depot, ...stops.map(positionOf)];
    for (const [from, start] of places.entries()) {
      for (const [to, end] of places.entries()) {
        if (start === null || end === null || from === to) continue;
        // Whole metres, so that the last bit of a cosine decides nothing.
        this.#metres[from * this.#size + to] = Math.round(metresBetween(start, end) * detour);
      }
    }
    this.#seconds = this.#metres.map((metres) => Math.ceil(metres / (speed / 3.6)));
  }

  metres(from: number, to: number): number {
    return this.#metres[from * this.#size + to] ?? 0;
  }

  seconds(from: number, to: number): number {
    return this.#seconds[from * this.#size + to] ?? 0;
  }

  stop(place: number): RouteStop {
    const stop = this.stops[place - 1];
    if (stop === undefined) throw new RangeError(`there is no place ${String(place)}`);
    return stop;
  }

  windows(place: number): readonly TimeSpan[] {
    return this.#windows[place - 1] ?? [];
  }

  /** When a vehicle that comes at `arrival` can begin: a closed gate is waited for; after the last window, at once. */
  beginsAt(place: number, arrival: number): number {
    for (const { opens, closes } of this.windows(place)) {
      if (arrival <= closes) return Math.max(arrival, opens);
    }
    return arrival;
  }

  /** Nobody knows how far it is to a stop without a position: no way is counted to it, and the next leg begins before it. */
  isLocated(place: number): boolean {
    return this.stop(place).latitude !== null;
  }

  lateSeconds(place: number, arrival: number): number {
    const windows = this.windows(place);
    const last = windows[windows.length - 1];
    return last === undefined || arrival <= last.closes ? 0 : Math.ceil((arrival - last.closes) / 1000);
  }

  costOf(trip: Trip): TripCost {
    let here = 0;
    let now = this.departsAt;
    let drive = 0;
    let late = 0;
    for (const place of trip) {
      const leg = this.seconds(here, place);
      drive += leg;
      now += leg * 1000;
      late += this.lateSeconds(place, now);
      now = this.beginsAt(place, now) + this.serviceMs;
      if (this.isLocated(place)) here = place;
    }
    const back = trip.length === 0 ? 0 : this.seconds(here, 0);
    return { late, drive: drive + back, endsAt: now + back * 1000 };
  }
}

function positionOf({ latitude, longitude }: RouteStop) {
  return latitude === null || longitude === null ? null : { latitude, longitude };
}
