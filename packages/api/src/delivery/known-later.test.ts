import { planted } from '@opentuan/core/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

/*
 * What is known only after the purchase, over HTTP: what a bag weighs, what goes back to a supplier, who may pay at
 * pickup. One round, told in order.
 */

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const campaign = '/campaigns/external:today';
const apples = { lines: [{ variantId: 'external:F001', pieces: 3 }] };

let shop: ApiShop;
let orderId = '';
let lineId = '';
let purchaseOrderId = '';

async function post(path: string, body: unknown = {}, token = shop.secretKey) {
  return shop.call(path, { body, token });
}
async function read(path: string, token = shop.secretKey) {
  return shop.call(path, { token });
}

beforeAll(async () => {
  shop = await apiShop();
  const placed = await post('/orders', {
    campaignId: 'external:today',
    customer: 'external:C-1',
    leaderId: 'external:L01',
    pickupPointId: 'external:P01',
    ...apples,
    payment: { amount: yuan(3000), reference: 'till 1' },
  });
  const order = placed.body as { id: string; lines: { id: string }[] };
  [orderId, lineId] = [order.id, order.lines[0]?.id ?? ''];
  shop.at('2026-11-23T22:10:00+08:00');
  await post(`${campaign}/freeze`);
  const { body } = await post(`${campaign}/purchase-orders`);
  purchaseOrderId = (body.data as { id: string }[])[0]?.id ?? '';
  await post(`/purchase-orders/${purchaseOrderId}/send`);
  await post(`/purchase-orders/${purchaseOrderId}/receipts`, {
    lines: [{ variantId: 'external:F001', grams: 9950 }],
  });
  await post(`/purchase-orders/${purchaseOrderId}/close`);
});
afterAll(async () => {
  await shop.audit();
  await shop.close();
});

const weigh = (grams: number, token?: string) =>
  post(`${campaign}/weighings`, { lines: [{ orderLineId: lineId, grams }] }, token);

test('R27: 0.8 is asked again, and the problem says in both languages what was probably meant', async () => {
  const { status, body } = await weigh(0.8);
  expect(status).toBe(422);
  expect(body).toMatchObject({
    code: 'weight_implausible',
    fields: [{ path: 'lines.0.grams', code: 'tooLight' }],
    lines: [
      {
        orderLineId: lineId,
        nominalGrams: 1500,
        meant: { grams: 800, slip: 'kilograms' },
        warning: { zh: '0.8 克不对：标准 1500 克，可填 750–2250 克的整数。是不是按公斤填了？应为 800 克。' },
      },
    ],
  });
});

test('R27: 1,432 g of 1,500 is 28.64; the customer reads why 1.36 went back', async () => {
  expect(await weigh(1432)).toMatchObject({ status: 201, body: { refundTotal: yuan(136) } });
  const customer = await shop.session('customer', planted.customer);
  const { body } = await read(`/storefront/orders/${orderId}`, customer);
  expect(body.lines).toMatchObject([
    {
      net: yuan(2864),
      weight: {
        nominalGrams: 1500,
        grams: 1432,
        given: yuan(136),
        text: { zh: '标准重 1500 克，实重 1432 克，少的已退 1.36 元' },
      },
    },
  ]);
});

test('the pick list, also as a sheet, shows what was weighed; a leader reads it and weighs nothing', async () => {
  const { body } = await read(`${campaign}/pick-lists`);
  expect(body.points).toMatchObject([
    { toWeigh: 0, baskets: [{ lines: [{ nominalGrams: 1500, grams: 1432 }] }] },
  ]);
  const sheet = await shop.app.request(`/v1${campaign}/pick-lists?format=csv&locale=zh-CN`, {
    headers: { authorization: `Bearer ${shop.secretKey}` },
  });
  const text = await sheet.text();
  expect(text).toContain('标准克重');
  expect(text).toContain(lineId);
  const leader = await shop.session('leader', planted.leader);
  expect((await read(`/leader${campaign}/pick-lists`, leader)).status).toBe(200);
  expect((await weigh(1400, leader)).status).toBe(403);
});

test('goods sent back: at the cost of their receipt, and never more than are in stock', async () => {
  const wish = { variantId: 'external:F001', pieces: 2, reason: '开箱后发现烂' };
  expect(await post(`/purchase-orders/${purchaseOrderId}/returns`, wish)).toMatchObject({
    status: 201,
    body: { returns: [{ pieces: 2, cost: yuan(1600), fromStock: true }] },
  });
  expect(await post(`/purchase-orders/${purchaseOrderId}/returns`, { ...wish, pieces: 16 })).toMatchObject({
    status: 409,
    body: { code: 'sent_back_too_many', left: 15 },
  });
});

test('R43: the month is over, a tick states it: 20 accepted, 2 sent back', async () => {
  shop.at('2026-12-01T00:00:00+08:00');
  expect((await post('/tick')).status).toBe(200);
  expect((await read(`/supplier-statements?month=2026-11`)).body.data).toMatchObject([
    { month: '2026-11', accepted: yuan(16_000), deducted: yuan(1600), volume: yuan(14_400) },
  ]);
});

test('R17: a customer cannot choose to pay at pickup unless the shop allows it', async () => {
  const other = await apiShop();
  const customer = await other.session('customer', planted.customer);
  const cart = { campaignId: 'external:today', leaderId: 'external:L01', ...apples };
  const quote = await other.call('/storefront/quotes', { body: cart, token: customer });
  const wish = { ...cart, pickupPointId: 'external:P01', quoteToken: quote.body.token, payment: 'atPickup' };
  const order = () => other.call('/storefront/orders', { body: wish, token: customer });
  expect(await order()).toMatchObject({ body: { code: 'pay_at_pickup_refused', policy: 'leadersOnly' } });
  await other.call('/shop', {
    method: 'PATCH',
    body: { policies: { payAtPickup: 'allowed' } },
    token: other.secretKey,
  });
  expect(await order()).toMatchObject({ status: 201, body: { status: 'confirmed', payment: 'atPickup' } });
  await other.close();
});
