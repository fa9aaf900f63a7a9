import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
let priceList: Uint8Array<ArrayBuffer>;
beforeEach(async () => {
  shop = await apiShop();
  priceList = new Uint8Array(
    await readFile(new URL('../../../core/src/testing/sample/price-list.csv', import.meta.url)),
  );
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function upload(path: string, body: NonNullable<RequestInit['body']>, type?: string) {
  const headers = {
    authorization: `Bearer ${shop.secretKey}`,
    ...(type === undefined ? {} : { 'content-type': type }),
  };
  const answer = await shop.app.request(`/v1${path}`, { method: 'POST', headers, body });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}

// Two of the 53 goods are planted in the test shop already, at other prices.
test('a price list as it is: preview, confirm, and a second time nothing changes', async () => {
  for (const expected of [
    { created: 51, updated: 2 },
    { created: 0, updated: 0, unchanged: 53 },
  ]) {
    const preview = await upload('/imports?kind=priceList&fileName=price-list.csv', priceList, 'text/csv');
    expect(preview).toMatchObject({
      status: 201,
      body: { fileName: 'price-list.csv', problems: [], status: 'preview' },
    });
    expect(preview.body.rows).toHaveLength(53);
    const confirmed = await shop.call(`/imports/${String(preview.body.id)}/confirm`, {
      token: shop.secretKey,
      body: {},
    });
    expect(confirmed).toMatchObject({ status: 200, body: { status: 'confirmed', ...expected } });
  }
});

test('a price list in a form, as a browser sends it', async () => {
  const form = new FormData();
  form.set('kind', 'priceList');
  form.set('file', new File([priceList], '价目表.csv'));
  expect(await upload('/imports', form)).toMatchObject({
    status: 201,
    body: { fileName: '价目表.csv', problems: [] },
  });
});

test('what is no sheet, no form, too large or of no kind says so', async () => {
  expect(
    await upload('/imports?kind=priceList', new Uint8Array([0xff, 0xd8, 0xff]), 'image/jpeg'),
  ).toMatchObject({ status: 422, body: { code: 'sheet_unreadable', fields: [{ path: 'sheet' }] } });
  expect(await upload('/imports', 'x', 'multipart/form-data; boundary=none')).toMatchObject({
    status: 400,
    body: { code: 'malformed_form' },
  });
  expect(await upload('/imports?kind=shoes', priceList, 'text/csv')).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'kind' }] },
  });
  const form = new FormData();
  form.set('file', 'a text');
  expect(await upload('/imports', form)).toMatchObject({ status: 422, body: { fields: [{ path: 'file' }] } });
  expect(await upload('/imports?kind=priceList', new Uint8Array(10_485_761), 'text/csv')).toMatchObject({
    status: 413,
  });
});
