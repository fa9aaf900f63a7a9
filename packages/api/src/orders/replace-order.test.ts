import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const cart = (pieces: number) => ({
  campaignId: planted.campaign,
  lines: [{ offerId: planted.appleOffer, pieces }],
});

/** A hold of the customer, as the storefront places it. */
async function held(pieces = 3): Promise<string> {
  const token = await shop.session('customer', planted.customer);
  const wanted = { ...cart(pieces), leaderId: planted.leader };
  const quote = await shop.call('/storefront/quotes', { token, body: wanted });
  const body = { ...wanted, pickupPointId: planted.point, quoteToken: quote.body.token };
  const placed = await shop.call('/storefront/orders', { token, body });
  expect(placed.status).toBe(201);
  return String(placed.body.id);
}

/** Who replaces, where it asks for the quote, and where the order stands. */
const roads = {
  storefront: {
    session: () => shop.session('customer', planted.customer),
    quotes: '/storefront/quotes',
    orders: '/storefront/orders',
  },
  leader: {
    session: () => shop.session('leader', planted.leader),
    quotes: '/leader/quotes',
    orders: '/leader/orders',
  },
  shop: { session: () => Promise.resolve(shop.secretKey), quotes: '/quotes', orders: '/orders' },
} as const;

test.each(Object.entries(roads))(
  'R5 over HTTP: the %s replaces a hold at the price of a quote that knows of it, and it is paid at that',
  async (_, { session, quotes, orders }) => {
    const id = await held();
    const token = await session();
    const quote = await shop.call(quotes, { token, body: { ...cart(2), replaces: id } });
    expect(quote).toMatchObject({ status: 200, body: { total: yuan(2000) } });
    const { lines } = cart(2);
    const body = { lines, quoteToken: quote.body.token, note: '轻放' };
    const headers = { 'idempotency-key': 'edit-1' };
    const replaced = await shop.call(`${orders}/${id}`, { method: 'PUT', token, body, headers });
    expect(replaced).toMatchObject({ status: 200, body: { id, total: yuan(2000), note: '轻放' } });
    expect((await shop.call(`${orders}/${id}`, { method: 'PUT', token, body, headers })).body).toEqual(
      replaced.body,
    );
    expect((await shop.call(`${orders}/${id}`, { token })).body.lines).toHaveLength(1);
    const payment = { amount: yuan(2000), reference: 'wx-1' };
    expect(await shop.call(`/orders/${id}/payments`, { token: shop.secretKey, body: payment })).toMatchObject(
      { status: 200, body: { outcome: 'accepted' } },
    );
    const late = await shop.call(`${orders}/${id}`, {
      method: 'PUT',
      token,
      body: { ...body, note: '' },
      headers: { 'accept-language': 'zh-CN' },
    });
    expect(late).toMatchObject({ status: 409, body: { code: 'order_status', currentStatus: 'confirmed' } });
    expect(late.body.detail).toMatch(/\p{Script=Han}/u);
  },
);

test('R5 over HTTP: without a token, with a stale one, with fields that are fixed for ever', async () => {
  const id = await held();
  const token = await shop.session('customer', planted.customer);
  const replace = (body: unknown) => shop.call(`/storefront/orders/${id}`, { method: 'PUT', token, body });
  const { lines } = cart(2);
  expect(await replace({ lines })).toMatchObject({
    status: 422,
    body: { code: 'invalid_input', fields: [{ path: 'quoteToken' }] },
  });
  expect(await replace({ lines, quoteToken: 'stale' })).toMatchObject({
    status: 409,
    body: { code: 'quote_changed', quote: { total: yuan(2000) } },
  });
  for (const field of ['campaignId', 'leaderId', 'communityId', 'customer', 'externalId', 'payment']) {
    const answer = await replace({ lines, quoteToken: 'x', [field]: planted.leader });
    expect(answer).toMatchObject({ status: 422, body: { fields: [{ path: field, code: 'unknown_field' }] } });
  }
});

test('R5 over HTTP: nobody replaces, or asks the price of replacing, what is not theirs', async () => {
  const id = await held();
  const strangers = [
    ['/storefront', await shop.session('customer', planted.otherCustomer)],
    ['/leader', await shop.session('leader', planted.otherLeader)],
  ] as const;
  const { lines } = cart(1);
  for (const [at, token] of strangers) {
    expect(
      await shop.call(`${at}/orders/${id}`, { method: 'PUT', token, body: { lines, quoteToken: 'x' } }),
    ).toMatchObject({ status: 404 });
    expect(await shop.call(`${at}/quotes`, { token, body: { ...cart(1), replaces: id } })).toMatchObject({
      status: 404,
    });
  }
  const anonymous = { token: shop.publishableKey, body: { ...cart(1), replaces: id } };
  expect(await shop.call('/storefront/quotes', anonymous)).toMatchObject({ status: 404 });
  shop.at('2026-11-23T22:00:00+08:00');
  const token = await shop.session('leader', planted.leader);
  const late = await shop.call('/leader/quotes', { token, body: { ...cart(1), replaces: id } });
  expect(late).toMatchObject({ status: 409, body: { code: 'order_status', currentStatus: 'expired' } });
});
