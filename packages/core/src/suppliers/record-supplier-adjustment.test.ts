import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { collectApples } from '../testing/collected-orders.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { posted } from '../testing/ready-orders.ts';

const supplierId = planted.supplier;
const campaignId = planted.campaign;
const variantId = planted.apple;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

type Wish = Parameters<TestShop['tuan']['supplierAdjustments']['record']>[0];

const adjust = (wish: Partial<Wish> = {}) =>
  shop.tuan.supplierAdjustments.record({
    supplierId,
    effect: 'owedLess',
    amount: yuan(300),
    campaignId,
    variantId,
    reason: '单价误写',
    reference: 'note 1',
    ...wish,
  });
const month = (name: string) => shop.tuan.supplierStatements.forecast({ supplierId, month: name });
const state = (name: string) => shop.tuan.supplierStatements.create({ month: name });

test('R25, R42: a cost that was typed too high: less is owed and less is cost of goods, once, and the receipt stays', async () => {
  await collectApples(shop, 3);
  const before = await month('2026-11');
  const profit = async () => (await shop.tuan.reports.profit({ campaignId })).total;
  const { cost, profit: made } = await profit();
  const both = await Promise.all([1, 2].map(() => adjust()));
  expect(both[0]).toMatchObject({ effect: 'owedLess', amount: yuan(300), campaignId, variantId });
  expect(both[1]).toEqual(both[0]);
  expect(await posted(shop, 'supplierAdjustment.recorded')).toEqual([
    [2400, 300],
    [5000, -300],
  ]);
  const after = await month('2026-11');
  expect(after).toMatchObject({
    accepted: before.accepted,
    recoveries: yuan(300),
    closing: yuan(before.closing.amount - 300),
    volume: yuan(before.volume.amount - 300),
  });
  expect(await profit()).toMatchObject({
    cost: yuan(cost.amount - 300),
    profit: yuan(made.amount + 300),
  });
  expect(await shop.tuan.supplierAdjustments.list({ supplierId })).toMatchObject({ data: [both[0]] });
  const { data } = await shop.tuan.supplierStatements.lines({ supplierId, month: '2026-11' });
  expect(data.at(-1)).toMatchObject({
    type: 'supplierAdjustment.recorded',
    countsAs: 'recoveries',
    reason: '单价误写',
    reference: 'note 1',
    balance: after.closing,
  });
});

describe('R43: a receipt corrected in the next month', () => {
  test('before the month is stated it lowers the volume of the month of the receipt', async () => {
    await collectApples(shop, 3);
    const { volume } = await month('2026-11');
    shop.at('2026-12-01T00:00:00+08:00');
    await adjust();
    await state('2026-11');
    expect(await month('2026-11')).toMatchObject({
      status: 'frozen',
      recoveries: yuan(0),
      deducted: yuan(300),
      volume: yuan(volume.amount - 300),
    });
    expect(await month('2026-12')).toMatchObject({ recoveries: yuan(300), deducted: yuan(0) });
  });

  test('afterwards that of the month in which it is recorded; more than was received is volume of that month too', async () => {
    await collectApples(shop, 3);
    const { volume } = await month('2026-11');
    shop.at('2026-12-01T00:00:00+08:00');
    await state('2026-11');
    await adjust();
    await adjust({ effect: 'owedMore', amount: yuan(500), reference: 'note 2' });
    expect(await month('2026-11')).toMatchObject({ volume });
    expect(await month('2026-12')).toMatchObject({
      accepted: yuan(500),
      recoveries: yuan(300),
      volume: yuan(200),
    });
    // A claim later counts for the goods, not for the adjustment of their price.
    await state('2026-11');
    shop.at('2027-01-01T00:00:00+08:00');
    await state('2026-12');
    expect(await month('2026-12')).toMatchObject({ status: 'frozen', deducted: yuan(300) });
  });
});

test('never less than nothing is owed for goods, by two notes at once neither; other goods are not touched', async () => {
  await collectApples(shop, 3);
  const { accepted } = await month('2026-11');
  const above = { code: 'supplier_adjustment_above_goods' };
  await expect(adjust({ amount: yuan(accepted.amount + 1) })).rejects.toMatchObject({
    ...above,
    details: { most: accepted },
  });
  // Goods that never came cost neither less nor more: a wrong name would put a cost where none was.
  for (const effect of ['owedLess', 'owedMore'] as const)
    await expect(adjust({ effect, variantId: planted.egg })).rejects.toMatchObject({
      code: 'supplier_adjustment_without_goods',
    });
  const most = Math.ceil((accepted.amount * 2) / 3);
  const two = await Promise.allSettled(
    ['a', 'b'].map((reference) => adjust({ amount: yuan(most), reference })),
  );
  expect(two.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  // What was paid does not matter: then the supplier owes it.
  await shop.tuan.supplierPayments.record({ supplierId, amount: accepted, reference: 'all of it' });
  await adjust({ amount: yuan(accepted.amount - most), reference: 'c' });
  expect(await month('2026-11')).toMatchObject({ closing: yuan(-accepted.amount) });
});

test('adjustments: a used reference, nothing, another currency, unknown names and anyone but the shop are refused', async () => {
  await collectApples(shop, 3);
  await adjust();
  const refused = (change: Partial<Wish>, code: string) =>
    expect(adjust({ reference: 'note 2', ...change })).rejects.toMatchObject({ code });
  for (const other of [
    { amount: yuan(299) },
    { effect: 'owedMore' },
    { reason: 'x' },
    { variantId: planted.egg },
  ] as const)
    await refused({ reference: 'note 1', ...other }, 'supplier_adjustment_reference_used');
  await refused({ amount: yuan(0) }, 'invalid_input');
  await refused({ reason: '' }, 'invalid_input');
  await refused({ amount: { amount: 1, currency: 'USD' } }, 'currency_mismatch');
  for (const unknown of [{ supplierId: 'sup_x' }, { campaignId: 'cam_x' }, { variantId: 'var_x' }])
    await refused(unknown, 'not_found');
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.supplierAdjustments.list({ supplierId }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
