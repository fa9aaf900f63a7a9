import { arrive, planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { crockfordNumber, crockfordOf } from './crockford.ts';
import { hashPickupCode } from './pickup-key.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

interface Bundle {
  readonly publicKey: string;
  readonly salt: string;
  readonly orders: readonly {
    readonly orderId: string;
    readonly codeHash: string;
    readonly collector: {
      readonly asks: string;
      readonly codeHash: string;
      readonly tailHash: string;
    } | null;
  }[];
}

let till = 0;
async function buy(): Promise<{ id: string; pickupCode: string }> {
  const { body } = await shop.call('/orders', {
    token: shop.secretKey,
    body: {
      campaignId: planted.campaign,
      customer: planted.customer,
      pickupPointId: planted.point,
      lines: [{ offerId: planted.appleOffer, pieces: 2 }],
      payment: { amount: { amount: 2000, currency: 'CNY' }, reference: `till-${String((till += 1))}` },
    },
  });
  return body as unknown as { id: string; pickupCode: string };
}

const leader = () => shop.session('leader', planted.leader);
const customer = () => shop.session('customer', planted.customer);
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const bits = Array.from(text, (sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from({ length: Math.floor(bits.length / 8) }, (_, index) =>
    Number.parseInt(bits.slice(index * 8, index * 8 + 8), 2),
  );
}

async function isGenuine(token: string, publicKey: string): Promise<boolean> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' };
  const jwk = JSON.parse(publicKey) as { readonly kty: string };
  const key = await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['verify']);
  const said = new TextEncoder().encode(token.slice(0, 17));
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, bytesOf(token.slice(17)), said);
}

test('base 32: bytes as bits in groups of five, numbers at a fixed length', () => {
  expect(crockfordOf(Uint8Array.from([0xff, 0x00, 0xff]))).toBe('ZW0FY');
  expect(crockfordOf(new Uint8Array(64))).toHaveLength(103);
  expect(crockfordNumber(33, 4)).toBe('0011');
});

test('pickup token: checked with the public key of the bundle alone; changed by one sign it is no proof', async () => {
  const order = await buy();
  const { body } = await shop.call(`/storefront/orders/${order.id}/pickup-token`, {
    token: await customer(),
    body: {},
  });
  const token = String(body.token);
  expect(token).toMatch(new RegExp(`^T1${order.pickupCode}[0-9A-HJKMNP-TV-Z]{110}$`));
  expect(body).toMatchObject({ validUntil: '2026-11-25T12:30:00.000Z', qr: { size: 37 + 8 } });
  const bundle = (await shop.call('/leader/pickups/bundle', { token: await leader() }))
    .body as unknown as Bundle;
  expect(bundle.publicKey).not.toContain('"d"');
  expect(await isGenuine(token, bundle.publicKey)).toBe(true);
  expect(await isGenuine(`T1ZZZZZZZZ${token.slice(10)}`, bundle.publicKey)).toBe(false);
  // With a network the code inside is enough.
  await arrive(shop, [order.id]);
  expect(
    await shop.call('/leader/pickups/verify', { token: await leader(), body: { code: token } }),
  ).toMatchObject({ status: 200, body: { outcome: 'found', pickup: { orderId: order.id } } });
});

test('pickup token: of the own order only, and nobody reads the private key', async () => {
  const order = await buy();
  const path = `/storefront/orders/${order.id}/pickup-token`;
  const stranger = await shop.session('customer', planted.otherCustomer);
  expect(await shop.call(path, { token: stranger, body: {} })).toMatchObject({ status: 404 });
  expect(await shop.call(path, { token: shop.publishableKey, body: {} })).toMatchObject({ status: 401 });
  const answers = [
    await shop.call(path, { token: await customer(), body: {} }),
    await shop.call('/leader/pickups/bundle', { token: await leader() }),
    await shop.call('/pickups/bundle', { token: shop.secretKey }),
  ];
  for (const { body } of answers) expect(JSON.stringify(body)).not.toMatch(/"d\\*"/);
});

test('bundle: codes are found by their hash and stand nowhere, names are masked', async () => {
  const order = await buy();
  const { body: allowed } = await shop.call(`/storefront/orders/${order.id}/collector`, {
    method: 'PUT',
    token: await customer(),
    body: { name: '王建国', phoneTail: '4321' },
  });
  const { code } = allowed.collector as { code: string };
  await arrive(shop, [order.id]);
  const { body, status } = await shop.call('/leader/pickups/bundle', { token: await leader() });
  expect(status).toBe(200);
  const bundle = body as unknown as Bundle;
  const [bundled] = bundle.orders;
  expect(bundled).toMatchObject({ orderId: order.id, collector: { name: '王*', asks: 'phoneTail' } });
  expect(bundled?.codeHash).toBe(await hashPickupCode(bundle.salt, order.id, order.pickupCode));
  expect(bundled?.collector?.codeHash).toBe(await hashPickupCode(bundle.salt, order.id, code));
  expect(bundled?.collector?.tailHash).toBe(await hashPickupCode(bundle.salt, order.id, '4321'));
  for (const secret of [order.pickupCode, code, '王建国', '小雨', '4321"'])
    expect(JSON.stringify(body)).not.toContain(secret);
  const other = await shop.session('leader', planted.otherLeader);
  expect((await shop.call('/leader/pickups/bundle', { token: other })).body).toMatchObject({ orders: [] });
  expect(await shop.call('/leader/pickups/bundle', { token: await customer() })).toMatchObject({
    status: 403,
  });
});

test('collector over HTTP: named, read, taken back by the customer', async () => {
  const order = await buy();
  const path = `/storefront/orders/${order.id}/collector`;
  const token = await customer();
  expect(await shop.call(path, { token })).toMatchObject({ status: 200, body: { collector: null } });
  const put = (body: object) => shop.call(path, { method: 'PUT', token, body });
  expect(await put({ name: '王建国' })).toMatchObject({ body: { collector: { phoneTail: null } } });
  expect(await put({ name: '王建国', phoneTail: 'abcd' })).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'phoneTail' }] },
  });
  expect(await shop.call(path, { method: 'DELETE', token })).toMatchObject({ body: { collector: null } });
  expect(await shop.call(path, { token })).toMatchObject({ body: { collector: null } });
});

test('substitutes over HTTP: appointed by the leader, read by both, ended', async () => {
  const token = await leader();
  const path = `/leader/pickup-points/${planted.point}/substitutes`;
  const body = { leaderId: planted.otherLeader, from: '2026-11-24', to: '2026-11-25' };
  const appointed = await shop.call(path, { method: 'PUT', token, body });
  expect(appointed).toMatchObject({ status: 200, body: { endedAt: null } });
  const other = await shop.session('leader', planted.otherLeader);
  expect((await shop.call('/leader/pickup-substitutes', { token: other })).body.data).toHaveLength(1);
  const end = `/leader/pickup-substitutes/${String(appointed.body.id)}/end`;
  expect(await shop.call(end, { token: other, body: {} })).toMatchObject({ status: 404 });
  expect((await shop.call(end, { token, body: {} })).body.endedAt).not.toBeNull();
  expect((await shop.call(path.replace('/leader', ''), { token: shop.secretKey })).status).toBe(200);
});

test('moves over HTTP: by the shop and the leader, listed for both and as a sheet', async () => {
  const order = await buy();
  const body = {
    campaignId: planted.campaign,
    fromPointId: planted.point,
    toPointId: planted.otherPoint,
    reason: '=今天不在',
  };
  const other = await shop.session('leader', planted.otherLeader);
  expect(await shop.call('/leader/pickups/moves', { token: other, body })).toMatchObject({
    status: 404,
  });
  expect(await shop.call('/pickups/moves', { token: shop.secretKey, body })).toMatchObject({
    status: 200,
    body: { moved: [order.id], left: 0 },
  });
  expect((await shop.call('/leader/pickups/moves', { token: other })).body.data).toHaveLength(1);
  const sheet = await shop.call('/pickups/moves?format=csv&locale=zh-CN', { token: shop.secretKey });
  expect(sheet.body.text).toContain('订单号,原自提点,新自提点');
  // No cell evaluates as a formula.
  expect(sheet.body.text).not.toMatch(/(^|,)=今天/m);
  expect(await shop.call('/pickups/moves', { token: shop.secretKey, body: { ...body, x: 1 } })).toMatchObject(
    { status: 422, body: { fields: [{ path: 'x' }] } },
  );
});

test('uncollected goods and no-shows over HTTP: for the shop alone', async () => {
  expect(await shop.call('/pickups/donations', { token: shop.secretKey })).toMatchObject({
    status: 200,
    body: { data: [] },
  });
  const sheet = await shop.call('/pickups/donations?format=csv&locale=en', { token: shop.secretKey });
  expect(sheet.body.text).toContain('Donated at,Charity,Order');
  const forgive = `/customers/${planted.customer}/forgive`;
  expect(await shop.call(forgive, { token: shop.secretKey, body: {} })).toMatchObject({
    status: 200,
    body: { customerId: planted.customer, forgiven: 0 },
  });
  expect(await shop.call(forgive, { token: shop.publishableKey, body: {} })).toMatchObject({ status: 403 });
});
