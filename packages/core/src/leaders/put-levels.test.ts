import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const { leader } = planted;
const levels = [
  { name: '铜牌', reach: {} },
  { name: '银牌', reach: { sales: yuan(2000), orders: 1 }, keep: { sales: yuan(1000) } },
  { name: '金牌', reach: { sales: yuan(9000), orders: 2 }, keep: { sales: yuan(5000) } },
];

const put = (wish: object = {}) => shop.tuan.leaderLevels.put({ levels, ...wish });

test('levels: in place of those before; the same again changes nothing', async () => {
  const first = await put({ graceMonths: 2 });
  expect(first).toMatchObject({
    graceMonths: 2,
    levels: [{ name: '铜牌' }, { name: '银牌' }, { name: '金牌' }],
  });
  expect(await put({ graceMonths: 2 })).toEqual(first);
  await put({ levels: levels.slice(0, 2), graceMonths: 2 });
  const events = await shop.tuan.events.list({ types: ['leaderLevels.changed'] });
  expect(events.data.map(({ data }) => data['levels'])).toEqual([
    ['铜牌', '银牌', '金牌'],
    ['铜牌', '银牌'],
  ]);
});

test.each([
  ['a name twice', [levels[0], levels[0]], 'levels.1.name'],
  ['levels that do not rise', [levels[0], { name: '银牌', reach: {} }], 'levels.1.reach'],
  [
    'harder to keep than to reach',
    [{ name: '铜牌', reach: { orders: 1 }, keep: { orders: 2 } }],
    'levels.0.keep',
  ],
  ['a sum below zero', [{ name: '铜牌', reach: { sales: yuan(-1) } }], 'levels.0.reach.sales.amount'],
  [
    'a rate above 100 %',
    [{ name: '铜牌', reach: { complaintRateMax: 10_001 } }],
    'levels.0.reach.complaintRateMax',
  ],
])('levels: refuses %s', async (_case, wished, path) => {
  await expect(shop.tuan.leaderLevels.put({ levels: wished as never })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: expect.arrayContaining([expect.objectContaining({ path })]) },
  });
});

test('levels: a name that is none of them is refused wherever a tier is named', async () => {
  await put();
  const unknown = { code: 'leader_level_unknown', details: { levels: ['铜牌', '银牌', '金牌'] } };
  await expect(shop.tuan.leaders.change({ leaderId: leader, tier: '钻石' })).rejects.toMatchObject(unknown);
  await expect(shop.tuan.leaders.apply({ name: '小李', tier: '钻石' })).rejects.toMatchObject(unknown);
  const steps = [{ threshold: yuan(1), bonus: yuan(1) }];
  await expect(
    shop.tuan.commissionTargets.create({ name: 'x', period: { kind: 'month' }, leaderTier: '钻石', steps }),
  ).rejects.toMatchObject(unknown);
});

test('levels: another currency, and anybody but the shop, is refused', async () => {
  const reach = { sales: { amount: 1, currency: 'USD' } };
  await expect(put({ levels: [{ name: '铜牌', reach }] })).rejects.toMatchObject({
    code: 'currency_mismatch',
  });
  const actor = { kind: 'leader', leaderId: leader } as const;
  await expect(shop.tuan.leaderLevels.put({ levels: [] }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
