import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { routes } from './routes.ts';
import { type ApiShop, apiShop } from './testing/api-shop.ts';

const path = `/storefront/campaigns/${planted.campaign}`;

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop({ compress: true });
});
afterEach(async () => {
  await shop.close();
});

const read = (headers: Readonly<Record<string, string>> = {}) =>
  shop.call(path, { token: shop.publishableKey, headers });

/** How many batches go to the database meanwhile. */
async function roundTrips(act: () => Promise<unknown>): Promise<number> {
  const run = vi.spyOn(shop.tuan.engine, 'run');
  await act();
  const trips = run.mock.calls.length;
  run.mockRestore();
  return trips;
}

async function renameElsewhere(title: string): Promise<void> {
  await shop.tuan.engine.run([{ sql: 'UPDATE "campaigns" SET "title" = ?', params: [title] }], 'write');
}

test('a hundred shoppers at once are one reading, and the next hundred none', async () => {
  await shop.call('/storefront/campaigns', { token: shop.publishableKey });
  const one = await roundTrips(() => read());
  shop.now += 1000;
  const hundred = () => Promise.all(Array.from({ length: 100 }, () => read()));
  expect(await roundTrips(hundred)).toBe(one);
  expect(await roundTrips(hundred)).toBe(0);
});

test('whoever has ordered reads what is left after that', async () => {
  const left = async () => (await read()).body.offers;
  const before = await left();
  await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 1 }],
    payment: { amount: { amount: 1000, currency: 'CNY' }, reference: 'wx-1' },
  });
  expect(await left()).not.toEqual(before);
});

test('what another process has written is seen a second later', async () => {
  const title = async () => (await read()).body.title;
  const before = await title();
  await renameElsewhere('明日团');
  expect(await title()).toBe(before);
  shop.now += 1000;
  expect(await title()).toBe('明日团');
});

test('the cutoff shows in the second in which it falls', async () => {
  shop.at('2026-11-23T21:59:59.999+08:00');
  expect((await read()).body.phase).toBe('open');
  shop.at('2026-11-23T22:00:00+08:00');
  expect((await read()).body.phase).toBe('closed');
});

test('a tag does not change with the clock alone: the next look costs no body', async () => {
  const first = await read();
  shop.now += 60_000;
  const second = await read();
  expect(second.body.now).not.toBe(first.body.now);
  expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
  expect((await read({ 'if-none-match': first.headers.get('etag') ?? '' })).status).toBe(304);
});

test('a refusal is not kept', async () => {
  const none = () => shop.call('/storefront/campaigns/external:new', { token: shop.publishableKey });
  expect((await none()).status).toBe(404);
  const renamed = 'UPDATE "campaigns" SET "externalId" = \'new\' WHERE "id" = ?';
  await shop.tuan.engine.run([{ sql: renamed, params: [planted.campaign] }], 'write');
  expect((await none()).status).toBe(200);
});

test('a customer with a session reads the page of everybody: kept for all, and in no cache on the way', async () => {
  const [token, neighbour] = await Promise.all([
    shop.session('customer', planted.customer),
    shop.session('customer', planted.otherCustomer),
  ]);
  const anonymous = await read();
  await shop.call(path, { token });
  await shop.call(path, { token: neighbour });
  expect(await roundTrips(() => shop.call(path, { token }))).toBe(0);
  const own = await shop.call(path, { token });
  expect(own.body).toEqual(anonymous.body);
  expect(own.headers.get('cache-control')).toBe('private, no-cache');
  expect(anonymous.headers.get('cache-control')).toBe('public, max-age=5');
});

test('whatever a page for shoppers shows is the same with a session and without', async () => {
  const token = await shop.session('customer', planted.customer);
  const pages = routes.filter(({ method, audience }) => method === 'get' && audience === 'storefront');
  expect(pages.length).toBeGreaterThan(4);
  for (const { path: pattern, operation } of pages) {
    const pathOf = pattern
      .replace('{campaignId}', planted.campaign)
      .replace('{pickupPointId}', planted.point);
    const now = { 'opentuan-now': '2026-11-23T09:00:00+08:00' };
    const [any, own] = await Promise.all([
      shop.call(pathOf, { token: shop.publishableKey, headers: now }),
      shop.call(pathOf, { token, headers: now }),
    ]);
    expect(any.status, operation.name).toBe(200);
    expect(own.body, operation.name).toEqual(any.body);
  }
});

test('compressed where the caller takes it, and the same when unpacked', async () => {
  const plain = await read();
  const headers = { authorization: `Bearer ${shop.publishableKey}`, 'accept-encoding': 'br, gzip' };
  const packed = await shop.app.request(`/v1${path}`, { headers });
  expect(packed.headers.get('content-encoding')).toBe('gzip');
  expect(packed.headers.get('vary')).toContain('Accept-Encoding');
  const stream = packed.body?.pipeThrough(new DecompressionStream('gzip'));
  expect(await new Response(stream).json()).toEqual(plain.body);
});
