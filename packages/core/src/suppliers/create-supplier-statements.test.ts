import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planted, testShop, type TestShop, type TestShopOptions } from '../testing/index.ts';
import { meanwhile } from '../testing/meanwhile.ts';
import { acceptGoods, chargeSupplier } from '../testing/supplier-goods.ts';
import { suppliers } from './tables.ts';

const supplierId = planted.supplier;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const contract = {
  supplierId,
  mode: 'whole',
  tiers: [{ threshold: yuan(5_000_000), basisPoints: 300 }],
} as const;

let shop: TestShop;
async function open(options: TestShopOptions = {}): Promise<void> {
  shop = await testShop(options);
  await shop.tuan.rebateTiers.put(contract);
}
beforeEach(() => open());
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** States a month at its end or later, and answers the statement of the supplier. */
async function state(month: string, at?: string) {
  if (at !== undefined) shop.at(at);
  await shop.tuan.supplierStatements.create({ month });
  return forecast(month);
}
const forecast = (month: string) => shop.tuan.supplierStatements.forecast({ supplierId, month });

async function due(): Promise<number> {
  return (await shop.tuan.rebates.list({ supplierId })).due.amount;
}

async function payable(): Promise<number> {
  const [row] = await shop.tuan.reader.rows<{ owed: number }>(
    `SELECT -coalesce(sum("amount"), 0) AS "owed" FROM "ledger_entries" WHERE "account" = 2400`,
  );
  return row?.owed ?? 0;
}

async function transactions(): Promise<number> {
  const [row] = await shop.tuan.reader.rows<{ count: number }>(
    'SELECT count(*) AS "count" FROM "ledger_transactions"',
  );
  return row?.count ?? 0;
}

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

describe('a statement is made once', () => {
  test('the same month again makes nothing new', async () => {
    await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
    shop.at('2026-12-01T00:00:00+08:00');
    const first = await shop.tuan.supplierStatements.create({ month: '2026-11', supplierId });
    expect(first).toMatchObject({ created: 1, volume: yuan(6_000_000), rebate: yuan(180_000) });
    const posted = await transactions();
    const again = await shop.tuan.supplierStatements.create({ month: '2026-11', supplierId });
    expect(again).toEqual({ ...first, created: 0, volume: yuan(0), rebate: yuan(0) });
    expect(await shop.tuan.supplierStatements.create({ month: '2026-11' })).toMatchObject({ created: 0 });
    expect(await transactions()).toBe(posted);
  });

  test('two processes at once: one statement, one rebate', async () => {
    await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
    await chargeSupplier(shop, '2026-11-25T06:00:00+08:00', 1000);
    shop.at('2026-12-01T00:00:00+08:00');
    meanwhile(shop, (other) => other.supplierStatements.create({ month: '2026-11' }));
    expect(await shop.tuan.supplierStatements.create({ month: '2026-11' })).toMatchObject({ created: 0 });
    expect((await shop.tuan.supplierStatements.list({})).data).toHaveLength(1);
    expect(await due()).toBe(179_970);
  });

  test('not before the month is over, in the zone of the shop', async () => {
    await acceptGoods(shop, '2026-11-30T23:59:59.999+08:00', 6_000_000);
    await expect(shop.tuan.supplierStatements.create({ month: '2026-11' })).rejects.toMatchObject({
      code: 'supplier_statement_too_early',
      details: { now: '2026-11-30T15:59:59.999Z' },
    });
  });

  test('about whom there is nothing to say, none is made; what is owed from before is something', async () => {
    expect(await state('2026-11', '2026-12-01T00:00:00+08:00')).toMatchObject({
      status: 'forecast',
      id: null,
    });
    await acceptGoods(shop, '2026-12-02T06:00:00+08:00', 100);
    await state('2026-12', '2027-01-01T00:00:00+08:00');
    expect(await state('2027-01', '2027-02-01T00:00:00+08:00')).toMatchObject({
      status: 'frozen',
      opening: yuan(100),
      accepted: yuan(0),
      closing: yuan(100),
    });
  });

  test('it keeps its tiers: a new contract counts for months not stated', async () => {
    await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
    await state('2026-11', '2026-12-01T00:00:00+08:00');
    await shop.tuan.rebateTiers.put({ ...contract, mode: 'marginal' });
    expect(await forecast('2026-11')).toMatchObject({ mode: 'whole', rebate: yuan(180_000) });
    await acceptGoods(shop, '2026-12-24T06:00:00+08:00', 6_000_000);
    expect(await forecast('2026-12')).toMatchObject({ mode: 'marginal', rebate: yuan(30_000) });
  });

  test('all suppliers in one call, each with its own tiers', async () => {
    await shop.plant((work, { now }) => {
      const stamps = { createdAt: now, updatedAt: now };
      return work.insert(suppliers, { id: 'sup_eggs', externalId: '禽蛋', name: '禽蛋', ...stamps }).id;
    });
    await shop.tuan.rebateTiers.put({ ...contract, supplierId: 'sup_eggs', mode: 'marginal' });
    await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
    await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 7_000_000, {
      supplierId: 'sup_eggs',
      variantId: planted.egg,
    });
    shop.at('2026-12-01T00:00:00+08:00');
    expect(await shop.tuan.supplierStatements.create({ month: '2026-11' })).toEqual({
      month: '2026-11',
      created: 2,
      volume: yuan(13_000_000),
      rebate: yuan(180_000 + 60_000),
      statementId: null,
    });
    expect((await shop.tuan.reports.profit({ by: 'supplier' })).data).toMatchObject([
      { id: supplierId, rebates: yuan(180_000) },
      { id: 'sup_eggs', rebates: yuan(60_000) },
    ]);
    const eggs = await shop.tuan.supplierStatements.list({ supplierId: 'external:禽蛋', month: '2026-11' });
    expect(eggs.data).toMatchObject([{ supplierId: 'sup_eggs', rebate: yuan(60_000) }]);
  });
});

test('statement: opening, goods, recoveries, payments and set-off close with what the books say', async () => {
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
  await shop.tuan.supplierPayments.record({ supplierId, amount: yuan(1_000_000), reference: 'p-1' });
  await state('2026-11', '2026-12-01T00:00:00+08:00');
  await shop.tuan.rebates.receive({ supplierId, amount: yuan(80_000), reference: 'r-1', setOff: true });
  await shop.tuan.rebates.receive({ supplierId, amount: yuan(100_000), reference: 'r-2' });
  await chargeSupplier(shop, '2026-12-05T09:00:00+08:00', 1600);
  await acceptGoods(shop, '2026-12-06T06:00:00+08:00', 50_000);
  await shop.tuan.supplierPayments.record({ supplierId, amount: yuan(2_000_000), reference: 'p-2' });
  shop.at('2027-01-01T00:00:00+08:00');
  const { statementId } = await shop.tuan.supplierStatements.create({ month: '2026-12', supplierId });
  const december = await shop.tuan.supplierStatements.get({ statementId: statementId ?? '' });
  expect(december).toMatchObject({
    opening: yuan(5_000_000),
    accepted: yuan(50_000),
    recoveries: yuan(1600),
    paid: yuan(2_000_000),
    setOff: yuan(80_000),
    closing: yuan(5_000_000 + 50_000 - 1600 - 2_000_000 - 80_000),
    rebate: yuan(0),
  });
  expect(december.closing.amount).toBe(await payable());
  expect((await shop.tuan.supplierStatements.list({ supplierId })).data.map(({ month }) => month)).toEqual([
    '2026-12',
    '2026-11',
  ]);
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

test('forecast: nothing is posted, and it says what is missing to the next tier', async () => {
  await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 4_999_000);
  const posted = await transactions();
  expect(await forecast('2026-11')).toMatchObject({
    id: null,
    status: 'forecast',
    closing: yuan(4_999_000),
    rebate: yuan(0),
    toNextTier: yuan(1001),
    createdAt: null,
  });
  expect([await transactions(), await due()]).toEqual([posted, 0]);
  await acceptGoods(shop, '2026-11-24T07:00:00+08:00', 1001);
  expect(await forecast('2026-11')).toMatchObject({ rebate: yuan(150_000), toNextTier: null });
  expect(await forecast('2030-01')).toMatchObject({ opening: yuan(5_000_001), volume: yuan(0) });
});

test('suppliers’ money: wrong months, unknown ids and anyone but the shop are refused', async () => {
  for (const month of ['2026-13', '2026-1', '2026-11-01', '', '0001-01']) {
    const refusal = { code: 'invalid_input', details: { fields: [{ path: 'month' }] } };
    await expect(shop.tuan.supplierStatements.create({ month })).rejects.toMatchObject(refusal);
    await expect(forecast(month)).rejects.toMatchObject(refusal);
  }
  const unknown = 'external:none';
  const calls = [
    shop.tuan.supplierStatements.create({ month: '2026-10', supplierId: unknown }),
    shop.tuan.supplierStatements.forecast({ month: '2026-10', supplierId: unknown }),
    shop.tuan.supplierStatements.list({ supplierId: unknown }),
    shop.tuan.supplierStatements.get({ statementId: 'sst_none' }),
  ];
  for (const call of calls) await expect(call).rejects.toMatchObject({ code: 'not_found' });
  for (const actor of [
    { kind: 'leader', leaderId: planted.leader },
    { kind: 'customer', customerId: planted.customer },
    { kind: 'storefront', keyId: 'key_1' },
  ] as const) {
    const refused = [
      shop.tuan.supplierStatements.create({ month: '2026-10' }, { actor }),
      shop.tuan.supplierStatements.forecast({ month: '2026-10', supplierId }, { actor }),
      shop.tuan.supplierStatements.list({}, { actor }),
      shop.tuan.supplierStatements.get({ statementId: 'sst_none' }, { actor }),
    ];
    for (const call of refused) await expect(call).rejects.toMatchObject({ code: 'not_allowed' });
  }
});
