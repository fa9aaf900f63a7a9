import fc from 'fast-check';
import { expect, test } from 'vitest';
import { flooredShare } from '../shared/money.ts';
import { type Collected, collectApples } from '../testing/collected-orders.ts';
import { unexplained } from '../testing/explain-everything.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { promote } from '../testing/promote.ts';
import { patience, runsOf } from '../testing/runs.ts';
import { giveReceiver } from '../testing/settled-statement.ts';

/*
 * A shop that pays commission on prices before discounts may owe its leaders more than a customer paid. The provider
 * splits a share of what was paid, whatever the commission is: the rest goes by payout.
 */

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const { leader, otherLeader } = planted;

interface Wish {
  /** Of the goods, taken off, in basis points. */
  readonly discount: number;
  /** Of the leader and of the keeper of the pickup point. */
  readonly rates: readonly [number, number];
  readonly cap: number;
  readonly pieces: number;
}

/** An order at gross commission, with both leaders settled; what was paid for it and what each statement is. */
async function settled(
  shop: TestShop,
  { discount, rates, cap, pieces }: Wish,
  afterwards: (bought: Collected) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  const { tuan } = shop;
  await tuan.shop.change({
    policies: { commissionBase: 'gross', splitCapBasisPoints: cap, maximumShareBasisPoints: 10_000 },
  });
  await tuan.commissionRules.create({ leaderId: leader, basisPoints: rates[0] });
  const share = { basisPoints: rates[1], from: 'shop' } as const;
  const point = { externalId: 'P01', name: '幸福里东门驿站', address: '文一西路1500号', share };
  await tuan.pickupPoints.upsert({ pickupPoints: [{ ...point, leaderId: otherLeader }] });
  await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(1), basisPoints: discount }] });
  for (const id of [leader, otherLeader]) await giveReceiver(shop, id);
  const paid = pieces * 1000 - Math.round((pieces * 1000 * discount) / 10_000);
  const payment = paid === 0 ? 'atPickup' : { amount: yuan(paid), reference: 'till' };
  const [bought] = await collectApples(shop, { pieces, payment });
  if (bought) await afterwards(bought);
  shop.at('2026-11-28T09:00:00+08:00');
  await tuan.statements.create({ to: '2026-11-28' });
  await tuan.settlements.create({ to: '2026-11-28' });
  await shop.audit();
  return paid;
}

async function splitOf(shop: TestShop): Promise<number> {
  const { data } = await shop.tuan.settlements.lines({});
  return data.reduce((sum, { kind, amount }) => sum + (kind === 'split' ? amount.amount : 0), 0);
}

test('R34, policy gross: 85 % off 100.00 leaves 15.00 paid and 30.00 earned: the file splits 4.50, the rest is paid out', async () => {
  const shop = await testShop();
  const paid = await settled(shop, { discount: 8500, rates: [3000, 0], cap: 3000, pieces: 10 });
  expect([paid, await splitOf(shop)]).toEqual([1500, 450]);
  const { data } = await shop.tuan.settlements.list({ leaderId: leader });
  expect(data).toMatchObject([
    { total: yuan(3000), split: yuan(450), outside: { overCap: yuan(2550), total: yuan(2550) } },
  ]);
  expect(await shop.tuan.payouts.claim({ leaderId: leader })).toMatchObject({ amount: yuan(2550) });
  await shop.audit();
  await shop.close();
});

test('policy gross: what has gone back to the customer is not there to be split', async () => {
  const shop = await testShop();
  const wish = { discount: 8500, rates: [3000, 0], cap: 3000, pieces: 10 } as const;
  await settled(shop, wish, async ({ orderId, lineId }) => {
    const back = { orderId, lineId, amount: yuan(1400), reason: '补偿', fault: 'shop' } as const;
    await shop.tuan.orders.refund(back);
  });
  // 1.00 of 15.00 is left, and 30.00 ÷ 15 of commission: the cap alone would let 2.00 go.
  expect(await splitOf(shop)).toBe(100);
  const { data } = await shop.tuan.settlements.list({ leaderId: leader });
  expect(data).toMatchObject([{ total: yuan(200), split: yuan(100), outside: { overCap: yuan(100) } }]);
  await shop.close();
});

test('policy gross: two leaders of one order share the cap of what was paid, and none of it is split twice', async () => {
  const shop = await testShop();
  const paid = await settled(shop, { discount: 5000, rates: [3000, 2000], cap: 3000, pieces: 10 });
  expect([paid, await splitOf(shop)]).toEqual([5000, 1500]);
  await shop.close();
});

test(
  'policy gross: whatever the discount, the rates and the cap, the file never passes the cap of what was paid',
  async () => {
    const rate = fc.integer({ min: 0, max: 3000 });
    const wish = fc.record({
      discount: fc.integer({ min: 1, max: 10_000 }),
      rates: fc.tuple(rate, rate),
      cap: fc.constantFrom(0, 1, 333, 3000, 10_000),
      pieces: fc.integer({ min: 1, max: 9 }),
    });
    await fc.assert(
      fc.asyncProperty(wish, async (wanted) => {
        const shop = await testShop();
        const paid = await settled(shop, wanted);
        const split = await splitOf(shop);
        expect(split).toBeLessThanOrEqual(flooredShare(paid, wanted.cap, 10_000));
        const { data } = await shop.tuan.settlements.list({});
        const total = data.reduce((sum, one) => sum + one.total.amount, 0);
        const outside = data.reduce((sum, one) => sum + one.outside.total.amount, 0);
        expect(split + outside).toBe(total);
        expect(await unexplained(shop)).toEqual([]);
        await shop.close();
      }),
      { numRuns: runsOf(20) },
    );
  },
  patience(120_000),
);
