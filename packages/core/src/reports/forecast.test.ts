import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(() => shop.close());

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const forecast = (input: object) => shop.tuan.reports.forecast(input);

test('forecast: three communities, 5,000.00 a day, 8 %, 30 days make 12,000.00 [S]', async () => {
  const plan = { communities: 3, dailySales: yuan(500_000), marginBasisPoints: 800, days: 30 };
  expect(await forecast(plan)).toMatchObject({
    period: { sales: yuan(15_000_000), profit: yuan(1_200_000) },
    daily: { profit: yuan(40_000) },
    marginBasisPoints: 800,
    band: { band: 'small', position: 'inside', lowBasisPoints: 500, highBasisPoints: 800 },
    breakEven: { dailySales: yuan(0), ordersPerDay: 0 },
  });
});

test('forecast: an apple at cost 8.00, price 10.00 and 10 % leaves 2.00, 1.00 and 1.00 a piece [S]', async () => {
  const rates = { price: yuan(1000), cost: yuan(800), commissionBasisPoints: 1000 };
  const found = await forecast({ dailySales: yuan(10_000), days: 1, ...rates });
  expect(found).toMatchObject({
    perPiece: { spread: yuan(200), commission: yuan(100), net: yuan(100) },
    daily: { cost: yuan(8000), commission: yuan(1000), profit: yuan(1000) },
    marginBasisPoints: 1000,
  });
});

const whole = {
  communities: 2,
  members: 500,
  orderRateBasisPoints: 1000,
  basket: yuan(4000),
  price: yuan(1000),
  cost: yuan(800),
  commissionBasisPoints: 1000,
  lossBasisPoints: 500,
  promotionBudget: yuan(30_000),
  fixedCosts: yuan(60_000),
  days: 30,
};

test('forecast: from members to profit, break-even and what matters most', async () => {
  const found = await forecast(whole);
  // 2 × 500 × 10 % = 100 orders of 40.00 a day; each leaves 40.00 − 32.00 − 4.00 − 1.60 = 2.40.
  expect(found).toMatchObject({
    ordersPerDay: 100,
    daily: { sales: yuan(400_000), profit: yuan(24_000 - 3000) },
    period: { sales: yuan(12_000_000), cost: yuan(9_600_000), loss: yuan(480_000), profit: yuan(630_000) },
    marginBasisPoints: 525,
    breakEven: { ordersPerDay: 13, dailySales: yuan(50_000) },
  });
  const byInput = Object.fromEntries(
    found.sensitivity.map(({ input, lower, higher }) => [input, [lower, higher]]),
  );
  expect(byInput.basket).toEqual([yuan(558_000), yuan(702_000)]);
  expect(byInput.members).toEqual(byInput.basket);
  expect(byInput.commissionBasisPoints).toEqual([yuan(750_000), yuan(510_000)]);
  expect(byInput.fixedCosts).toEqual([yuan(636_000), yuan(624_000)]);
  expect(found.sensitivity[0]?.input).toBe('price');
  expect(found.sensitivity.every(({ zh, en }) => zh !== '' && en !== '')).toBe(true);
});

test('forecast: 10 % shrinkage brought down to 5 %: 40.00 more on 1,000.00 sold, 4.0 points [S]', async () => {
  const plan = { dailySales: yuan(100_000), price: yuan(1000), cost: yuan(800), days: 1 };
  const [ten, five] = await Promise.all([
    forecast({ ...plan, lossBasisPoints: 1000 }),
    forecast({ ...plan, lossBasisPoints: 500 }),
  ]);
  expect(five.period.profit.amount - ten.period.profit.amount).toBe(4000);
  expect((five.marginBasisPoints ?? 0) - (ten.marginBasisPoints ?? 0)).toBe(400);
});

test('forecast: where every sale loses money there is no break-even', async () => {
  const found = await forecast({ ...whole, cost: yuan(1000) });
  expect(found.breakEven).toEqual({ dailySales: null, ordersPerDay: null });
  expect(found.period.profit.amount).toBeLessThan(0);
});

test('forecast: the break-even is enough, and one order less is not', async () => {
  const plan = fc.record({
    basket: fc.integer({ min: 100, max: 100_000 }).map(yuan),
    marginBasisPoints: fc.integer({ min: 1000, max: 5000 }),
    commissionBasisPoints: fc.nat(900),
    fixedCosts: fc.integer({ min: 1, max: 10_000_000 }).map(yuan),
    days: fc.integer({ min: 1, max: 366 }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async (one) => {
      const { breakEven } = await forecast({ ...one, dailySales: yuan(0) });
      const profitOf = async (orders: number) =>
        (await forecast({ ...one, dailySales: yuan(orders * one.basket.amount) })).period.profit.amount;
      const orders = breakEven.ordersPerDay ?? -1;
      // Each sum is rounded once, so the profit may miss by a unit of each of its steps.
      expect(await profitOf(orders)).toBeGreaterThanOrEqual(-3);
      if (orders > 0) expect(await profitOf(orders - 1)).toBeLessThanOrEqual(3);
    }),
    { numRuns: 50 },
  );
});

test('forecast: its steps sum to its profit, whatever is planned', async () => {
  const plan = fc.record({
    communities: fc.integer({ min: 1, max: 1000 }),
    members: fc.integer({ min: 1, max: 1000 }),
    orderRateBasisPoints: fc.nat(10_000),
    basket: fc.integer({ min: 1, max: 1_000_000 }).map(yuan),
    price: fc.integer({ min: 1, max: 100_000 }).map(yuan),
    cost: fc.nat(100_000).map(yuan),
    commissionBasisPoints: fc.nat(10_000),
    lossBasisPoints: fc.nat(10_000),
    rebateBasisPoints: fc.nat(10_000),
    promotionBudget: fc.nat(1_000_000).map(yuan),
    days: fc.integer({ min: 1, max: 366 }),
  });
  await fc.assert(
    fc.asyncProperty(plan, async (one) => {
      // A cost far above the price may lead beyond what can be written, which is said.
      const found = await forecast(one).catch((error: { code: string }) => {
        expect(error.code).toBe('invalid_input');
        return null;
      });
      for (const sums of found ? [found.daily, found.period] : []) {
        const { sales, cost, commission, loss, rebates, promotions, fixedCosts, profit } = sums;
        const left = sales.amount - cost.amount - commission.amount - loss.amount + rebates.amount;
        expect(profit.amount).toBe(left - promotions.amount - fixedCosts.amount);
      }
    }),
    { numRuns: 100 },
  );
});

test('forecast: what is missing, double or too large is said, field by field', async () => {
  const refused = (input: object, paths: readonly string[]) =>
    expect(forecast(input)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: paths.map((path) => ({ path })) },
    });
  await refused({}, ['dailySales', 'marginBasisPoints']);
  await refused({ dailySales: yuan(1), members: 5, marginBasisPoints: 1 }, [
    'dailySales',
    'orderRateBasisPoints',
    'basket',
  ]);
  await refused({ dailySales: yuan(1), price: yuan(1) }, ['cost']);
  await refused({ dailySales: yuan(1), marginBasisPoints: 1, price: yuan(1), cost: yuan(1) }, [
    'marginBasisPoints',
  ]);
  await refused({ dailySales: yuan(9_000_000_000_000), marginBasisPoints: 1 }, ['dailySales']);
  await refused({ ...whole, basket: yuan(9_000_000_000_000) }, ['basket']);
  await refused({ dailySales: yuan(-1), marginBasisPoints: 1 }, ['dailySales.amount']);
  const jpy = { dailySales: { amount: 1, currency: 'JPY' }, marginBasisPoints: 1 };
  await expect(forecast(jpy)).rejects.toMatchObject({ code: 'currency_mismatch' });
});

test('forecast: figures of nobody are planned for the shop alone', async () => {
  const actor = { kind: 'leader', leaderId: 'led_chen' } as const;
  const plan = { dailySales: yuan(1), marginBasisPoints: 1 };
  await expect(shop.tuan.reports.forecast(plan, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});
