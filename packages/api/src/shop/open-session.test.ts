import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { signSession } from '../middleware/session-token.ts';
import { type ApiShop, apiShop, testSecret } from '../testing/api-shop.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

describe('sessions', () => {
  test('the host asks for one by its own id; the shopper orders with it', async () => {
    const answer = await shop.call('/sessions', {
      token: shop.secretKey,
      body: { leader: 'external:L01', ttl: 600 },
    });
    expect(answer).toMatchObject({
      status: 201,
      body: { role: 'leader', subject: planted.leader, expiresAt: '2026-11-23T01:10:00.000Z' },
    });
    expect(await shop.call('/leader/orders', { token: String(answer.body.token) })).toMatchObject({
      status: 200,
    });
    shop.now += 631_000;
    expect(await shop.call('/leader/orders', { token: String(answer.body.token) })).toMatchObject({
      status: 401,
    });
  });

  test('forged, too long, of another algorithm, for nobody: 401', async () => {
    const customer = { role: 'customer', subject: planted.customer } as const;
    const unsigned = `${btoa('{"alg":"none"}')}.${btoa('{"sub":"cus_xiaoyu","role":"customer","iat":1795395600,"exp":1795399200}')}.`;
    const tokens = [
      await signSession(customer, 'another secret that is also long enough', shop.now, 600),
      await signSession(customer, testSecret, shop.now, 13 * 3600),
      await signSession(customer, testSecret, shop.now + 3_600_000, 600),
      await signSession({ ...customer, subject: 'cus_nobody' }, testSecret, shop.now, 600),
      unsigned.replaceAll('=', ''),
    ];
    for (const token of tokens) {
      expect(await shop.call('/storefront/orders', { token })).toMatchObject({
        status: 401,
        body: { code: 'credential_unknown' },
      });
    }
  });

  test('nobody is signed in for a customer whom the shop does not know', async () => {
    expect(
      await shop.call('/sessions', { token: shop.secretKey, body: { customer: 'external:nobody' } }),
    ).toMatchObject({ status: 404 });
    expect(await shop.call('/sessions', { token: shop.secretKey, body: {} })).toMatchObject({
      status: 422,
      body: { fields: [{ path: 'customer' }] },
    });
  });

  test('R46: who was merged keeps the session and sees the orders of both; who was erased is nobody', async () => {
    const order = (customer: object) =>
      shop.call('/orders', {
        token: shop.secretKey,
        body: {
          campaignId: planted.campaign,
          customer,
          leaderId: planted.leader,
          lines: [{ offerId: planted.appleOffer, pieces: 1 }],
        },
      });
    const placed = await order({ phone: '13911112222' });
    const neighbour = String(placed.body.customerId);
    const session = await shop.call('/sessions', { token: shop.secretKey, body: { customer: neighbour } });
    const token = String(session.body.token);
    await shop.tuan.customers.link({ customerId: neighbour, intoId: planted.otherCustomer });
    shop.now += 6000;
    expect(await shop.call('/storefront/orders', { token })).toMatchObject({
      status: 200,
      body: { data: [{ id: placed.body.id, customerId: planted.otherCustomer }] },
    });
    expect(
      await shop.call('/sessions', { token: shop.secretKey, body: { customer: neighbour } }),
    ).toMatchObject({ body: { subject: planted.otherCustomer } });
    await shop.tuan.orders.cancel({ orderId: String(placed.body.id) });
    await shop.tuan.customers.erase({ customerId: planted.otherCustomer });
    shop.now += 6000;
    expect(await shop.call('/storefront/orders', { token })).toMatchObject({ status: 401 });
  });
});
