import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const wanted = {
  campaignId: planted.campaign,
  customer: planted.customer,
  leaderId: planted.leader,
  pickupPointId: planted.point,
  lines: [{ offerId: planted.appleOffer, pieces: 2 }],
};

function place(
  body: unknown = wanted,
  headers: Readonly<Record<string, string>> = {},
  token = shop.secretKey,
) {
  return shop.call('/orders', { token, body, headers });
}

const paidWith = (reference: string, amount = 2000) => ({ amount: { amount, currency: 'CNY' }, reference });

describe('POST /v1/orders', () => {
  test('201: an order is placed, read again, and paid', async () => {
    const placed = await place();
    expect(placed).toMatchObject({
      status: 201,
      body: { status: 'held', total: { amount: 2000, currency: 'CNY' } },
    });
    const id = String(placed.body.id);
    expect((await shop.call(`/orders/${id}`, { token: shop.secretKey })).body).toEqual(placed.body);
    const paid = await shop.call(`/orders/${id}/payments`, { token: shop.secretKey, body: paidWith('wx-1') });
    expect(paid).toMatchObject({
      status: 200,
      body: { outcome: 'accepted', order: { status: 'confirmed' } },
    });
    expect(
      (await shop.call('/orders?status=confirmed&limit=1', { token: shop.secretKey })).body,
    ).toMatchObject({
      data: [{ id }],
      nextCursor: null,
    });
  });

  test('400: malformed JSON, and a body in another encoding than UTF-8', async () => {
    expect(await place('{"campaignId":')).toMatchObject({ status: 400, body: { code: 'malformed_json' } });
    const gbk = new Uint8Array([0x7b, 0x22, 0xc6, 0xbb, 0xb9, 0xfb, 0x22, 0x7d]);
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${shop.secretKey}` };
    const answer = await shop.app.request('/v1/orders', { method: 'POST', headers, body: gbk });
    expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'malformed_json' }]);
  });

  test('401: without a credential, with an unknown one, with a revoked one', async () => {
    const none = await shop.call('/orders', { body: wanted });
    expect(none).toMatchObject({
      status: 401,
      body: { code: 'credential_required', needs: 'a secret key of the shop' },
    });
    expect(none.headers.get('www-authenticate')).toBe('Bearer');
    expect(await place(wanted, {}, 'sk_unknown')).toMatchObject({
      status: 401,
      body: { code: 'credential_unknown' },
    });
    const { data } = await shop.tuan.apiKeys.list({});
    for (const key of data) await shop.tuan.apiKeys.revoke({ keyId: key.id });
    expect(await place()).toMatchObject({ status: 401 });
  });

  test('a revoked key that was just used works for 5 seconds at most', async () => {
    expect(await place()).toMatchObject({ status: 201 });
    const { data } = await shop.tuan.apiKeys.list({});
    for (const key of data) await shop.tuan.apiKeys.revoke({ keyId: key.id });
    shop.now += 5000;
    expect(await place()).toMatchObject({ status: 401 });
  });

  test('403: a key without the scope, a key of another kind, a secret key in a browser', async () => {
    const reader = await shop.makeKey('secret', ['orders:read']);
    expect(await place(wanted, {}, reader)).toMatchObject({
      status: 403,
      body: { code: 'not_allowed', needs: 'orders:write' },
    });
    expect(await place(wanted, {}, shop.publishableKey)).toMatchObject({
      status: 403,
      body: { code: 'not_allowed' },
    });
    for (const headers of [{ origin: 'https://shop.example' }, { 'sec-fetch-site': 'same-origin' }]) {
      expect(await place(wanted, headers as Record<string, string>)).toMatchObject({
        status: 403,
        body: { code: 'secret_key_in_browser' },
      });
    }
  });

  test('404: an unknown path, an unknown id', async () => {
    expect(await shop.call('/baskets', { token: shop.secretKey })).toMatchObject({
      status: 404,
      body: { code: 'route_not_found' },
    });
    expect(await shop.call('/orders/ord_none', { token: shop.secretKey })).toMatchObject({
      status: 404,
      body: { code: 'not_found' },
    });
  });

  test('405: with the methods that the path takes', async () => {
    const answer = await shop.call('/orders', { method: 'DELETE', token: shop.secretKey });
    expect(answer).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } });
    expect(answer.headers.get('allow')).toBe('POST, GET, HEAD, OPTIONS');
  });

  test('409: sold out names the offer and what is left', async () => {
    const many = { ...wanted, lines: [{ offerId: planted.appleOffer, pieces: 100_000 }] };
    await shop.tuan.reader.rows(`UPDATE "offers" SET "cap" = 3`).catch(() => undefined);
    await shop.tuan.engine.run([{ sql: `UPDATE "offers" SET "cap" = 3`, params: [] }], 'write');
    expect(await place(many)).toMatchObject({
      status: 409,
      body: {
        code: 'offer_sold_out',
        type: '/problems/offer_sold_out',
        title: 'Offer sold out',
        offers: [{ left: 3 }],
      },
    });
  });

  test('413: a body of more than a megabyte, announced or not', async () => {
    const large = JSON.stringify({ ...wanted, note: 'x'.repeat(1_100_000) });
    expect(await place(large)).toMatchObject({
      status: 413,
      body: { code: 'body_too_large', maxBytes: 1_048_576 },
    });
    const announced = { 'content-length': '1100000' };
    expect(await place(large, announced)).toMatchObject({ status: 413 });
  });

  test('415: another content type, or none', async () => {
    expect(await place(wanted, { 'content-type': 'text/plain' })).toMatchObject({
      status: 415,
      body: { code: 'unsupported_media_type' },
    });
  });

  test('422: every wrong field is named, those of the path too', async () => {
    const wrong = { ...wanted, lines: [{ offerId: planted.appleOffer, pieces: '2' }], colour: 'red' };
    const answer = await place(wrong);
    expect(answer).toMatchObject({ status: 422, body: { code: 'invalid_input' } });
    expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect((answer.body.fields as { path: string }[]).map(({ path }) => path)).toEqual([
      'lines.0.pieces',
      'colour',
    ]);
    const { id } = (await place()).body;
    const inBody = await shop.call(`/orders/${String(id)}/cancel`, {
      token: shop.secretKey,
      body: { orderId: 'x' },
    });
    expect(inBody).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'orderId', code: 'unknown_field' }] },
    });
  });

  test('422: the wrong amount says what is due', async () => {
    const { id } = (await place()).body;
    const answer = await shop.call(`/orders/${String(id)}/payments`, {
      token: shop.secretKey,
      body: paidWith('wx-1', 1999),
    });
    expect(answer).toMatchObject({ status: 422, body: { code: 'payment_amount', amountDue: 2000 } });
  });

  test('in Chinese where Chinese is asked for', async () => {
    const answer = await place({ ...wanted, lines: [] }, { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' });
    expect(answer.body.detail).toBe('有些字段不对，`fields` 逐一列出。请改正后重新提交。');
    expect(answer.headers.get('content-language')).toBe('zh');
  });
});

describe('Idempotency-Key', () => {
  test('the same key and body have one effect and one answer; another body is refused', async () => {
    const first = await place(wanted, { 'idempotency-key': 'a-1' });
    expect((await place(wanted, { 'idempotency-key': 'a-1' })).body).toEqual(first.body);
    const other = { ...wanted, note: 'other' };
    expect(await place(other, { 'idempotency-key': 'a-1' })).toMatchObject({
      status: 422,
      body: { code: 'idempotency_key_reused' },
    });
    expect((await shop.call('/orders', { token: shop.secretKey })).body.data).toHaveLength(1);
  });

  test('one that is no visible ASCII text is refused by name', async () => {
    for (const key of ['', 'a b', 'x'.repeat(256)]) {
      const answer = await place(wanted, { 'idempotency-key': key });
      expect(answer).toMatchObject({ status: 422, body: { fields: [{ path: 'Idempotency-Key' }] } });
    }
  });
});

describe('the storefront', () => {
  const cart = { campaignId: planted.campaign, lines: wanted.lines };

  test('quotes with a publishable key, orders with a session only', async () => {
    const quote = await shop.call('/storefront/quotes', { token: shop.publishableKey, body: cart });
    expect(quote).toMatchObject({ status: 200, body: { total: { amount: 2000 } } });
    const order = {
      ...cart,
      leaderId: planted.leader,
      pickupPointId: planted.point,
      quoteToken: quote.body.token,
    };
    expect(await shop.call('/storefront/orders', { token: shop.publishableKey, body: order })).toMatchObject({
      status: 401,
      body: { code: 'session_required' },
    });
    const token = await shop.session('customer', planted.customer);
    const placed = await shop.call('/storefront/orders', { token, body: order });
    expect(placed).toMatchObject({ status: 201, body: { customerId: planted.customer } });
    expect((await shop.call('/storefront/orders', { token })).body.data).toHaveLength(1);
  });

  test('an order of someone else does not exist, not even to cancel it', async () => {
    const { id } = (await place()).body;
    const token = await shop.session('customer', planted.otherCustomer);
    expect(await shop.call(`/storefront/orders/${String(id)}`, { token })).toMatchObject({ status: 404 });
    expect(await shop.call(`/storefront/orders/${String(id)}/cancel`, { token, body: {} })).toMatchObject({
      status: 404,
    });
    expect((await shop.call('/storefront/orders', { token })).body.data).toEqual([]);
    const filtered = await shop.call(`/storefront/orders?customerId=${planted.customer}`, { token });
    expect(filtered).toMatchObject({ status: 422, body: { fields: [{ path: 'customerId' }] } });
  });

  test('a shopper cannot say that the order is paid', async () => {
    const token = await shop.session('customer', planted.customer);
    const quote = await shop.call('/storefront/quotes', { token, body: cart });
    const order = {
      ...cart,
      leaderId: planted.leader,
      pickupPointId: planted.point,
      quoteToken: quote.body.token,
    };
    const answer = await shop.call('/storefront/orders', {
      token,
      body: { ...order, payment: paidWith('mine') },
    });
    expect(answer).toMatchObject({ status: 403, body: { code: 'not_allowed' } });
  });
});
