import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { tick } from '../tick.ts';

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

const guess = () => shop.tuan.pickups.verify({ code: 'WRONG000' }, leader);
const kept = async () => (await shop.tuan.reader.rows('SELECT 1 FROM "pickup_guesses"')).length;

test('wrong codes of more than a day ago are forgotten by the tick, those of today are not', async () => {
  await guess();
  shop.now += 24 * 3_600_000;
  await guess();
  await tick(shop.tuan);
  expect(await kept()).toBe(2);
  shop.now += 900_000;
  await tick(shop.tuan);
  expect(await kept()).toBe(1);
});

test('says how many were forgotten; at once again there is none', async () => {
  await guess();
  shop.now += 25 * 3_600_000;
  expect(await shop.tuan.pickups.purgeGuesses({})).toEqual({ done: 1 });
  expect(await shop.tuan.pickups.purgeGuesses({})).toEqual({ done: 0 });
});

test('only the shop and its jobs may', async () => {
  await guess();
  shop.now += 25 * 3_600_000;
  for (const actor of [leader, customer, visitor])
    await expect(shop.tuan.pickups.purgeGuesses({}, actor)).rejects.toMatchObject({ code: 'not_allowed' });
  expect(await kept()).toBe(1);
});
