import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashApiKey, isSameText, makeApiKey } from '../middleware/api-key.ts';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.close();
});

test('create key: it is shown once, works at once, and only its hash is stored', async () => {
  const wish = { name: '收银台 1', kind: 'secret', scopes: ['orders:read'] };
  const made = await shop.call('/api-keys', { token: shop.secretKey, body: wish });
  expect(made).toMatchObject({ status: 201, body: { name: '收银台 1', scopes: ['orders:read'] } });
  const key = String(made.body.key);
  expect(key).toMatch(/^sk_[0-9A-Za-z]{43}$/);
  expect(made.body.hint).toBe(key.slice(0, 9));
  expect(await shop.call('/orders', { token: key })).toMatchObject({ status: 200 });
  expect(await shop.call('/products', { token: key })).toMatchObject({
    status: 403,
    body: { needs: 'catalog:read' },
  });
  const listed = await shop.call('/api-keys', { token: shop.secretKey });
  expect(JSON.stringify(listed.body)).not.toContain(key);
  const [row] = await shop.tuan.reader.rows('SELECT * FROM "api_keys" WHERE "name" = ?', ['收银台 1']);
  expect(row?.hash).toBe(await hashApiKey(key));
  expect(JSON.stringify(row)).not.toContain(key);
});

test('revoke key: it opens nothing after at most five seconds', async () => {
  const made = await shop.call('/api-keys', {
    token: shop.secretKey,
    body: { name: 'x', kind: 'publishable' },
  });
  const revoked = await shop.call(`/api-keys/${String(made.body.id)}`, {
    method: 'DELETE',
    token: shop.secretKey,
  });
  expect(revoked).toMatchObject({ status: 200 });
  expect(revoked.body.revokedAt).toBe('2026-11-23T01:00:00.000Z');
  expect(await shop.call('/storefront/campaigns', { token: String(made.body.key) })).toMatchObject({
    status: 401,
  });
});

test('make key: every letter comes up, none more often than another', () => {
  const counts = new Map<string, number>();
  for (let made = 0; made < 400; made += 1) {
    for (const letter of makeApiKey('secret').slice(3)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  expect(counts.size).toBe(62);
  // 17,200 letters: 277 of each on average; 160 is seven standard deviations away.
  expect(Math.min(...counts.values())).toBeGreaterThan(160);
});

test('compare: same and different texts of every length', () => {
  expect(isSameText('sk_abc', 'sk_abc')).toBe(true);
  for (const other of ['', 'sk_ab', 'sk_abd', 'sk_abcd', 'tk_abc'])
    expect(isSameText('sk_abc', other)).toBe(false);
  expect(isSameText('', 'a')).toBe(false);
});
