import type * as z from 'zod';
import { campaigns } from '../campaigns/tables.ts';
import { microPosition, type MicroPosition } from '../pickup-points/position.ts';
import { type DayWindow, pickupPoints } from '../pickup-points/tables.ts';
import { calendarDate, type CalendarDate, type Instant, instantOf, wallTime } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import type { PointGoods } from './goods-of-points.ts';
import type { previewRunsSchema } from './plan-schemas.ts';
import type { Load, RouteProblem, RouteStop, TimeSpan } from './route/problem.ts';
import type { Routing } from './tables.ts';

type Wish = z.output<typeof previewRunsSchema>;
export type RouteWish = Omit<Wish, 'campaignId'>;
export type OpenGoods = ReadonlyMap<string, readonly PointGoods[]>;
type Point = Row<typeof pickupPoints>;

/** When nobody says otherwise and no point says when it opens. */
const firstHour = '08:00';

/** The points that have goods, as a problem of rounds: positions, loads and windows on the day of the drive. */
export function routeProblem(
  work: Work,
  campaignId: string,
  wish: RouteWish,
  open: OpenGoods,
  now: Instant,
): RouteProblem {
  work.need(...[...open.keys()].map((id) => [pickupPoints, { id }] as const));
  const points = [...open.keys()].map((id) => work.get(pickupPoints, id));
  const { zone } = theShop(work);
  const wanted = wish.departsAt === undefined ? undefined : instantOf(wish.departsAt);
  const day = dayOf(work.get(campaigns, campaignId).pickupDate, calendarDate(wanted ?? now, zone), wanted);
  const receiving = receivingHours(work, wish);
  const stops = points.map((point) => stopOf(point, open, wish, day, zone, receiving));
  const opens = stops.flatMap(({ windows }) => windows.slice(0, 1).map((window) => window.opens));
  const first = opens.length === 0 ? atClock(day, firstHour, zone) : Math.min(...opens);
  return {
    depot: depotOf(work, wish),
    departsAt: wanted ?? Math.max(now, first),
    speed: wish.speed,
    minutesPerStop: wish.minutesPerStop,
    stops,
    vehicles: (wish.vehicles ?? [{}]).map(({ capacity = {}, stopsMax, minutesMax }: VehicleWish) => ({
      capacity: {
        crates: capacity.crates ?? null,
        pieces: capacity.pieces ?? null,
        grams: capacity.grams ?? null,
      },
      stopsMax: stopsMax ?? null,
      minutesMax: minutesMax ?? null,
    })),
  };
}

type VehicleWish = Partial<NonNullable<RouteWish['vehicles']>[number]>;

/** What the goods of a point take up; crates are filled one after the other. */
export function loadOfGoods(goods: readonly PointGoods[], piecesPerCrate: number): Load {
  const pieces = goods.reduce((sum, one) => sum + one.pieces, 0);
  const grams = goods.reduce((sum, one) => sum + one.pieces * (one.gramsPerUnit ?? 0), 0);
  return { crates: Math.ceil(pieces / piecesPerCrate), pieces, grams };
}

/** The pickup day, or a later one where a stop is driven to again. */
function dayOf(pickupDate: CalendarDate, today: CalendarDate, wanted: Instant | undefined): CalendarDate {
  return wanted !== undefined || today > pickupDate ? today : pickupDate;
}

function stopOf(
  point: Point,
  open: OpenGoods,
  { piecesPerCrate, windows }: RouteWish,
  day: CalendarDate,
  zone: string,
  receiving: ReadonlyMap<string, readonly DayWindow[]>,
): RouteStop {
  const { id, latitude, longitude } = point;
  const hours = receiving.get(id) ?? (windows === 'opening' ? point.windows : []);
  const load = loadOfGoods(open.get(id) ?? [], piecesPerCrate);
  return { id, latitude, longitude, load, windows: spansOf(hours, day, zone) };
}

/** When a point takes goods in on the day of an instant, by how the times of its run were reckoned. */
export function spansAtPoint(
  work: Work,
  { id, windows: opening }: Point,
  { windows, receiving = {} }: Pick<Routing, 'windows' | 'receiving'>,
  at: Instant,
): TimeSpan[] {
  const { zone } = theShop(work);
  const hours = receiving[id] ?? (windows === 'opening' ? opening : []);
  return spansOf(hours, calendarDate(at, zone), zone);
}

function spansOf(hours: readonly DayWindow[], day: CalendarDate, zone: string): TimeSpan[] {
  return hours.map(({ opens, closes }) => ({
    opens: atClock(day, opens, zone),
    closes: atClock(day, closes, zone),
  }));
}

/** When points take goods in, by their ids, as far as somebody has said so. */
export function receivingHours(
  work: Work,
  { receiving = [] }: Pick<RouteWish, 'receiving'>,
): Map<string, readonly DayWindow[]> {
  return new Map(
    receiving.map(({ pickupPointId, windows }) => [work.resolve(pickupPoints, pickupPointId).id, windows]),
  );
}

/** In a gap of the clock the time after it, in an overlap the first. */
function atClock(day: CalendarDate, time: string, zone: string): Instant {
  const read = wallTime(day, time, zone);
  if (read.kind === 'exact') return read.instant;
  return read.kind === 'gap' ? read.later : read.earlier;
}

const branches = `SELECT "latitude", "longitude" FROM "pickup_points"
  WHERE "leaderId" IS NULL AND NOT "retired" AND "latitude" IS NOT NULL LIMIT 2`;

function depotOf(work: Work, { depot }: RouteWish): MicroPosition | null {
  if (depot !== undefined && 'latitude' in depot) return microPosition(depot);
  if (depot !== undefined) {
    const { latitude, longitude } = work.resolve(pickupPoints, depot.pickupPointId);
    return latitude === null || longitude === null ? null : { latitude, longitude };
  }
  const { depot: policy } = theShop(work).policies;
  if (policy) return microPosition(policy);
  const found = work.rows<MicroPosition>(branches);
  return found.length === 1 ? (found[0] ?? null) : null;
}
