import { grouped } from '../shared/grouped.ts';
import { maskName } from '../shared/phone.ts';
import type { PickList, PickPoint } from './pick-list-schemas.ts';

/** A line as it is picked, with its basket and who it is for. */
export interface PickedLine {
  readonly pickupPointId: string;
  readonly number: number;
  readonly orderId: string;
  readonly customer: string;
  readonly orderNote: string;
  readonly slotOpens: string | null;
  readonly slotCloses: string | null;
  readonly variantId: string;
  readonly title: string;
  readonly unit: string;
  readonly note: string;
  readonly gift: number;
  readonly pieces: number;
  readonly packed: number;
  readonly orderLineId: string;
  readonly gramsPerUnit: number | null;
  readonly grams: number | null;
}

/** How many of a variant go to a point. */
export interface PickedGoods {
  readonly variantId: string;
  readonly title: string;
  readonly unit: string;
  readonly pickupPointId: string;
  readonly name: string;
  readonly pieces: number;
  readonly packed: number;
}

/** What the cutoffs fixed of a variant. */
export interface FrozenGoods {
  readonly variantId: string;
  readonly pieces: number;
}

type Basket = PickPoint['baskets'][number];
export type PickSort = 'basket' | 'slot';

export function productsOf(
  goods: readonly PickedGoods[],
  frozen: readonly FrozenGoods[],
): PickList['products'] {
  const atCutoff = new Map(frozen.map(({ variantId, pieces }) => [variantId, pieces]));
  return [...grouped(goods, ({ variantId }) => variantId)]
    .map(([variantId, own]) => ({
      variantId,
      title: own[0]?.title ?? '',
      unit: own[0]?.unit ?? '',
      pieces: sumOf(own, ({ pieces }) => pieces),
      packed: sumOf(own, ({ packed }) => packed),
      atCutoff: atCutoff.get(variantId) ?? 0,
      points: own.map(({ pickupPointId, name, pieces }) => ({ pickupPointId, name, pieces })),
    }))
    .toSorted(byTitle);
}

/** A point that goods go to. */
export interface ListedPoint {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  /** How many lines it has. */
  readonly lines: number;
  /** Pieces that the cutoffs fixed for it. */
  readonly atCutoff: number;
}

/** What goes into the crate of a point, and basket after basket. */
export function pointOf(
  { id, name, address, atCutoff }: ListedPoint,
  lines: readonly PickedLine[],
  sort: PickSort,
): PickPoint {
  const totals = totalsOf(lines);
  const baskets = basketsOf(lines, sort);
  return {
    pickupPointId: id,
    name,
    address,
    pieces: sumOf(totals, ({ pieces }) => pieces),
    atCutoff,
    packed: sumOf(totals, ({ packed }) => packed),
    complete: baskets.filter(({ complete }) => complete).length,
    toWeigh: lines.filter(({ gramsPerUnit, grams }) => gramsPerUnit !== null && grams === null).length,
    totals,
    baskets,
  };
}

function totalsOf(lines: readonly PickedLine[]): PickPoint['totals'] {
  return [...grouped(lines, ({ variantId }) => variantId)]
    .map(([variantId, own]) => ({
      variantId,
      title: own[0]?.title ?? '',
      unit: own[0]?.unit ?? '',
      pieces: sumOf(own, ({ pieces }) => pieces),
      packed: sumOf(own, ({ packed }) => packed),
    }))
    .toSorted(byTitle);
}

function basketsOf(lines: readonly PickedLine[], sort: PickSort): Basket[] {
  const baskets = [...grouped(lines, (line) => line.number)].map(([number, own]) => basketOf(number, own));
  if (sort === 'basket') return baskets;
  // Those that may come at any time are fetched when there is time: they stand behind.
  const at = ({ slot }: Basket) => slot?.opens ?? '99:99';
  return baskets.toSorted((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a.number - b.number));
}

function basketOf(number: number, own: readonly PickedLine[]): Basket {
  const orders = grouped(own, ({ orderId }) => orderId);
  const notes = [...orders.values()]
    .flatMap(([first]) => first?.orderNote ?? [])
    .filter((note) => note !== '');
  return {
    number,
    orderId: own[0]?.orderId ?? '',
    orderIds: [...orders.keys()],
    customer: maskName(own[0]?.customer ?? ''),
    note: notes.join(' / '),
    slot: firstSlotOf(own),
    pieces: sumOf(own, ({ pieces }) => pieces),
    packed: sumOf(own, ({ packed }) => packed),
    complete: own.every(({ pieces, packed }) => pieces === packed),
    lines: own.map(lineOf),
  };
}

function firstSlotOf(lines: readonly PickedLine[]): Basket['slot'] {
  const booked = lines.flatMap(({ slotOpens: opens, slotCloses: closes }) =>
    opens === null || closes === null ? [] : [{ opens, closes }],
  );
  return booked.toSorted((a, b) => (a.opens < b.opens ? -1 : a.opens > b.opens ? 1 : 0))[0] ?? null;
}

function lineOf(line: PickedLine): Basket['lines'][number] {
  const { variantId, title, unit, pieces, packed, orderLineId, orderId, note, gift, gramsPerUnit, grams } =
    line;
  const nominalGrams = gramsPerUnit === null ? null : gramsPerUnit * pieces;
  const goods = { variantId, title, unit, pieces, packed };
  return { ...goods, orderLineId, orderId, note, gift: gift !== 0, nominalGrams, grams };
}

function sumOf<One>(all: readonly One[], of: (one: One) => number): number {
  return all.reduce((sum, one) => sum + of(one), 0);
}

function byTitle(
  a: { readonly title: string; readonly variantId: string },
  b: { readonly title: string; readonly variantId: string },
): number {
  if (a.title !== b.title) return a.title < b.title ? -1 : 1;
  return a.variantId < b.variantId ? -1 : a.variantId > b.variantId ? 1 : 0;
}
