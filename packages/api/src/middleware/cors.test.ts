import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop({ corsOrigins: ['https://shop.example'], secretKeyOrigins: ['https://desk.example'] });
});
afterEach(async () => {
  await shop.close();
});

function preflight(path: string, origin: string) {
  return shop.call(path, { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
}

test('a page of an allowed origin may call the storefront and leader paths, without cookies', async () => {
  for (const path of ['/storefront/orders', '/leader/orders']) {
    const { status, headers } = await preflight(path, 'https://shop.example');
    expect(status).toBe(204);
    expect(headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(headers.get('access-control-allow-headers')).toContain('Authorization');
    expect(headers.get('access-control-allow-credentials')).toBeNull();
    expect(headers.get('vary')).toContain('Origin');
  }
});

test('the origin must be exactly the same; a shop path is for no page', async () => {
  for (const origin of [
    'https://shop.example.evil',
    'http://shop.example',
    'https://shop.example:8443',
    'null',
  ]) {
    expect(
      (await preflight('/storefront/orders', origin)).headers.get('access-control-allow-origin'),
      origin,
    ).toBeNull();
  }
  expect(
    (await preflight('/orders', 'https://shop.example')).headers.get('access-control-allow-origin'),
  ).toBeNull();
});

test('answers, problems and unknown paths carry the permission, so that the page can read them', async () => {
  const headers = { origin: 'https://shop.example' };
  const token = await shop.session('customer', planted.customer);
  for (const [path, status] of [
    ['/storefront/orders', 200],
    ['/storefront/orders/ord_none', 404],
    ['/storefront/none', 404],
  ] as const) {
    const answer = await shop.call(path, { token, headers });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://shop.example');
    expect(answer.headers.get('access-control-expose-headers')).toContain('ETag');
  }
});

test('a secret key in a browser is refused, but from the origin of a back office that was named', async () => {
  const from = (origin: string) => shop.call('/orders', { token: shop.secretKey, headers: { origin } });
  expect(await from('https://shop.example')).toMatchObject({
    status: 403,
    body: { code: 'secret_key_in_browser' },
  });
  expect(await from('https://desk.example')).toMatchObject({ status: 200 });
});

test('every answer forbids sniffing and framing', async () => {
  for (const answer of [await shop.call('/orders', { token: shop.secretKey }), await shop.call('/none')]) {
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
  }
});
