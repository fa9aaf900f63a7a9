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
const actor = { kind: 'leader', leaderId } as const;
const wish = { leaderId, type: 'personal', account: 'oUpF8uMuAJO', name: '陈团长' } as const;

test('put receiver: masked on reads; the same again changes nothing, another one replaces it', async () => {
  const first = await shop.tuan.receivers.put(wish);
  expect(first).toMatchObject({ account: '****uAJO', name: '陈*', type: 'personal' });
  shop.at('2026-11-24T09:00:00+08:00');
  expect(await shop.tuan.receivers.put(wish)).toEqual(first);
  const merchant = { leaderId, type: 'merchant', account: '1900000109', name: '陈记' } as const;
  expect(await shop.tuan.receivers.put(merchant)).toMatchObject({ type: 'merchant', account: '****0109' });
  expect(
    (await shop.tuan.events.list({})).data.filter(({ type }) => type === 'receiver.changed'),
  ).toHaveLength(2);
});

test('put receiver: no account of a person or a merchant, an unknown leader, and for the shop alone', async () => {
  for (const [wrong, path] of [
    [{ ...wish, account: 'a b' }, 'account'],
    [{ ...wish, account: '' }, 'account'],
    [{ leaderId, type: 'merchant', account: '123', name: 'x' }, 'account'],
    [{ leaderId, type: 'merchant', account: '1900000109' }, 'name'],
  ] as const) {
    await expect(shop.tuan.receivers.put(wrong)).rejects.toMatchObject({
      code: 'invalid_input',
      details: { fields: expect.arrayContaining([expect.objectContaining({ path })]) as unknown },
    });
  }
  await expect(shop.tuan.receivers.put({ ...wish, leaderId: 'led_x' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(shop.tuan.receivers.put(wish, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});

test('receiver: a leader reads the own one, and no other', async () => {
  const first = await shop.tuan.receivers.put(wish);
  expect(await shop.tuan.receivers.get({ leaderId }, { actor })).toEqual(first);
  for (const other of [
    { kind: 'leader', leaderId: planted.otherLeader },
    { kind: 'customer', customerId: planted.customer },
  ] as const)
    await expect(shop.tuan.receivers.get({ leaderId }, { actor: other })).rejects.toMatchObject({
      code: 'not_found',
    });
});
