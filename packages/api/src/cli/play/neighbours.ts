import type { Chance } from './chance.ts';
import { instantAt, minute, monday, tuesday } from './calendar.ts';
import type { DayOptions } from './day.ts';

/** How a neighbour orders and pays. */
const manners = [
  /** On the page, paid within minutes. */
  'page',
  /** The leader orders for a neighbour known by phone and takes the cash. */
  'behalf',
  /** On the page, to be paid at pickup. */
  'atPickup',
  /** At the till, placed and paid in one call. */
  'till',
  /** Pays after the hold has ended, while the offer is still open (R16: revived). */
  'late',
  /** Never pays: the hold ends. */
  'neverPays',
  /** Pays when the hold has ended and the cutoff has passed (R16: the money goes back). */
  'tooLate',
  /** Orders just before the cutoff and pays after it, while the hold lives (R2). */
  'overCutoff',
  /** Cancels before the cutoff. */
  'cancels',
  /** Wants more than the limit allows, and is content with less. */
  'greedy',
] as const;

type Manner = (typeof manners)[number];

/** Of 1,000 neighbours; the others order on the page. */
const shares: Readonly<Record<Exclude<Manner, 'page'>, number>> = {
  behalf: 80,
  atPickup: 90,
  till: 60,
  late: 40,
  neverPays: 30,
  tooLate: 20,
  overCutoff: 20,
  cancels: 50,
  greedy: 40,
};

interface WishedLine {
  /** Which offer of the campaign, counted from 0. */
  readonly offer: number;
  readonly pieces: number;
  readonly note: string;
}

interface Visit {
  readonly at: number;
  readonly kind: 'comes' | 'never' | 'twice';
}

/** One cart of a neighbour, and when it is ordered, paid and fetched. Instants in epoch milliseconds. */
export interface PlannedOrder {
  readonly orderAt: number;
  readonly payAt: number | null;
  readonly cancelAt: number | null;
  readonly visit: Visit;
  readonly lines: readonly WishedLine[];
}

export interface Neighbour {
  readonly externalId: string;
  readonly name: string;
  readonly phone: string;
  readonly manner: Manner;
  /** Which leader, counted from 0. */
  readonly leader: number;
  readonly orders: readonly PlannedOrder[];
}

const surnames = '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗'.split('');
const givenNames = [
  '小雨',
  '建国',
  '秀英',
  '子涵',
  '浩然',
  '丽华',
  '志强',
  '雨桐',
  '晓燕',
  '文静',
  '国强',
  '梓萱',
  '阿芳',
  '一诺',
  '春梅',
  '思远',
];
const notes = ['', '', '', '', '', '', '', '要新鲜的', '帮忙挑大的', '帮忙杀好', '不要葱'];

/** Who orders what and when: everything that is left to chance before the server is asked anything. */
export function planNeighbours(options: DayOptions, offerCount: number, chance: Chance): Neighbour[] {
  const roles = chance.shuffled(mannersOf(options.customers));
  return withParts(roles.map((manner, index) => planNeighbour(manner, index, options, offerCount, chance)));
}

/** At least one of each manner, however few neighbours there are. */
function mannersOf(customers: number): Manner[] {
  const special = Object.entries(shares).flatMap(([manner, share]) =>
    Array.from({ length: Math.max(1, Math.round((customers * share) / 1000)) }, () => manner as Manner),
  );
  return [...special, ...Array.from({ length: customers }, () => 'page' as const)].slice(0, customers);
}

function planNeighbour(
  manner: Manner,
  index: number,
  options: DayOptions,
  offerCount: number,
  chance: Chance,
): Neighbour {
  const number = String(index + 1).padStart(4, '0');
  const again = manner === 'page' && chance.percent(12);
  const orders = [planOrder(manner, offerCount, chance)];
  if (again) orders.push(planOrder('page', offerCount, chance));
  return {
    externalId: `P${String(options.seed)}-C${number}`,
    name: `${chance.pick(surnames)}${chance.pick(givenNames)}`,
    phone: `+86139${String(10_000_000 + ((options.seed * 10_007 + index * 7) % 90_000_000)).slice(0, 8)}`,
    manner,
    // The first leaders have the larger groups.
    leader: chance.weighted(
      Array.from({ length: options.leaders }, (_, leader) => leader),
      (leader) => 100 + 40 * (options.leaders - leader),
    ),
    orders,
  };
}

function planOrder(manner: Manner, offerCount: number, chance: Chance): PlannedOrder {
  const orderAt = orderTime(manner, chance);
  return {
    orderAt,
    payAt: payTime(manner, orderAt, chance),
    cancelAt: manner === 'cancels' ? Math.min(orderAt + (20 + chance.below(60)) * minute, latest) : null,
    visit: planVisit(manner, chance),
    lines: planLines(manner, offerCount, chance),
  };
}

const latest = instantAt(monday, '21:58');

/** Most order at noon and after supper. Times are spread to the millisecond, so that order by time is never a tie. */
function orderTime(manner: Manner, chance: Chance): number {
  const spread = chance.below(minute);
  if (manner === 'tooLate') return instantAt(monday, '21:35') + chance.below(5) * minute + spread;
  if (manner === 'overCutoff') return instantAt(monday, '21:54') + chance.below(3) * minute + spread;
  const hour = chance.weighted([8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20], (one) =>
    one === 12 || one >= 18 ? 20 : 8,
  );
  return instantAt(monday, '00:00') + (hour * 60 + chance.below(60)) * minute + spread;
}

function payTime(manner: Manner, orderAt: number, chance: Chance): number | null {
  const spread = chance.below(minute);
  switch (manner) {
    case 'page':
    case 'behalf':
    case 'greedy':
    case 'cancels':
      return orderAt + chance.below(9) * minute + spread;
    case 'late':
      return orderAt + (20 + chance.below(30)) * minute + spread;
    case 'tooLate':
      return instantAt(monday, '22:01') + spread;
    case 'overCutoff':
      return instantAt(monday, '22:03') + spread;
    case 'atPickup':
    case 'till':
    case 'neverPays':
      return null;
    default:
      return manner satisfies never;
  }
}

function planVisit(manner: Manner, chance: Chance): Visit {
  const at = instantAt(tuesday, '16:30') + chance.below(180) * minute + chance.below(minute);
  const never = chance.percent(manner === 'atPickup' ? 8 : 3);
  return { at, kind: never ? 'never' : 'comes' };
}

function planLines(manner: Manner, offerCount: number, chance: Chance): WishedLine[] {
  const offers = Array.from({ length: offerCount }, (_, offer) => offer);
  const wanted = new Set<number>();
  // The first offers are the ones that everyone talks about.
  for (let line = chance.below(4) + 1; line > 0; line -= 1)
    wanted.add(chance.weighted(offers, (offer) => 10 + Math.floor(120 / (offer + 2))));
  const lines = [...wanted].map((offer) => ({
    offer,
    pieces: 1 + chance.below(3),
    note: chance.pick(notes),
  }));
  // The third offer has a limit of four.
  return manner === 'greedy'
    ? [{ offer: 2, pieces: 9, note: '' }, ...lines.filter(({ offer }) => offer !== 2)]
    : lines;
}

/** The day always has one who fetches in two parts, and one who never comes. */
function withParts(neighbours: readonly Neighbour[]): Neighbour[] {
  const regulars = neighbours.filter(({ manner }) => manner === 'page');
  const twice = regulars.find(({ orders: [first] }) => (first?.lines.length ?? 0) >= 3) ?? regulars[0];
  const never = regulars.find((one) => one !== twice);
  return neighbours.map((one) => {
    if (one === twice) return withVisit(one, 'twice');
    return one === never ? withVisit(one, 'never') : one;
  });
}

function withVisit(neighbour: Neighbour, kind: Visit['kind']): Neighbour {
  const orders = neighbour.orders.map((order, index) =>
    index === 0 ? { ...order, visit: { at: order.visit.at, kind } } : order,
  );
  return { ...neighbour, orders };
}
