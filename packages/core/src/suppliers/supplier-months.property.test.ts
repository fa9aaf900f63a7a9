import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { acceptGoods, chargeSupplier } from '../testing/supplier-goods.ts';
import { rebateOf } from './rebate-of.ts';
import { patience, runsOf } from '../testing/runs.ts';

const supplierId = planted.supplier;
const months = ['2026-11', '2026-12', '2027-01', '2027-02'] as const;
const tiers = [
  { threshold: 1000, basisPoints: 300 },
  { threshold: 5000, basisPoints: 777 },
];
type Step =
  | { readonly kind: 'accept' | 'charge'; readonly round: number; readonly value: number }
  | { readonly kind: 'state'; readonly value: number }
  | { readonly kind: 'pay'; readonly value: number };

const stepOf: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('accept' as const),
      round: fc.nat(3),
      value: fc.integer({ min: 1, max: 4000 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('charge' as const),
      round: fc.nat(3),
      value: fc.integer({ min: 1, max: 900 }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('state' as const), value: fc.nat(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('pay' as const), value: fc.integer({ min: 1, max: 2000 }) }),
  },
);

/** R43 in plain words: where every sum counts, by the order in which things happened. */
class ByHand {
  readonly volume = new Map<number, number>();
  readonly stated = new Map<number, number>();
  /** The month in which goods of a round were last accepted. */
  readonly received = new Map<number, number>();

  count(month: number, value: number): void {
    this.volume.set(month, (this.volume.get(month) ?? 0) + value);
  }

  accept(now: number, round: number, value: number): void {
    this.received.set(round, now);
    this.count(now, value);
  }

  charge(now: number, round: number, value: number): void {
    const month = this.received.get(round) ?? Math.max(now, ...this.received.values());
    this.count(this.stated.has(month) ? now : month, -value);
  }

  state(month: number): void {
    if (!this.stated.has(month)) this.stated.set(month, this.volume.get(month) ?? 0);
  }
}

/** Goods, claims, payments and statements over four months, some late; then all that is left is stated. */
async function play(shop: TestShop, steps: readonly (readonly Step[])[]): Promise<ByHand> {
  const byHand = new ByHand();
  for (const [now, stepsOfMonth] of steps.entries()) {
    for (const [position, step] of stepsOfMonth.entries()) {
      const at = `${months[now] ?? ''}-${String(position + 2).padStart(2, '0')}T09:00:00+08:00`;
      shop.at(at);
      await take(shop, byHand, step, { now, at });
    }
  }
  shop.at('2027-03-01T00:00:00+08:00');
  for (const [month, name] of months.entries()) {
    await shop.tuan.supplierStatements.create({ month: name });
    byHand.state(month);
  }
  return byHand;
}

async function take(
  shop: TestShop,
  byHand: ByHand,
  step: Step,
  { now, at }: { now: number; at: string },
): Promise<void> {
  const amount = { amount: step.value, currency: 'CNY' };
  if (step.kind === 'pay') {
    await shop.tuan.supplierPayments.record({ supplierId, amount, reference: `pay ${at}` });
  } else if (step.kind === 'state') {
    const month = months[step.value];
    if (month === undefined || step.value >= now) return;
    await shop.tuan.supplierStatements.create({ month });
    byHand.state(step.value);
  } else if (step.kind === 'accept' || byHand.received.has(step.round)) {
    const campaignId = `cam_${String(step.round)}`;
    // A claim needs goods of its round.
    const write = step.kind === 'accept' ? acceptGoods : chargeSupplier;
    await write(shop, at, step.value, { campaignId });
    byHand[step.kind](now, step.round, step.value);
  }
}

test(
  'R43: whatever comes late, each sum counts in one month, and months close one into the next',
  async () => {
    const yearOf = fc.array(fc.array(stepOf, { minLength: 2, maxLength: 8, size: 'max' }), {
      minLength: 4,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(yearOf, fc.constantFrom('whole', 'marginal'), async (steps, mode) => {
        const shop = await testShop();
        const wished = tiers.map(({ threshold, basisPoints }) => ({
          threshold: { amount: threshold, currency: 'CNY' },
          basisPoints,
        }));
        await shop.tuan.rebateTiers.put({ supplierId, mode, tiers: wished });
        const byHand = await play(shop, steps);
        let opening = 0;
        for (const [month, name] of months.entries()) {
          const statement = await shop.tuan.supplierStatements.forecast({ supplierId, month: name });
          const volume = byHand.volume.get(month) ?? 0;
          expect([name, statement.volume.amount]).toEqual([name, volume]);
          expect(statement.rebate.amount).toBe(rebateOf(volume, tiers, mode));
          expect(statement.opening.amount).toBe(opening);
          opening = statement.closing.amount;
        }
        await shop.audit();
        await shop.close();
      }),
      { numRuns: runsOf(15) },
    );
  },
  patience(60_000),
);
