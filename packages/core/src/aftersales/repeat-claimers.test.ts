import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  asCustomer,
  asLeader,
  asOtherLeader,
  asShop,
  fetchedApples,
  fetchedOrders,
} from '../testing/eaten.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { claimFlagCount: 2, claimFlagBasisPoints: 5000 } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const money = (amount: number) => ({ amount, currency: 'CNY' });

test('claims of 90 days stand where they are decided: how many, of how many orders, how much, whether often', async () => {
  const ids: string[] = [];
  for (const { orderLineId } of await fetchedOrders(shop, ['till-1', 'till-2'])) {
    const { id } = await shop.tuan.claims.open({ orderLineId, reason: 'notFresh', pieces: 1 }, asCustomer);
    ids.push(id);
  }
  const [first = '', second = ''] = ids;
  await shop.tuan.claims.approve({ claimId: first });
  const frequent = { claims: 2, orders: 2, basisPoints: 10_000, amount: money(1000), frequent: true };
  for (const actor of [asShop, asLeader])
    expect(await shop.tuan.claims.get({ claimId: second }, actor)).toMatchObject({
      customerHistory: frequent,
    });
  expect(await shop.tuan.claims.get({ claimId: second }, asCustomer)).toMatchObject({
    customerHistory: null,
  });
  expect((await shop.tuan.claims.list({ limit: 50 }, asLeader)).data).toMatchObject([
    { customerHistory: frequent },
    { customerHistory: frequent },
  ]);
  await shop.tuan.claims.withdraw({ claimId: second }, asCustomer);
  expect(await shop.tuan.claims.get({ claimId: second })).toMatchObject({
    customerHistory: { claims: 1, frequent: false },
  });
});

test('who claims most: by customer with masked names, by leader and by supplier; a leader sees own customers', async () => {
  const { orderLineId } = await fetchedApples(shop);
  await shop.tuan.claims.open({ orderLineId, reason: 'notFresh', pieces: 1 }, asCustomer);
  const one = { claims: 1, approved: 0, orders: 1, basisPoints: 10_000, amount: money(0), frequent: false };
  expect((await shop.tuan.claims.repeaters({})).data).toEqual([
    { id: planted.customer, name: '小*', ...one },
  ]);
  expect((await shop.tuan.claims.repeaters({ by: 'leader' })).data).toMatchObject([
    { id: planted.leader, ...one },
  ]);
  expect((await shop.tuan.claims.repeaters({ by: 'supplier' })).data).toMatchObject([
    { id: planted.supplier, name: '果然鲜果业', ...one },
  ]);
  expect((await shop.tuan.claims.repeaters({}, asLeader)).data).toHaveLength(1);
  expect((await shop.tuan.claims.repeaters({}, asOtherLeader)).data).toEqual([]);
  await expect(shop.tuan.claims.repeaters({ by: 'supplier' }, asLeader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  shop.now += 91 * 24 * 3_600_000;
  expect((await shop.tuan.claims.repeaters({})).data).toEqual([]);
});
