import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planted, testShop, type TestShop, type TestShopOptions } from '../testing/index.ts';
import { acceptGoods, chargeSupplier, stateMonth } from '../testing/supplier-goods.ts';

const supplierId = planted.supplier;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const tiers = [{ threshold: yuan(5_000_000), basisPoints: 300 }];

let shop: TestShop;
async function open(options: TestShopOptions = {}): Promise<void> {
  shop = await testShop(options);
  await shop.tuan.rebateTiers.put({ supplierId, mode: 'whole', tiers });
}
beforeEach(() => open());
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const state = (month: string, at?: string) => stateMonth(shop, month, at);
const forecast = (month: string) => shop.tuan.supplierStatements.forecast({ supplierId, month });
const due = async () => (await shop.tuan.rebates.list({ supplierId })).due.amount;

test.each([
  ['60,000.00 → 1,800.00', 6_000_000, 180_000],
  ['exactly 50,000.00 → 0', 5_000_000, 0],
])(
  "supplier rebate 3 %% over a month's purchases of more than 50,000.00: %s [S]",
  async (_case, value, rebate) => {
    await acceptGoods(shop, '2026-11-24T06:00:00+08:00', value);
    expect(await state('2026-11', '2026-12-01T00:00:00+08:00')).toMatchObject({
      status: 'frozen',
      volume: yuan(value),
      rebate: yuan(rebate),
    });
    expect(await due()).toBe(rebate);
  },
);

describe('R43: which month', () => {
  test('by receipt date in the calendar of the shop: Asia/Shanghai', async () => {
    await acceptGoods(shop, '2026-11-30T23:59:59.999+08:00', 6_000_000);
    await acceptGoods(shop, '2026-12-01T00:00:00+08:00', 100);
    expect(await state('2026-11')).toMatchObject({
      from: '2026-10-31T16:00:00.000Z',
      to: '2026-11-30T16:00:00.000Z',
      volume: yuan(6_000_000),
    });
    expect(await forecast('2026-12')).toMatchObject({ volume: yuan(100), rebate: yuan(0) });
  });

  test.each([
    [
      '2026-10',
      '2026-10-01T00:00:00+02:00',
      '2026-10-31T23:59:59+01:00',
      '2026-11-01T00:00:00+01:00',
      31 * 24 + 1,
    ],
    [
      '2027-03',
      '2027-03-01T00:00:00+01:00',
      '2027-03-31T23:59:59+02:00',
      '2027-04-01T00:00:00+02:00',
      31 * 24 - 1,
    ],
  ])(
    'clocks change in %s in Europe/Berlin: the month still is the one of the wall',
    async (month, first, last, after, hours) => {
      await shop.close();
      await open({ zone: 'Europe/Berlin' });
      await acceptGoods(shop, first, 5_000_000);
      await acceptGoods(shop, last, 1000);
      await acceptGoods(shop, after, 7);
      const statement = await state(month);
      expect(statement).toMatchObject({ volume: yuan(5_001_000), rebate: yuan(150_030) });
      expect(Date.parse(statement.to) - Date.parse(statement.from)).toBe(hours * 3_600_000);
    },
  );

  test('50,010.00 → 1,500.30; a 16.00 claim before freezing → 49,994.00 → 0', async () => {
    await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 5_001_000);
    expect(await forecast('2026-11')).toMatchObject({ rebate: yuan(150_030) });
    await chargeSupplier(shop, '2026-12-02T09:00:00+08:00', 1600);
    expect(await state('2026-11')).toMatchObject({
      accepted: yuan(5_001_000),
      recoveries: yuan(0),
      deducted: yuan(1600),
      volume: yuan(4_999_400),
      rebate: yuan(0),
    });
    expect(await forecast('2026-12')).toMatchObject({ recoveries: yuan(1600), deducted: yuan(0) });
  });

  test('a 16.00 claim after freezing: that month stays, the next has −16.00', async () => {
    await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 5_001_000);
    await state('2026-11', '2026-12-01T08:00:00+08:00');
    await chargeSupplier(shop, '2026-12-02T09:00:00+08:00', 1600);
    await acceptGoods(shop, '2026-12-03T06:00:00+08:00', 6_000_000);
    expect(await forecast('2026-11')).toMatchObject({ status: 'frozen', rebate: yuan(150_030) });
    const december = { deducted: yuan(1600), volume: yuan(5_998_400), rebate: yuan(179_952) };
    expect(await forecast('2026-12')).toMatchObject(december);
    expect(await state('2026-12', '2027-01-01T00:00:00+08:00')).toMatchObject(december);
    expect(await due()).toBe(150_030 + 179_952);
  });

  test('a claim counts for the goods of its own campaign, also when newer ones have come', async () => {
    await acceptGoods(shop, '2026-11-30T06:00:00+08:00', 5_001_000, { campaignId: 'cam_november' });
    await acceptGoods(shop, '2026-12-01T06:00:00+08:00', 5_001_000, { campaignId: 'cam_december' });
    await chargeSupplier(shop, '2026-12-02T09:00:00+08:00', 1600, { campaignId: 'cam_november' });
    expect(await forecast('2026-12')).toMatchObject({ volume: yuan(5_001_000) });
    expect(await state('2026-11')).toMatchObject({ volume: yuan(4_999_400) });
    await chargeSupplier(shop, '2026-12-03T09:00:00+08:00', 700, { campaignId: 'cam_november' });
    await chargeSupplier(shop, '2026-12-03T09:00:00+08:00', 50, { campaignId: 'cam_from_stock' });
    expect(await forecast('2026-12')).toMatchObject({ volume: yuan(5_001_000 - 700 - 50) });
  });

  test('months stated in another order: each claim lowers one of them, once', async () => {
    await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
    await chargeSupplier(shop, '2026-12-02T09:00:00+08:00', 100);
    await acceptGoods(shop, '2026-12-03T06:00:00+08:00', 6_000_000);
    await chargeSupplier(shop, '2027-01-02T09:00:00+08:00', 20);
    expect(await state('2026-12')).toMatchObject({ deducted: yuan(20) });
    expect(await state('2026-11')).toMatchObject({ deducted: yuan(100) });
    expect(await state('2027-01', '2027-02-01T00:00:00+08:00')).toMatchObject({ deducted: yuan(0) });
  });

  test('a claim by a clock that is behind, posted into months stated already, is not lost: the next statement takes it', async () => {
    await shop.close();
    const late = await testShop();
    await acceptGoods(late, '2026-11-24T06:00:00+08:00', 6_000_000);
    await stateMonth(late, '2026-11', '2026-12-01T00:00:00+08:00');
    await stateMonth(late, '2026-12', '2027-01-01T00:00:00+08:00');
    await chargeSupplier(late, '2026-12-31T23:59:59+08:00', 1600);
    const january = await stateMonth(late, '2027-01', '2027-02-01T00:00:00+08:00');
    expect(january).toMatchObject({ deducted: yuan(1600) });
    await expect(late.audit()).rejects.toThrow('supplier_statement_balance');
    await late.audit(['supplier_statement_balance']);
    await late.close();
    await open();
  });

  test('more taken back than accepted: volume below zero, no rebate, nothing taken back', async () => {
    await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
    await state('2026-11', '2026-12-01T00:00:00+08:00');
    await chargeSupplier(shop, '2026-12-02T09:00:00+08:00', 1600);
    expect(await state('2026-12', '2027-01-01T00:00:00+08:00')).toMatchObject({
      volume: yuan(-1600),
      rebate: yuan(0),
      closing: yuan(5_998_400),
    });
    expect(await due()).toBe(180_000);
  });
});

test('R43: the rebate is spread over the receipt lines of the month by value, by variant and campaign', async () => {
  await acceptGoods(shop, '2026-10-31T06:00:00+08:00', 9_000_000, { campaignId: 'cam_october' });
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 3_000_000, { campaignId: 'cam_1' });
  await acceptGoods(shop, '2026-11-25T06:00:00+08:00', 1_000_000, { campaignId: 'cam_2' });
  await acceptGoods(shop, '2026-11-25T07:00:00+08:00', 1_000_001, { campaignId: 'cam_2' });
  await acceptGoods(shop, '2026-11-25T08:00:00+08:00', 1_000_000, {
    campaignId: 'cam_2',
    variantId: planted.egg,
  });
  await chargeSupplier(shop, '2026-11-26T08:00:00+08:00', 1, { campaignId: 'cam_2' });
  await state('2026-11', '2026-12-01T00:00:00+08:00');
  const rebatesBy = async (by: 'campaign' | 'variant' | 'supplier') =>
    (await shop.tuan.reports.profit({ by })).data.map(({ id, rebates }) => [id, rebates.amount]);
  expect(await rebatesBy('campaign')).toEqual([
    // More profit by the 0.01 that the supplier answers for.
    ['cam_2', 90_000],
    ['cam_1', 90_000],
  ]);
  expect(await rebatesBy('variant')).toEqual([
    [planted.apple, 150_000],
    [planted.egg, 30_000],
  ]);
  expect(await rebatesBy('supplier')).toEqual([[supplierId, 180_000]]);
  const inCampaign = await shop.tuan.reports.profit({ by: 'variant', campaignId: 'cam_2' });
  expect(inCampaign.data).toMatchObject([
    { id: planted.apple, label: '苹果' },
    { id: planted.egg, rebates: yuan(30_000) },
  ]);
});
