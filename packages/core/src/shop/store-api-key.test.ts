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

const hash = 'ab'.repeat(32);
const wish = {
  name: 'till 7',
  kind: 'secret' as const,
  hash,
  hint: 'sk_4F',
  scopes: ['orders:write' as const],
};

test('store API key: is found by its hash and listed without it', async () => {
  const key = await shop.tuan.apiKeys.store(wish);
  expect(key).toMatchObject({
    name: 'till 7',
    kind: 'secret',
    hint: 'sk_4F',
    scopes: ['orders:write'],
    revokedAt: null,
  });
  expect(await shop.tuan.apiKeys.find({ hash })).toEqual({ key });
  expect(await shop.tuan.apiKeys.find({ hash: 'cd'.repeat(32) })).toEqual({ key: null });
  const page = await shop.tuan.apiKeys.list({});
  expect(page).toEqual({ data: [key], nextCursor: null });
  expect(JSON.stringify(page)).not.toContain(hash);
});

test('store API key: the events of the change feed hold neither key nor hash', async () => {
  await shop.tuan.apiKeys.store(wish);
  const events = await shop.tuan.reader.rows('SELECT * FROM "events"');
  expect(events).toHaveLength(1);
  expect(JSON.stringify(events)).not.toContain(hash);
});

test('store API key: one hash is one key', async () => {
  await shop.tuan.apiKeys.store(wish);
  await expect(shop.tuan.apiKeys.store({ ...wish, name: 'again' })).rejects.toMatchObject({
    code: 'conflict',
  });
});

test.each([
  ['scopes', { scopes: [] }],
  ['scopes', { kind: 'publishable' }],
  ['scopes.0', { scopes: ['orders:everything'] }],
  ['hash', { hash: 'sk_live_the_key_itself' }],
  ['hash', { hash: hash.toUpperCase() }],
  ['hint', { hint: 'sk_'.repeat(9) }],
  ['owner', { owner: 'me' }],
])('store API key: a wrong %s (%j) is named', async (path, change) => {
  const wrong = { ...wish, ...change } as typeof wish;
  await expect(shop.tuan.apiKeys.store(wrong)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: expect.arrayContaining([expect.objectContaining({ path })]) as unknown },
  });
});

test('store API key: a leader can neither make nor find nor list keys', async () => {
  const options = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  await expect(shop.tuan.apiKeys.store(wish, options)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.apiKeys.find({ hash }, options)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.apiKeys.list({}, options)).rejects.toMatchObject({ code: 'not_allowed' });
});
