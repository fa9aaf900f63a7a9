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

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
const visitor = { actor: { kind: 'storefront', keyId: 'key_browser' } } as const;
const till = { actor: { kind: 'shop', keyId: 'key_till', scopes: ['*'] } } as const;

const pair = (name: string) => ({ publicKey: `${name} public`, privateKey: `${name} private` });

test('the first pair stays: two servers that start at once agree on it', async () => {
  expect(await shop.tuan.pickups.findKey({})).toEqual({ key: null });
  const [first, second] = await Promise.all(['a', 'b'].map((name) => shop.tuan.pickups.storeKey(pair(name))));
  expect(second).toEqual(first);
  expect(await shop.tuan.pickups.storeKey(pair('c'))).toEqual(first);
  expect(await shop.tuan.pickups.findKey({})).toEqual({ key: first });
});

test('nobody but the server itself keeps or reads it', async () => {
  for (const actor of [leader, customer, visitor, till]) {
    await expect(shop.tuan.pickups.storeKey(pair('a'), actor)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(shop.tuan.pickups.findKey({}, actor)).rejects.toMatchObject({ code: 'not_allowed' });
  }
  expect(await shop.tuan.pickups.findKey({})).toEqual({ key: null });
});

test.each(['publicKey', 'privateKey'])('a pair without its %s is none', async (path) => {
  await expect(shop.tuan.pickups.storeKey({ ...pair('a'), [path]: '' })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path }] },
  });
});
