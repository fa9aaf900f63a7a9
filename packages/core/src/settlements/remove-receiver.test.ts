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

const leaderId = planted.leader;

test('remove receiver: gone at once, told twice is harmless, and it can be set again', async () => {
  const wish = { leaderId, type: 'personal', account: 'oUpF8uMuAJO' } as const;
  await shop.tuan.receivers.put(wish);
  expect(await shop.tuan.receivers.remove({ leaderId })).toEqual({ leaderId, removed: true });
  await expect(shop.tuan.receivers.get({ leaderId })).rejects.toMatchObject({ code: 'not_found' });
  expect(await shop.tuan.receivers.remove({ leaderId })).toEqual({ leaderId, removed: false });
  expect(await shop.tuan.receivers.put(wish)).toMatchObject({ account: '****uAJO' });
});

test('remove receiver: for the shop alone', async () => {
  const actor = { kind: 'leader', leaderId } as const;
  await expect(shop.tuan.receivers.remove({ leaderId }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.receivers.remove({ leaderId: 'led_x' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
