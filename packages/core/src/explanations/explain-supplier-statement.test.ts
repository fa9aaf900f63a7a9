import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { problemsOf } from '../testing/explain-everything.ts';
import { yuan } from '../testing/promote.ts';
import { acceptGoods, chargeSupplier, stateMonth } from '../testing/supplier-goods.ts';

const supplierId = planted.supplier;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const usual = [
  { threshold: yuan(5_000_000), basisPoints: 300 },
  { threshold: yuan(10_000_000), basisPoints: 500 },
];

async function explained(mode: 'whole' | 'marginal', value: number, charged = 0, tiers = usual) {
  await shop.tuan.rebateTiers.put({ supplierId, mode, tiers });
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', value);
  if (charged > 0) await chargeSupplier(shop, '2026-11-25T06:00:00+08:00', charged);
  const { id } = await stateMonth(shop, '2026-11', '2026-12-01T00:00:00+08:00');
  const answer = await shop.tuan.supplierStatements.explain({ statementId: id ?? '' });
  expect(problemsOf(answer)).toEqual([]);
  const rebate = answer.amounts.find(({ name }) => name === 'supplierStatement.rebate');
  return {
    answer,
    steps: rebate?.steps.map(({ texts, calculation }) => [texts.zh, calculation?.exact ?? null]),
  };
}

test('R43: 120,000.00 by slices: 3 % of 50,000.00 and 5 % of 20,000.00, together 2,500.00', async () => {
  const { answer, steps } = await explained('marginal', 12_000_000);
  expect(steps).toEqual([
    ['50000.00 元 以上的部分 50000.00 元 返 3%', '5000000 × 300 ÷ 10000 = 150000'],
    ['100000.00 元 以上的部分 20000.00 元 返 5%', '2000000 × 500 ÷ 10000 = 100000'],
    ['各档合计，只舍入一次', '150000 + 100000 = 250000'],
  ]);
  const rebate = answer.amounts.find(({ name }) => name === 'supplierStatement.rebate');
  expect(rebate).toMatchObject({ amount: yuan(250_000) });
  expect(rebate?.entries.map(({ account, amount }) => [account, amount.amount])).toEqual([
    [1400, 250_000],
    [5200, -250_000],
  ]);
});

test('R43: exactly 50,000.00 passes no threshold, and says so [S]', async () => {
  const { steps } = await explained('whole', 5_000_000);
  expect(steps).toEqual([
    ['没有超过 50000.00 元（3%）：恰好等于也不算', null],
    ['没有超过任何一档，没有返点', '0'],
  ]);
});

test('R43: a claim of 16.00 lowers 50,010.00 below the threshold, and its entry is listed', async () => {
  const { answer, steps } = await explained('whole', 5_001_000, 1600);
  expect(steps?.at(-1)).toEqual(['没有超过任何一档，没有返点', '0']);
  const amounts = Object.fromEntries(answer.amounts.map((one) => [one.name.replace(/^.*\./, ''), one]));
  expect(amounts.volume).toMatchObject({ amount: yuan(4_999_400) });
  expect(amounts.deducted?.entries.map(({ type, amount }) => [type, amount.amount])).toEqual([
    ['fault.charged', 1600],
  ]);
  expect(amounts.closing?.steps.at(-1)?.calculation?.exact).toBe('5001000 − 1600 = 4999400');
});

test('R43: slices that each end between cents are added up before the one rounding: 0.03 and 0.0075 are 0.04', async () => {
  const tiers = [
    { threshold: yuan(5_000_000), basisPoints: 300 },
    { threshold: yuan(5_000_100), basisPoints: 500 },
  ];
  const { answer, steps } = await explained('marginal', 5_000_115, 0, tiers);
  expect(steps?.map(([, exact]) => exact)).toEqual([
    '100 × 300 ÷ 10000 = 3',
    '15 × 500 ÷ 10000 = 0.75',
    '3 + 0.75 = 3.75',
  ]);
  expect(answer.amounts.find(({ name }) => name === 'supplierStatement.rebate')).toMatchObject({
    amount: yuan(4),
  });
});

test('R43: without a contract it says that no rebate was agreed', async () => {
  const { steps } = await explained('whole', 6_000_000, 0, []);
  expect(steps).toEqual([['没有约定返点', '0']]);
});
