import fc from 'fast-check';
import { expect, test } from 'vitest';
import { collectApples } from '../testing/collected-orders.ts';
import { planted, testShop } from '../testing/index.ts';
import { patience, runsOf } from '../testing/runs.ts';
import { bonusOf } from './bonus-of.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const day = 86_400_000;
/** Friday 00:00 of the shop; what was fetched on Tuesday is earned on Thursday. */
const end = Date.parse('2026-11-27T00:00:00+08:00');
const steps = [
  { threshold: 1500, bonus: 70, basisPoints: null },
  { threshold: 4000, bonus: null, basisPoints: 333 },
  { threshold: 9000, bonus: null, basisPoints: 1234 },
];

interface Back {
  readonly order: number;
  readonly amount: number;
  /** Before or after the end of the period, in milliseconds. */
  readonly offset: number;
}

const backOf: fc.Arbitrary<Back> = fc.record({
  order: fc.nat(3),
  amount: fc.integer({ min: 1, max: 2500 }),
  offset: fc.constantFrom(-day, -1, 0, 1, 3600_000, 2 * day),
});

test(
  'R40: whatever is refunded before and after, and however late it is closed, the bonus is that of what was left at the end',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 4 }),
        fc.array(backOf, { maxLength: 6 }),
        fc.integer({ min: 0, max: 3 * day }),
        async (pieces, backs, late) => {
          const shop = await testShop();
          await shop.tuan.commissionTargets.create({
            name: '冲量',
            leaderId: planted.leader,
            period: { kind: 'dates', from: '2026-11-24', to: '2026-11-27' },
            steps: steps.map(({ threshold, bonus, basisPoints }) => ({
              threshold: yuan(threshold),
              ...(bonus === null ? { basisPoints } : { bonus: yuan(bonus) }),
            })),
          });
          const bought = await collectApples(shop, ...pieces);
          const left = pieces.map((count) => count * 1000);
          let sales = left.reduce((sum, amount) => sum + amount, 0);
          const closesAt = end + late;
          const inTime = backs.toSorted((one, other) => one.offset - other.offset);
          let closed = false;
          const close = async () => {
            if (closed) return;
            closed = true;
            shop.now = closesAt;
            await shop.tuan.commissionTargets.close({});
          };
          for (const { order, amount, offset } of inTime) {
            const at = end + offset;
            if (at >= closesAt) await close();
            shop.now = at;
            const position = order % bought.length;
            const taken = Math.min(amount, left[position] ?? 0);
            const one = bought[position];
            if (taken === 0 || !one) continue;
            await shop.tuan.orders.refund({ ...one, amount: yuan(taken), reason: '补偿', fault: 'shop' });
            left[position] = (left[position] ?? 0) - taken;
            if (at < end) sales -= taken;
          }
          await close();
          const { data } = await shop.tuan.commissionTargets.results({});
          expect(data).toMatchObject([{ sales: yuan(sales), amount: yuan(bonusOf(steps, sales)) }]);
          await shop.audit();
          await shop.close();
        },
      ),
      { numRuns: runsOf(30) },
    );
  },
  patience(60_000),
);
