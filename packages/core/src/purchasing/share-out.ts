import { grouped } from '../shared/grouped.ts';
import { allocate } from '../shared/money.ts';
import type { ShopPolicies } from '../shop/policies.ts';

/** Who gets the goods when fewer arrived than were sold: a choice of the shop (C11). */
export type ShortagePolicy = ShopPolicies['shortage'];

/** A line that wants pieces of the goods to be shared out. */
export interface Want {
  readonly lineId: string;
  readonly orderId: string;
  readonly pickupPointId: string;
  /** When its order became firm: this is order time, then the order's id (R26). */
  readonly confirmedAt: number;
  /** Sale units it wants, one or more. */
  readonly pieces: number;
  /** Gifts are served from what paid lines leave (R12). */
  readonly gift: boolean;
}

/** What a want gets: 0 ≤ got ≤ pieces. */
export interface Share {
  readonly want: Want;
  readonly got: number;
}

type Split = (available: number, wants: readonly Want[]) => Shares;
type Shares = ReadonlyMap<string, number>;

/**
 * Shares out what arrived of one variant. The shares sum to what is available or to what is wanted, whichever
 * is less; nobody gets more than ordered; equal input in any order gives equal shares, in order time.
 *
 * @param available sale units that arrived or came from stock, not negative
 */
export function shareOut(policy: ShortagePolicy, available: number, wants: readonly Want[]): Share[] {
  const inOrder = wants.toSorted(byOrderTime);
  const split = splits[policy];
  const paid = inOrder.filter(({ gift }) => !gift);
  const gifts = inOrder.filter(({ gift }) => gift);
  const toPaid = split(Math.min(available, total(paid)), paid);
  const toGifts = split(Math.min(available - sum(toPaid), total(gifts)), gifts);
  return inOrder.map((want) => ({ want, got: toPaid.get(want.lineId) ?? toGifts.get(want.lineId) ?? 0 }));
}

/** First come, first served; the last one served may get a part. */
const orderTime: Split = (available, wants) => {
  let rest = available;
  return new Map(
    wants.map(({ lineId, pieces }) => {
      const got = Math.min(pieces, rest);
      rest -= got;
      return [lineId, got];
    }),
  );
};

/** Every pickup point bears the same part of the shortage; inside a point order time decides. */
const proRataByPoint: Split = (available, wants) => {
  const points = [...grouped(wants, ({ pickupPointId }) => pickupPointId)].toSorted(([a], [b]) =>
    compare(a, b),
  );
  const parts = allocate(
    available,
    points.map(([, own]) => total(own)),
  );
  return new Map(points.flatMap(([, own], index) => [...orderTime(parts[index] ?? 0, own)]));
};

/** One piece for every line first, in order time, then the rest in order time. */
const oneEach: Split = (available, wants) => {
  const first = orderTime(
    available,
    wants.map((want) => ({ ...want, pieces: 1 })),
  );
  const more = wants.map((want) => ({ ...want, pieces: want.pieces - (first.get(want.lineId) ?? 0) }));
  const then = orderTime(available - sum(first), more);
  return new Map(wants.map(({ lineId }) => [lineId, (first.get(lineId) ?? 0) + (then.get(lineId) ?? 0)]));
};

/** Orders that can be served whole, in order time; what fits none of the others is not wasted but split. */
const wholeOrders: Split = (available, wants) => {
  const whole = new Set<string>();
  let rest = available;
  for (const [orderId, own] of grouped(wants, (want) => want.orderId)) {
    if (total(own) > rest) continue;
    rest -= total(own);
    whole.add(orderId);
  }
  const served = wants
    .filter(({ orderId }) => whole.has(orderId))
    .map(({ lineId, pieces }) => [lineId, pieces] as const);
  return new Map([
    ...served,
    ...orderTime(
      rest,
      wants.filter(({ orderId }) => !whole.has(orderId)),
    ),
  ]);
};

const splits: Readonly<Record<ShortagePolicy, Split>> = { orderTime, proRataByPoint, oneEach, wholeOrders };

function byOrderTime(a: Want, b: Want): number {
  return a.confirmedAt - b.confirmedAt || compare(a.orderId, b.orderId) || compare(a.lineId, b.lineId);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function total(wants: readonly Want[]): number {
  return wants.reduce((pieces, want) => pieces + want.pieces, 0);
}

function sum(shares: Shares): number {
  return [...shares.values()].reduce((pieces, got) => pieces + got, 0);
}
