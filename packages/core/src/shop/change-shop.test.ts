import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { holdMinutes: 30 } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function updates() {
  return shop.tuan.reader.rows<{ data: string }>(`SELECT "data" FROM "events" WHERE "type" = 'shop.updated'`);
}

test('change shop: what is left out stays, also a policy that differs from its default', async () => {
  const changed = await shop.tuan.shop.change({ name: '新名字', policies: { claimWindowHours: 24 } });
  expect(changed).toMatchObject({
    name: '新名字',
    locale: 'zh-CN',
    policies: { claimWindowHours: 24, holdMinutes: 30 },
  });
  expect(await shop.tuan.shop.get({})).toEqual(changed);
  expect((await updates()).map(({ data }) => JSON.parse(data) as unknown)).toEqual([
    { fields: ['name', 'policies.claimWindowHours'] },
  ]);
});

test('change shop: a change that changes nothing writes nothing', async () => {
  await shop.tuan.shop.change({ name: '幸福里鲜果店', policies: { holdMinutes: 30 } });
  expect(await updates()).toEqual([]);
  expect(await shop.tuan.reader.rows('SELECT "version" FROM "shops"')).toEqual([{ version: 0 }]);
});

test('R47: the currency never changes; naming the own one is harmless', async () => {
  await expect(shop.tuan.shop.change({ currency: 'USD' })).rejects.toMatchObject({
    code: 'currency_mismatch',
    details: { currency: 'CNY', fields: [{ path: 'currency' }] },
  });
  expect(await shop.tuan.shop.change({ currency: 'CNY' })).toMatchObject({ currency: 'CNY' });
});

test('change shop: the new hold counts from the next order on', async () => {
  await shop.tuan.shop.change({ policies: { holdMinutes: 5 } });
  const lines = [{ offerId: planted.appleOffer, pieces: 1 }];
  const { campaign, customer, leader, point } = planted;
  const order = await shop.tuan.orders.place({
    campaignId: campaign,
    customer,
    leaderId: leader,
    pickupPointId: point,
    lines,
  });
  expect(order.holdEndsAt).toBe('2026-11-23T01:05:00.000Z');
});

test.each([
  ['zone', { zone: 'Europe/Berlin' }],
  ['policies.holdMinutes', { policies: { holdMinutes: -1 } }],
  ['policies.shortage', { policies: { shortage: 'random' } }],
  ['policies.colour', { policies: { colour: 1 } }],
  ['name', { name: '\u0007' }],
])('change shop: a wrong %s is named', async (path, wish) => {
  await expect(shop.tuan.shop.change(wish as object)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: expect.arrayContaining([expect.objectContaining({ path })]) as unknown },
  });
});

test.each([
  { kind: 'leader', leaderId: planted.leader },
  { kind: 'customer', customerId: planted.customer },
  { kind: 'storefront', keyId: 'key_1' },
] as const)('change shop: refused for a $kind', async (actor) => {
  await expect(shop.tuan.shop.change({ name: 'mine' }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
