import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { posted } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const van = {
  kind: 'van',
  amount: yuan(12_000),
  campaignId: 'external:today',
  reference: 'van 1',
  note: '两趟',
};

test('record cost: a van of a round is a cost of it, once, however often it is sent', async () => {
  const both = await Promise.all([1, 2].map(() => shop.tuan.costs.record(van)));
  expect(both[0]).toMatchObject({
    kind: 'van',
    campaignId: planted.campaign,
    amount: yuan(12_000),
    incurredAt: '2026-11-23T01:00:00.000Z',
  });
  expect(both[1]).toEqual(both[0]);
  expect(await posted(shop, 'cost.recorded')).toEqual([
    [1100, -12_000],
    [6900, 12_000],
  ]);
  expect((await shop.tuan.reports.profit({ campaignId: planted.campaign })).total).toMatchObject({
    otherCosts: yuan(12_000),
    profit: yuan(-12_000),
  });
  const rent = await shop.tuan.costs.record({
    kind: 'rent',
    amount: yuan(500),
    reference: 'rent 11',
    incurredAt: '2026-11-01T00:00:00+08:00',
  });
  const listed = (await shop.tuan.costs.list({})).data.map(({ id }) => id);
  expect(new Set(listed)).toEqual(new Set([both[0]?.id, rent.id]));
  expect((await shop.tuan.costs.list({ campaignId: 'external:today' })).data).toHaveLength(1);
});

test('operating costs: by kind, and by the month in which they were recorded, as its report counts them', async () => {
  const record = (kind: string, at: string) => {
    shop.at(at);
    return shop.tuan.costs.record({ kind, amount: yuan(100), reference: `${kind} ${at}` });
  };
  await record('van', '2026-11-30T23:59:59.999+08:00');
  await record('van', '2026-12-01T00:00:00+08:00');
  await record('bags', '2026-12-31T23:59:59+08:00');
  const countOf = async (input: Parameters<typeof shop.tuan.costs.list>[0]) =>
    (await shop.tuan.costs.list(input)).data.length;
  expect([await countOf({ month: '2026-11' }), await countOf({ month: '2026-12' })]).toEqual([1, 2]);
  expect([await countOf({ kind: 'van' }), await countOf({ kind: 'van', month: '2026-12' })]).toEqual([2, 1]);
  expect((await shop.tuan.reports.profit({ month: '2026-12' })).total.otherCosts).toEqual(yuan(200));
  await expect(countOf({ month: '12-2026' })).rejects.toMatchObject({ code: 'invalid_input' });
});

test('record cost: another cost under a used reference, wrong input and strangers are refused', async () => {
  await shop.tuan.costs.record(van);
  const refused = (change: object, code: string) =>
    expect(shop.tuan.costs.record({ ...van, ...change })).rejects.toMatchObject({ code });
  await refused({ amount: yuan(1) }, 'cost_reference_used');
  await refused({ campaignId: undefined }, 'cost_reference_used');
  await refused({ amount: yuan(-1), reference: 'b' }, 'invalid_input');
  await refused({ amount: { amount: 1, currency: 'EUR' }, reference: 'b' }, 'currency_mismatch');
  await refused({ campaignId: 'cam_none', reference: 'b' }, 'not_found');
  await refused({ kind: 'a\u0000b', reference: 'b' }, 'invalid_input');
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.costs.record(van, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});
