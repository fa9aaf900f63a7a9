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

async function promote(body: Readonly<Record<string, unknown>>): Promise<string> {
  const token = shop.secretKey;
  const created = await shop.call('/promotions', { token, body });
  expect(created).toMatchObject({ status: 201, body: { status: 'draft' } });
  const id = String(created.body.id);
  const activated = await shop.call(`/promotions/${id}/activate`, { token, method: 'POST' });
  expect(activated).toMatchObject({ status: 200, body: { status: 'active' } });
  return id;
}

const cart = {
  campaignId: planted.campaign,
  leaderId: planted.leader,
  lines: [{ offerId: planted.appleOffer, pieces: 3 }],
};

test('新人首单立减5元 over HTTP: a shopper sees it in the quote, orders at it, and has it once [S]', async () => {
  await promote({ kind: 'firstOrder', name: '新人首单立减5元', steps: [{ amount: yuan(500) }] });
  const token = await shop.session('customer', planted.customer);
  const quote = await shop.call('/storefront/quotes', { token, body: cart });
  expect(quote).toMatchObject({ status: 200, body: { total: yuan(2500), steps: [{ reason: 'amountOff' }] } });
  const body = { ...cart, pickupPointId: planted.point, quoteToken: quote.body.token };
  expect(await shop.call('/storefront/orders', { token, body })).toMatchObject({ status: 201 });
  expect(await shop.call('/storefront/orders', { token, body })).toMatchObject({
    status: 409,
    body: { code: 'quote_changed' },
  });
});

test('coupons over HTTP: made for a promotion, typed by a shopper, unknown ones refused with 409', async () => {
  const id = await promote({ kind: 'coupon', name: '东区', steps: [{ amount: yuan(500) }] });
  const token = shop.secretKey;
  const made = await shop.call(`/promotions/${id}/coupons`, {
    token,
    body: { coupons: [{ code: 'EAST5' }] },
  });
  expect(made).toMatchObject({ status: 201, body: { data: [{ code: 'EAST5', usesLeft: 1 }] } });
  const order = { ...cart, customer: planted.customer, pickupPointId: planted.point };
  expect(await shop.call('/orders', { token, body: { ...order, couponCode: 'WEST' } })).toMatchObject({
    status: 409,
    body: { code: 'coupon_unusable' },
  });
  expect(await shop.call('/orders', { token, body: { ...order, couponCode: 'east5' } })).toMatchObject({
    status: 201,
    body: { total: yuan(2500) },
  });
  expect((await shop.call(`/coupons?promotionId=${id}`, { token })).body).toMatchObject({
    data: [{ usesLeft: 0 }],
  });
});

test('promotions over HTTP: rates above 100 %, negative sums and unknown fields are named; shoppers may not', async () => {
  const refused = await shop.call('/promotions', {
    token: shop.secretKey,
    body: { kind: 'firstOrder', name: 'x', steps: [{ basisPoints: 10_001 }], colour: 'red' },
  });
  expect(refused).toMatchObject({ status: 422 });
  expect(JSON.stringify(refused.body)).toContain('steps.0.basisPoints');
  expect(JSON.stringify(refused.body)).toContain('colour');
  const token = await shop.session('customer', planted.customer);
  expect((await shop.call('/promotions', { token })).status).toBeGreaterThanOrEqual(401);
});

test('a leader reads what orders with them have, and the coupons to hand out; nobody else has these routes', async () => {
  const mine = { leaderIds: [planted.leader] };
  const steps = [{ amount: yuan(500) }];
  await promote({ kind: 'firstOrder', name: '新人', steps });
  const save = [{ from: yuan(1000), amount: yuan(500) }];
  await promote({ kind: 'spendSave', name: '西门', steps: save, leaderIds: [planted.otherLeader] });
  const id = await promote({ kind: 'coupon', name: '东区', steps, ...mine });
  const coupons = [
    { code: 'EAST5', uses: 10 },
    { code: 'OWN5', customerId: planted.customer },
  ];
  await shop.call(`/promotions/${id}/coupons`, { token: shop.secretKey, body: { coupons } });
  const promotions = `/leader/campaigns/${planted.campaign}/promotions`;
  const token = await shop.session('leader', planted.leader);
  const { body } = await shop.call(promotions, { token });
  expect(body).toMatchObject({ data: [{ name: '新人', text: { zh: '首单减 5.00 元' } }] });
  const page = `/storefront/campaigns/${planted.campaign}?leaderId=${planted.leader}`;
  expect((await shop.call(page, { token: shop.publishableKey })).body['promotions']).toEqual(body['data']);
  expect((await shop.call('/leader/coupons', { token })).body).toMatchObject({
    data: [{ code: 'EAST5', usesLeft: 10, state: 'usable' }],
  });
  const customer = await shop.session('customer', planted.customer);
  for (const path of [promotions, '/leader/coupons'])
    for (const other of [customer, shop.publishableKey])
      expect([401, 403]).toContain((await shop.call(path, { token: other })).status);
});
