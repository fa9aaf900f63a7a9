import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { idempotencyKeys } from './tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const keys = async () => {
  const rows = await shop.tuan.reader.rows<{ key: string }>(
    'SELECT "key" FROM "idempotency_keys" ORDER BY rowid',
  );
  return rows.map(({ key }) => key);
};

test('purge: a key lives for 48 hours, and the newer ones stay', async () => {
  const cart = {
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
  };
  const order = { ...cart, lines: [{ offerId: planted.appleOffer, pieces: 1 }] };
  await shop.tuan.orders.place(order, { idempotencyKey: 'first' });
  shop.now += 3_600_000;
  await shop.tuan.orders.place(order, { idempotencyKey: 'second' });
  shop.now += 47 * 3_600_000;
  expect(await shop.tuan.shop.purgeIdempotencyKeys({})).toEqual({ done: 0 });
  shop.now += 1;
  expect((await shop.tuan.tick()).steps).toContainEqual({
    name: 'shop.purgeIdempotencyKeys',
    done: 1,
    problem: null,
  });
  expect(await keys()).toEqual(['second']);
});

test('purge: thousands go in chunks', async () => {
  await shop.plant((work, { now }) => {
    for (let at = 0; at < 2500; at += 1) {
      work.insert(idempotencyKeys, {
        scope: 'system',
        key: String(at),
        fingerprint: '',
        answer: [[], null],
        createdAt: now,
      });
    }
    return null;
  });
  expect(await shop.tuan.shop.purgeIdempotencyKeys({}, { now: shop.now + 49 * 3_600_000 })).toEqual({
    done: 1000,
  });
  shop.now += 49 * 3_600_000;
  expect((await shop.tuan.tick()).steps).toContainEqual({
    name: 'shop.purgeIdempotencyKeys',
    done: 1500,
    problem: null,
  });
  expect(await keys()).toEqual([]);
});

test('purge: only the shop', async () => {
  const actor = { kind: 'storefront', keyId: 'key_1' } as const;
  await expect(shop.tuan.shop.purgeIdempotencyKeys({}, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
