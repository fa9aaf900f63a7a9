import type { Instant } from '../../shared/time.ts';

/** What goods take up in a vehicle. */
export interface Load {
  readonly crates: number;
  readonly pieces: number;
  readonly grams: number;
}

/** When a stop can be served; the instant it closes still counts. */
export interface TimeSpan {
  readonly opens: Instant;
  readonly closes: Instant;
}

/** Positions are in millionths of a degree. */
export interface RouteStop {
  readonly id: string;
  readonly latitude: number | null;
  readonly longitude: number | null;
  readonly load: Load;
  /** In the order of time; none: at any time. */
  readonly windows: readonly TimeSpan[];
}

export interface RouteVehicle {
  /** Null: that is not counted. */
  readonly capacity: { readonly [Name in keyof Load]: number | null };
  readonly stopsMax: number | null;
  readonly minutesMax: number | null;
}

export interface RouteProblem {
  /** Where vehicles leave and come back to; null: a round begins and ends where the way is shortest. */
  readonly depot: { readonly latitude: number; readonly longitude: number } | null;
  readonly departsAt: Instant;
  /** Of the vehicles, in kilometres an hour. */
  readonly speed: number;
  readonly minutesPerStop: number;
  readonly stops: readonly RouteStop[];
  readonly vehicles: readonly RouteVehicle[];
}

/** Why a stop is on no round: it alone is too large for every vehicle, or the others leave it no room or no time. */
export type LeftReason = 'tooLarge' | 'noRoom' | 'noTime';

export interface PlannedStop {
  readonly id: string;
  /** Null for a stop without a position: nobody knows how far it is. */
  readonly arrivesAt: Instant | null;
  readonly leavesAt: Instant | null;
  /** How much later than its last window closes. */
  readonly lateSeconds: number;
}

export interface PlannedRoute {
  /** Which of the vehicles, from 0. */
  readonly vehicle: number;
  readonly stops: readonly PlannedStop[];
  readonly load: Load;
  readonly metres: number;
  readonly endsAt: Instant;
}

export interface RoutePlan {
  readonly routes: readonly PlannedRoute[];
  readonly left: readonly { readonly id: string; readonly reason: LeftReason }[];
  /** What the plan is judged by, in this order: stops left, lateness and driving in seconds. */
  readonly cost: RouteCost;
}

export interface RouteCost {
  readonly left: number;
  readonly late: number;
  readonly drive: number;
}

export const noLoad: Load = { crates: 0, pieces: 0, grams: 0 };

export function addLoads(one: Load, other: Load): Load {
  return {
    crates: one.crates + other.crates,
    pieces: one.pieces + other.pieces,
    grams: one.grams + other.grams,
  };
}

export function loadOf(stops: readonly { readonly load: Load }[]): Load {
  return stops.reduce((sum, { load }) => addLoads(sum, load), noLoad);
}

/** Whether so many stops with this load go into the vehicle. */
export function fits({ capacity, stopsMax }: RouteVehicle, load: Load, stops: number): boolean {
  return (
    (capacity.crates === null || load.crates <= capacity.crates) &&
    (capacity.pieces === null || load.pieces <= capacity.pieces) &&
    (capacity.grams === null || load.grams <= capacity.grams) &&
    (stopsMax === null || stops <= stopsMax)
  );
}

/** Below 0 when the first is the better plan: nothing left behind comes before being on time, and that before driving. */
export function compareCosts(first: RouteCost, second: RouteCost): number {
  return first.left - second.left || first.late - second.late || first.drive - second.drive;
}
