import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const retire = (ruleId: string) => shop.tuan.commissionRules.retire({ ruleId });

test('C18: retired, a rule decides nothing more; orders placed before keep their rate', async () => {
  const { id } = await shop.tuan.commissionRules.create({ leaderId: planted.leader, basisPoints: 1500 });
  const before = await buyApples(shop, 1, 'till-1');
  const retired = await retire(id);
  expect(retired).toMatchObject({ id, validTo: '2026-11-23T01:00:00.000Z' });
  const after = await buyApples(shop, 1, 'till-2');
  const rateOf = async (orderId: string) =>
    (await shop.tuan.commissions.list({ orderId })).data[0]?.basisPoints;
  expect([await rateOf(before.id), await rateOf(after.id)]).toEqual([1500, 1000]);
  shop.now += 1000;
  expect(await retire(id)).toEqual(retired);
});

test('retire rule: without any rule nobody earns', async () => {
  await retire('rul_shop');
  const order = await buyApples(shop, 1, 'till-1');
  expect((await shop.tuan.commissions.list({ orderId: order.id })).data).toEqual([]);
});

test('retire rule: one that has not begun never will', async () => {
  const { id } = await shop.tuan.commissionRules.create({
    category: '水果',
    basisPoints: 500,
    validFrom: '2026-12-01T00:00:00+08:00',
  });
  expect(await retire(id)).toMatchObject({
    validFrom: '2026-11-30T16:00:00.000Z',
    validTo: '2026-11-30T16:00:00.000Z',
  });
});

test('retire rule: unknown ones and strangers are refused', async () => {
  await expect(retire('rul_none')).rejects.toMatchObject({ code: 'not_found' });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.commissionRules.retire({ ruleId: 'rul_shop' }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
