import fc from 'fast-check';

/*
 * Random days of a shop in which everything is on offer at once: caps, limits, tiers, a flash price, a pool, a minimum,
 * two cutoffs, and promotions of every kind.
 */

const faults = ['customer', 'shop', 'supplier', 'leader'] as const;
const order = fc.nat(12);
const line = fc.nat(3);
const pieces = fc.integer({ min: 1, max: 4 });
const fault = fc.constantFrom(...faults);
const cart = fc.array(fc.record({ egg: fc.boolean(), pieces }), { minLength: 1, maxLength: 3 });
/** What the shop changes about prices and promotions, and to how much. */
const change = fc.constantFrom(
  'price',
  'flash',
  'firstOrder',
  'spendSave',
  'coupon',
  'gift',
  'budget',
  'end',
);
const value = fc.integer({ min: 1, max: 1500 });
const kind = <Kind extends string>(name: Kind) => fc.constant(name);

export type Change = 'price' | 'flash' | 'firstOrder' | 'spendSave' | 'coupon' | 'gift' | 'budget' | 'end';

/** What happens while orders are taken, and what the shop does too early or too late. */
const step = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.record({
      kind: kind('place'),
      who: fc.nat(3),
      lines: cart,
      pays: fc.constantFrom('till', 'till', 'held', 'held', 'atPickup'),
      coupon: fc.boolean(),
    }),
  },
  { weight: 5, arbitrary: fc.record({ kind: kind('pay'), order }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: kind('replace'), order, lines: cart, coupon: fc.boolean() }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('stale'), lines: cart, change, value }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('change'), change, value }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('cancel'), order }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('reduce'), order, line, pieces }) },
  { weight: 2, arbitrary: fc.record({ kind: kind('refund'), order, line, pieces, fault }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('withdraw'), order, fault }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: kind('wait'), minutes: fc.constantFrom(1, 4, 16, 16, 100, 300) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('tick') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('close') }) },
  { weight: 1, arbitrary: fc.record({ kind: kind('link'), guest: fc.boolean() }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: kind('moveCutoff'), minutes: fc.integer({ min: 1, max: 300 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('changeLimit'), pieces }) },
);

/** What happens when the goods have come. */
const later = fc.record({
  kind: fc.constantFrom('handOver', 'handOverPart', 'claim', 'refund', 'withdraw', 'pay', 'wait', 'weigh'),
  order,
  line,
  amount: fc.integer({ min: 1, max: 2500 }),
  fault,
});

export const randomShop = fc.record({
  cap: fc.constantFrom(null, 6, 10),
  limit: fc.constantFrom(null, 4, 6),
  pool: fc.constantFrom(null, 7),
  flashStock: fc.integer({ min: 1, max: 4 }),
  flashLimit: fc.constantFrom(1, 3),
  budget: fc.constantFrom(600, 1500),
  giftStock: fc.nat(3),
  giftUndone: fc.constantFrom('keep' as const, 'charge' as const),
  couponOff: fc.constantFrom(10_000, 3333),
  minimum: fc.constantFrom(1, 3, 5),
  onMiss: fc.constantFrom('cancel' as const, 'extendOnce' as const),
  eggCutoff: fc.constantFrom('12:00', '20:00', '22:00'),
  perPiece: fc.boolean(),
  /** Who earns beside the leader of the order: the owner of the campaign, the keeper of the pickup point. */
  helped: fc.boolean(),
  pointShare: fc.constantFrom(null, 'leader' as const, 'shop' as const),
  boost: fc.constantFrom(0, 333),
  policies: fc.record({
    uncollected: fc.constantFrom('keep' as const, 'refund' as const),
    commissionBase: fc.constantFrom('net' as const, 'gross' as const),
    shortage: fc.constantFrom('orderTime' as const, 'oneEach' as const, 'wholeOrders' as const),
  }),
  steps: fc.array(step, { minLength: 8, maxLength: 24 }),
  arrives: fc.constantFrom(0, 3, 6, 40),
  /** Which orders are weighed when they are packed, and to how many thousandths of what they should weigh. */
  weighed: fc.array(fc.record({ order, share: fc.integer({ min: 400, max: 1600 }) }), { maxLength: 6 }),
  /** What a missed target withholds, and from which sales on it pays. */
  target: fc.record({
    threshold: fc.integer({ min: 1, max: 6000 }),
    basisPoints: fc.integer({ min: 1, max: 2000 }),
  }),
  missing: fc.nat(2),
  later: fc.array(later, { maxLength: 10 }),
});

type ValueOf<Source> = Source extends fc.Arbitrary<infer Value> ? Value : never;
export type RandomShop = ValueOf<typeof randomShop>;
export type Step = RandomShop['steps'][number];
export type LaterStep = RandomShop['later'][number];
