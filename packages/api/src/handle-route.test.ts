import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiShop, apiShop } from './testing/api-shop.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop({ allowTestClock: true });
});
afterEach(async () => {
  await shop.close();
});

describe('ETag', () => {
  test('304 while nothing has changed, 200 with another tag after it has', async () => {
    const read = (headers: Readonly<Record<string, string>> = {}) =>
      shop.call('/storefront/campaigns', { token: shop.publishableKey, headers });
    const first = await read();
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"[0-9a-f]{16}"$/);
    expect(first.headers.get('cache-control')).toBe('public, max-age=5');
    for (const known of [etag, etag.slice(2), `"other", ${etag}`, '*']) {
      const again = await read({ 'if-none-match': known });
      expect([again.status, again.body.text], known).toEqual([304, '']);
    }
    expect((await read({ 'if-none-match': '"other"' })).status).toBe(200);
    await shop.tuan.campaigns.change({ campaignId: planted.campaign, title: '明日团' });
    expect((await read({ 'if-none-match': etag })).status).toBe(200);
  });

  test('what is personal lies in no shared cache', async () => {
    const token = await shop.session('customer', planted.customer);
    for (const path of ['/storefront/orders', '/storefront/campaigns']) {
      const answer = await shop.call(path, { token });
      expect(answer.headers.get('cache-control'), path).toBe('private, no-cache');
      expect(answer.headers.get('vary'), path).toContain('Authorization');
    }
    expect((await shop.call('/none')).headers.get('cache-control')).toBe('no-store');
  });
});

describe('OpenTuan-Now', () => {
  const order = {
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 1 }],
  };
  const place = (now: string, at: ApiShop = shop) =>
    at.call('/orders', { token: at.secretKey, body: order, headers: { 'opentuan-now': now } });

  test('sets the time of a request where it is allowed', async () => {
    expect(await place('2026-11-23T12:00:00+08:00')).toMatchObject({
      status: 201,
      body: { placedAt: '2026-11-23T04:00:00.000Z' },
    });
    expect(await place('2026-11-23T22:00:00+08:00')).toMatchObject({
      status: 409,
      body: { code: 'offer_closed' },
    });
    expect(await place('noon')).toMatchObject({ status: 422, body: { fields: [{ path: 'OpenTuan-Now' }] } });
  });

  test('changes nothing where it is not', async () => {
    const real = await apiShop();
    const answer = await place('2026-11-23T22:00:00+08:00', real);
    expect(answer).toMatchObject({ status: 201, body: { placedAt: '2026-11-23T01:00:00.000Z' } });
    await real.close();
  });
});

describe('requests that are read', () => {
  test('HEAD answers as GET without a body', async () => {
    const answer = await shop.call('/orders', { method: 'HEAD', token: shop.secretKey });
    expect([answer.status, answer.body.text]).toEqual([200, '']);
  });

  test('a POST that needs no body may come without one', async () => {
    const placed = await shop.tuan.orders.place({
      campaignId: planted.campaign,
      customer: planted.customer,
      leaderId: planted.leader,
      pickupPointId: planted.point,
      lines: [{ offerId: planted.appleOffer, pieces: 1 }],
    });
    const answer = await shop.call(`/orders/${placed.id}/cancel`, { method: 'POST', token: shop.secretKey });
    expect(answer).toMatchObject({ status: 200, body: { status: 'cancelled' } });
  });

  test('an id of the host shop is taken in the path, escaped as it must be', async () => {
    const answer = await shop.call('/campaigns/external%3Atoday', { token: shop.secretKey });
    expect(answer).toMatchObject({ status: 200, body: { id: planted.campaign } });
  });

  test('numbers and lists of a query string are read, what is none is named', async () => {
    expect(await shop.call('/orders?limit=1', { token: shop.secretKey })).toMatchObject({ status: 200 });
    for (const query of [
      'limit=many',
      'limit=0',
      'limit=1&limit=2',
      'colour=red',
      'status=lost',
      'cursor=x',
    ]) {
      const answer = await shop.call(`/orders?${query}`, { token: shop.secretKey });
      expect(answer, query).toMatchObject({ status: 422, body: { fields: [{ path: query.split('=')[0] }] } });
    }
  });
});
