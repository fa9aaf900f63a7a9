import { planted } from '@opentuan/core/testing';
import { afterEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { isLoopback, RateLimiter, defaultLimits } from './rate-limit.ts';

let shop: ApiShop | undefined;
afterEach(async () => {
  await shop?.close();
  shop = undefined;
});

const two = { burst: 2, perSecond: 0.5 };

test('429: a key that asks too often is told when to come again, and may then', async () => {
  shop = await apiShop({ limits: { key: two } });
  const orders = () => shop?.call('/orders', { token: shop.secretKey });
  const first = await orders();
  expect(first?.headers.get('ratelimit')).toBe('"key";r=1;t=2');
  expect(first?.headers.get('ratelimit-policy')).toBe('"key";q=2;w=4');
  await orders();
  const refused = await orders();
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited', retryAfterSeconds: 2 } });
  expect(refused?.headers.get('retry-after')).toBe('2');
  shop.now += 2000;
  expect(await orders()).toMatchObject({ status: 200 });
});

test('pickup codes and sessions have limits of their own', async () => {
  shop = await apiShop({ limits: { codes: two, sessions: two } });
  const leader = await shop.session('leader', planted.leader);
  for (const [path, body, token] of [
    ['/leader/pickups/verify', { code: 'WRONG234' }, leader],
    ['/sessions', { customer: planted.customer }, shop.secretKey],
  ] as const) {
    const statuses: number[] = [];
    for (let tries = 0; tries < 3; tries += 1) statuses.push((await shop.call(path, { token, body })).status);
    expect(statuses.at(-1), path).toBe(429);
    expect(statuses.slice(0, 2), path).not.toContain(429);
  }
  expect(await shop.call('/leader/orders', { token: leader })).toMatchObject({ status: 200 });
});

test('an address that guesses credentials is shut out, also with a right one; others are not', async () => {
  let address = '203.0.113.7';
  shop = await apiShop({ limits: { failures: two }, clientAddress: () => address });
  const wrong = () => shop?.call('/orders', { token: 'sk_wrong' });
  expect([(await wrong())?.status, (await wrong())?.status, (await wrong())?.status]).toEqual([
    401, 401, 429,
  ]);
  expect(await shop.call('/orders', { token: shop.secretKey })).toMatchObject({ status: 429 });
  address = '203.0.113.8';
  expect(await shop.call('/orders', { token: shop.secretKey })).toMatchObject({ status: 200 });
});

test('storefront requests are counted by address too; X-Forwarded-For changes nothing', async () => {
  shop = await apiShop({ limits: { address: two }, clientAddress: () => '203.0.113.7' });
  const read = (forwarded: string) =>
    shop?.call('/storefront/campaigns', {
      token: shop.publishableKey,
      headers: { 'x-forwarded-for': forwarded },
    });
  const statuses = [
    (await read('1.1.1.1'))?.status,
    (await read('2.2.2.2'))?.status,
    (await read('3.3.3.3'))?.status,
  ];
  expect(statuses).toEqual([200, 200, 429]);
});

test('the memory of addresses is bounded', () => {
  const limiter = new RateLimiter(defaultLimits);
  for (let index = 0; index < 50_000; index += 1) limiter.take('address', String(index), 0);
  expect(limiter.size).toBeLessThanOrEqual(20_000);
});

test('loopback in every spelling', () => {
  expect(['::1', '127.0.0.1', '127.8.8.8', '::ffff:127.0.0.1'].every(isLoopback)).toBe(true);
  expect(['10.0.0.1', '1127.0.0.1', '::2', '203.0.113.127'].some(isLoopback)).toBe(false);
});
