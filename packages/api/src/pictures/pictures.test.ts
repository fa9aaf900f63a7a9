import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pictureBytesMax } from '@opentuan/core';
import { heic, jpegWithPlace, planted, png } from '@opentuan/core/testing';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect, picturesOf, pictureBytesMax as sentMax } from '../client/index.ts';
import { filePictures } from '../node/file-pictures.ts';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opentuan-pictures-'));
  shop = await apiShop({}, { pictureStore: filePictures(join(folder, 'pictures')) });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
  rmSync(folder, { recursive: true });
});

async function send(
  path: string,
  token: string,
  body: Blob | FormData | string | Uint8Array<ArrayBuffer>,
  type?: string,
) {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(type === undefined ? {} : { 'content-type': type }),
  };
  const answer = await shop.app.request(`/v1${path}`, { method: 'POST', headers, body });
  return { status: answer.status, body: (await answer.json()) as { id: string; code?: string } };
}

const picture = (): Blob => new Blob([new Uint8Array(png())]);

test('customer, leader and shop upload a picture as the body or in a form, and read it back', async () => {
  const customer = await shop.session('customer', planted.customer);
  const leader = await shop.session('leader', planted.leader);
  const form = new FormData();
  form.set('file', picture(), 'apple.png');
  for (const [path, token, body] of [
    ['/storefront/pictures', customer, form],
    ['/leader/pictures', leader, picture()],
    ['/pictures', shop.secretKey, picture()],
  ] as const) {
    const sent = await send(path, token, body, body instanceof FormData ? undefined : 'image/png');
    expect(sent).toMatchObject({ status: 201, body: { mediaType: 'image/png', width: 3, height: 2 } });
    const answer = await shop.app.request(`/v1${path}/${sent.body.id}`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=300');
    expect(new Uint8Array(await answer.arrayBuffer()).subarray(1, 4)).toEqual(Uint8Array.of(80, 78, 71));
  }
});

test('another customer, a publishable key and whoever guesses get nothing', async () => {
  const customer = await shop.session('customer', planted.customer);
  const other = await shop.session('customer', planted.otherCustomer);
  const { body } = await send('/storefront/pictures', customer, picture(), 'image/png');
  expect(await shop.call(`/storefront/pictures/${body.id}`, { token: other })).toMatchObject({ status: 404 });
  expect(await shop.call(`/storefront/pictures/${body.id}`, { token: shop.publishableKey })).toMatchObject({
    status: 401,
  });
  expect(await shop.call('/storefront/pictures/..%2F..%2Fshop', { token: customer })).toMatchObject({
    status: 404,
  });
  expect(await send('/storefront/pictures', shop.publishableKey, picture(), 'image/png')).toMatchObject({
    status: 401,
  });
});

test('what is no picture is refused with a sentence in the language of the sender; nothing is kept', async () => {
  const token = await shop.session('customer', planted.customer);
  const wrong: readonly (readonly [
    Blob | FormData | string | Uint8Array<ArrayBuffer>,
    string | undefined,
    number,
    string,
  ])[] = [
    [new Blob([new Uint8Array(heic())]), 'image/jpeg', 422, 'picture_format'],
    [new Blob([new Uint8Array(jpegWithPlace().subarray(0, 30))]), 'image/jpeg', 422, 'picture_broken'],
    ['{"file":"text"}', 'application/json', 422, 'invalid_input'],
    ['x', 'multipart/form-data; boundary=none', 400, 'malformed_form'],
    [new FormData(), undefined, 422, 'invalid_input'],
    [new Uint8Array(8_500_000), 'image/jpeg', 413, 'body_too_large'],
  ];
  for (const [body, type, status, code] of wrong)
    expect(await send('/storefront/pictures', token, body, type), code).toMatchObject({
      status,
      body: { code },
    });
  expect(readdirSync(folder)).toEqual([]);
});

describe('signed addresses, for the `src` of an image', () => {
  let pictureId: string;
  let customer: string;
  beforeEach(async () => {
    customer = await shop.session('customer', planted.customer);
    pictureId = (await send('/storefront/pictures', customer, picture(), 'image/png')).body.id;
  });
  const linksOf = async (token: string, path = '/storefront/picture-links') => {
    const { status, body } = await shop.call(path, { token, body: { pictureIds: [pictureId] } });
    expect(status).toBe(200);
    return body as { data: { id: string; path: string }[]; validUntil: string };
  };
  const open = (path: string) => shop.app.request(path);

  test('an address opens the picture without a credential, for a page of any origin, and is the same for a while', async () => {
    const { data, validUntil } = await linksOf(customer);
    expect(data).toEqual([
      { id: pictureId, path: expect.stringMatching(/^\/v1\/picture-files\//), width: 3, height: 2 },
    ]);
    const answer = await open(data[0]?.path ?? '');
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/png']);
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(answer.headers.get('cache-control')).toBe('private, max-age=300');
    shop.now += 1000;
    expect(await linksOf(customer)).toEqual({ data, validUntil });
    expect((await linksOf(shop.secretKey, '/picture-links')).data).toEqual(data);
  });

  test('expired: it opens nothing from its end on', async () => {
    const { data, validUntil } = await linksOf(customer);
    const left = Date.parse(validUntil) - shop.now;
    expect(left).toBeGreaterThan(10 * 60_000 - 1);
    expect(left).toBeLessThanOrEqual(20 * 60_000);
    shop.at(validUntil);
    const late = await open(data[0]?.path ?? '');
    expect([late.status, await late.json()]).toMatchObject([403, { code: 'picture_link_over' }]);
  });

  test('foreign: nobody gets an address of what they may not see, and unknown pictures are left out alike', async () => {
    const other = await shop.session('customer', planted.otherCustomer);
    expect((await linksOf(other)).data).toEqual([]);
    const leader = await shop.session('leader', planted.leader);
    expect((await linksOf(leader, '/leader/picture-links')).data).toEqual([]);
    const wish = { token: shop.publishableKey, body: { pictureIds: [pictureId] } };
    expect(await shop.call('/storefront/picture-links', wish)).toMatchObject({ status: 401 });
    expect(await shop.call('/picture-links', { ...wish, token: customer })).toMatchObject({ status: 403 });
  });

  test('tampered: another picture, a later end, another signature open nothing', async () => {
    const other = (await send('/storefront/pictures', customer, picture(), 'image/png')).body.id;
    const path = (await linksOf(customer)).data[0]?.path ?? '';
    const [body = '', end = '', signature = ''] = path.split('.');
    const wrong = [
      path.replace(pictureId, other),
      `${body}.z${end.slice(1)}.${signature}`,
      `${body}.${end}.${signature.replace(/^./, (letter) => (letter === '0' ? '1' : '0'))}`,
      `${body}.${end}`,
      `${body}.${end}.`,
      '/v1/picture-files/..%2F..%2Fshop',
    ];
    for (const one of wrong) {
      const answer = await open(one);
      expect([answer.status, await answer.json()], one).toMatchObject([403, { code: 'picture_link_over' }]);
    }
  });

  test('erased: an address that is good still opens nothing once the picture is gone', async () => {
    const path = (await linksOf(customer)).data[0]?.path ?? '';
    await shop.tuan.engine.run([{ sql: 'UPDATE "pictures" SET "removeAt" = 0', params: [] }], 'write');
    expect((await open(path)).status).toBe(404);
    await shop.tuan.engine.run(
      [{ sql: 'UPDATE "pictures" SET "removeAt" = 9999999999999', params: [] }],
      'write',
    );
  });
});

test('the client sends a picture as it is, knows the limit, and gives addresses for an image in the order asked for', async () => {
  const fetch = (async (url: string, init: RequestInit) =>
    shop.app.request(url, init)) as unknown as typeof globalThis.fetch;
  const getSession = () => shop.session('customer', planted.customer);
  const { upload, show } = picturesOf(connect({ baseUrl: '', fetch, getSession }), 'storefront');
  expect(sentMax).toBe(pictureBytesMax);
  const file = new Blob([new Uint8Array(png())], { type: 'image/png' });
  const [first, again] = [
    await upload({ file }, { idempotencyKey: 'picture-key-1' }),
    await upload({ file }, { idempotencyKey: 'picture-key-1' }),
  ];
  expect(again).toEqual(first);
  const own = 'https://shop.example/apple.jpg';
  expect(await show([own, first.id, `pic_${'0'.repeat(26)}`])).toMatchObject([
    { id: own, url: own },
    { id: first.id, url: expect.stringMatching(/^\/v1\/picture-files\/pic_/), width: 3 },
  ]);
});
