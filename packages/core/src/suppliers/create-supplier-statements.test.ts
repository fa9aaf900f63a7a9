import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { defineVerb } from '../define.ts';
import { faultCharged } from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { meanwhile } from '../testing/meanwhile.ts';
import { acceptGoods, chargeSupplier, stateMonth } from '../testing/supplier-goods.ts';
import { suppliers } from './tables.ts';

const supplierId = planted.supplier;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const contract = {
  supplierId,
  mode: 'whole' as const,
  tiers: [{ threshold: yuan(5_000_000), basisPoints: 300 }],
};

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
  await shop.tuan.rebateTiers.put(contract);
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const chargedMeanwhile = defineVerb({
  name: 'testing.charge',
  summary: 'Another process approves a claim',
  input: z.unknown(),
  answer: z.unknown(),
  decide: (work, _input, context) => {
    const postings = faultCharged('supplier', 10_000, { supplierId, variantId: planted.apple });
    postTransaction(work, context, { type: 'fault.charged', subject: 'planted' }, postings);
    return null;
  },
});

const state = (month: string, at?: string) => stateMonth(shop, month, at);
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

  test('a claim approved between the reckoning and the commit: the month is reckoned anew', async () => {
    await acceptGoods(shop, '2026-11-24T06:00:00+08:00', 6_000_000);
    shop.at('2026-12-01T00:00:00+08:00');
    meanwhile(shop, (other) => other.call(chargedMeanwhile, null));
    expect(await shop.tuan.supplierStatements.create({ month: '2026-11' })).toMatchObject({
      created: 1,
      volume: yuan(5_990_000),
      rebate: yuan(179_700),
    });
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
