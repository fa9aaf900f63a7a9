import fc from 'fast-check';

/*
 * Random months of a shop that has everything switched on: three rounds with statements, payouts, splits, suppliers and
 * changed rules between them, in currencies of zero, two and three decimals.
 */

const faults = ['supplier', 'carrier', 'leader', 'shop', 'customer'] as const;
const order = fc.nat(9);
const line = fc.nat(2);
const pieces = fc.integer({ min: 1, max: 4 });
const percent = fc.integer({ min: 1, max: 100 });
const fault = fc.constantFrom(...faults);
const basisPoints = (max: number) => fc.integer({ min: 0, max });
const rate = fc.oneof(
  fc.record({ basisPoints: basisPoints(2500) }),
  fc.record({ perPiece: fc.integer({ min: 1, max: 180 }) }),
);
const kind = <Kind extends string>(...names: readonly Kind[]) => fc.constantFrom(...names);
const lines = fc.array(fc.record({ what: fc.nat(1), pieces }), { minLength: 1, maxLength: 3 });

const policies = fc.record({
  uncollected: kind('keep', 'refund', 'refundPart', 'donate'),
  uncollectedRefundBasisPoints: fc.constantFrom(3333, 5000),
  commissionBase: kind('net', 'net', 'gross'),
  faultBasis: kind('cost', 'refund'),
  shortage: kind('orderTime', 'proRataByPoint', 'oneEach', 'wholeOrders'),
  maximumShareBasisPoints: fc.constantFrom(1500, 3000, 3000, 7000),
  splitCapBasisPoints: fc.constantFrom(0, 700, 3000),
  launchBoostBasisPoints: fc.constantFrom(0, 150, 700),
  launchBoostDays: fc.constantFrom(0, 4, 30),
  ownPurchasesEarn: fc.boolean(),
  weightWaiver: fc.constantFrom(0, 0, 60),
  lossBufferBasisPoints: fc.constantFrom(0, 500),
});

/** What the shop changes while orders stand: none of it touches them (R14). */
const change = fc.record({
  kind: kind('change'),
  what: kind('price', 'rule', 'tier', 'leaderRate', 'policies', 'help', 'share', 'promotion', 'suspend'),
  value: fc.integer({ min: 1, max: 1400 }),
  policies,
});

const place = fc.record({
  kind: kind('place'),
  who: fc.nat(4),
  leader: fc.nat(2),
  lines,
  pays: kind('till', 'till', 'till', 'cash', 'atPickup', 'held'),
  coupon: fc.boolean(),
});

/** What happens while orders are taken. */
const ordering = fc.oneof(
  { weight: 8, arbitrary: place },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: kind('pay', 'cancel', 'reduce', 'refund', 'replace', 'withdraw'),
      order,
      line,
      pieces,
      lines,
      fault,
    }),
  },
  { weight: 2, arbitrary: change },
  {
    weight: 2,
    arbitrary: fc.record({ kind: kind('wait'), minutes: fc.constantFrom(3, 16, 200) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: kind('join'), by: fc.nat(2) }) },
);

const complaint = fc.record({
  kind: kind('claim', 'claim', 'replacement'),
  order,
  line,
  pieces,
  percent,
  fault,
  half: fault,
  decided: fc.constantFrom(true, true, false),
});

/** Money given back, goods handed over or lost, after they have come. */
const later = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: kind('handOver', 'handOver', 'handOverPart', 'pay'), order, line }),
  },
  { weight: 6, arbitrary: complaint },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: kind('refundPieces', 'refundAmount', 'refundPieces', 'refundAmount', 'withdraw', 'lose', 'weigh'),
      order,
      line,
      pieces,
      percent,
      fault,
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: kind('wait'), minutes: fc.constantFrom(60, 1000) }) },
  { weight: 1, arbitrary: change },
);

/** Money that moves between the shop and the others. */
const money = fc.record({
  kind: kind(
    'statement',
    'statement',
    'payout',
    'payoutFails',
    'payoutReturns',
    'split',
    'splitFails',
    'confirmRefunds',
    'failRefund',
    'remit',
    'paySupplier',
    'adjust',
    'rebate',
    'cost',
  ),
  leader: fc.nat(2),
  percent,
  setOff: fc.boolean(),
});

const round = fc.record({
  helped: fc.option(fc.record({ owner: fc.nat(1), ownerRate: rate, helperRate: rate }), { nil: null }),
  cap: fc.constantFrom(null, 12),
  limit: fc.constantFrom(null, 6),
  flashStock: fc.constantFrom(0, 2, 5),
  tier: fc.record({ from: fc.integer({ min: 2, max: 9 }), community: fc.boolean() }),
  minimum: fc.constantFrom(1, 2, 5, 12),
  onMiss: kind('cancel', 'extendOnce', 'nextLower'),
  ordering: fc.array(ordering, { minLength: 4, maxLength: 12, size: 'max' }),
  arrives: fc.integer({ min: 0, max: 130 }),
  unitCost: fc.integer({ min: 1, max: 900 }),
  spoilt: fc.nat(2),
  sentBack: fc.nat(2),
  missing: fc.nat(2),
  weighed: fc.array(fc.record({ order, share: fc.integer({ min: 600, max: 1300 }) }), { maxLength: 3 }),
  /** Before the neighbours come to fetch it, and who of them never does. */
  waiting: fc.array(later, { maxLength: 4, size: 'max' }),
  away: fc.array(order, { maxLength: 3 }),
  later: fc.array(fc.oneof({ weight: 3, arbitrary: later }, { weight: 1, arbitrary: money }), {
    minLength: 2,
    maxLength: 10,
    size: 'max',
  }),
  /** When the claim window is over. */
  money: fc.array(money, { minLength: 2, maxLength: 8, size: 'max' }),
});

export const randomMonth = fc.record({
  currency: fc.constantFrom('CNY', 'JPY', 'KWD'),
  policies,
  referral: fc.constantFrom(
    null,
    { kind: 'once', amount: 777 } as const,
    { kind: 'share', basisPoints: 233, days: 5 } as const,
  ),
  shopRate: rate,
  fruitRate: fc.option(rate, { nil: null }),
  ownRate: fc.option(basisPoints(2200), { nil: null }),
  levelRate: fc.option(rate, { nil: null }),
  levelSales: fc.constantFrom(1, 4000, 100_000),
  pointShare: fc.option(fc.record({ rate, from: kind('leader', 'shop') }), { nil: null }),
  boughtByLeader: fc.boolean(),
  promotions: fc.record({
    budget: fc.constantFrom(500, 1300, 90_000),
    firstOrder: fc.integer({ min: 1, max: 900 }),
    spendSave: basisPoints(3000),
    coupon: fc.oneof(
      fc.record({ amount: fc.integer({ min: 1, max: 2500 }) }),
      fc.constant({ basisPoints: 3333 }),
    ),
    couponUses: fc.constantFrom(1, 3),
    giftStock: fc.nat(3),
    giftUndone: kind('keep', 'charge'),
    every: fc.constantFrom(1, 2),
  }),
  target: fc.record({
    threshold: fc.constantFrom(1, 3000, 20_000),
    basisPoints: fc.integer({ min: 30, max: 2000 }),
    withheld: fc.nat(300),
  }),
  rebate: fc.record({ mode: kind('whole', 'marginal'), threshold: fc.constantFrom(0, 3000, 12_000) }),
  rounds: fc.array(round, { minLength: 1, maxLength: 3, size: 'max' }),
});

type ValueOf<Source> = Source extends fc.Arbitrary<infer Value> ? Value : never;
export type MonthWish = ValueOf<typeof randomMonth>;
export type RoundWish = MonthWish['rounds'][number];
export type OrderingStep = RoundWish['ordering'][number];
export type ComplaintWish = ValueOf<typeof complaint>;
export type LaterStep = ValueOf<typeof later>;
export type MoneyStep = ValueOf<typeof money>;
export type ChangeStep = ValueOf<typeof change>;
export type Rate = ValueOf<typeof rate>;
