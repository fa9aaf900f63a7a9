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
const record = (reference: string, more: object = {}) =>
  shop.tuan.costs.record({ kind: 'van', amount: yuan(12_000), reference, ...more });

test('operating costs: a wrong one is taken back by a new posting, in its own month; the record stays', async () => {
  shop.at('2026-11-30T09:00:00+08:00');
  const { id: costId } = await record('van');
  shop.at('2026-12-02T09:00:00+08:00');
  const reversed = await shop.tuan.costs.reverse({ costId, reason: '金额写错' });
  expect(reversed).toMatchObject({ reversedAt: '2026-12-02T01:00:00.000Z', reversal: '金额写错' });
  expect(await shop.tuan.costs.reverse({ costId, reason: '金额写错' })).toEqual(reversed);
  expect(await posted(shop, 'cost.reversed')).toEqual([
    [1100, 12_000],
    [6900, -12_000],
  ]);
  const november = await shop.tuan.reports.profit({ from: '2026-11-01', to: '2026-12-01' });
  const december = await shop.tuan.reports.profit({ from: '2026-12-01', to: '2027-01-01' });
  expect([november.total.otherCosts, december.total.otherCosts]).toEqual([yuan(12_000), yuan(-12_000)]);
  expect((await shop.tuan.costs.list({})).data).toEqual([reversed]);
});

test('operating costs: another reason for the same, unknown, a leader, and its reference for ever', async () => {
  const { id: costId } = await record('van');
  await shop.tuan.costs.reverse({ costId, reason: '金额写错' });
  await expect(shop.tuan.costs.reverse({ costId, reason: '别的' })).rejects.toMatchObject({
    code: 'cost_reversed',
  });
  await expect(shop.tuan.costs.reverse({ costId: 'cst_x', reason: 'x' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(shop.tuan.costs.reverse({ costId, reason: '' })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.costs.reverse({ costId, reason: 'x' }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(record('van', { amount: yuan(11_000) })).rejects.toMatchObject({
    code: 'cost_reference_used',
  });
});
