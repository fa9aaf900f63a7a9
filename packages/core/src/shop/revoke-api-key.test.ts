import { afterEach, beforeEach, expect, test } from 'vitest';
import { testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const hash = '0f'.repeat(32);

test('revoke API key: it is found no more, stays listed, and revoking twice is harmless', async () => {
  const key = await shop.tuan.apiKeys.store({ name: 'web', kind: 'publishable', hash, hint: 'pk_1' });
  shop.now += 60_000;
  const revoked = await shop.tuan.apiKeys.revoke({ keyId: key.id });
  expect(revoked.revokedAt).toBe('2026-11-23T01:01:00.000Z');
  shop.now += 60_000;
  expect(await shop.tuan.apiKeys.revoke({ keyId: key.id })).toEqual(revoked);
  expect(await shop.tuan.apiKeys.find({ hash })).toEqual({ key: null });
  expect((await shop.tuan.apiKeys.list({})).data).toEqual([revoked]);
  const events = await shop.tuan.reader.rows(`SELECT "type" FROM "events" WHERE "type" = 'apiKey.revoked'`);
  expect(events).toHaveLength(1);
});

test('revoke API key: an unknown key is not found', async () => {
  await expect(shop.tuan.apiKeys.revoke({ keyId: 'key_none' })).rejects.toMatchObject({ code: 'not_found' });
});
