import { readSheet } from '@opentuan/core/sheets';
import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from './testing/api-shop.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.close();
});

async function place(note = ''): Promise<void> {
  await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 2, note }],
  });
}

async function file(path: string, headers: Readonly<Record<string, string>> = {}) {
  const answer = await shop.app.request(`/v1${path}`, {
    headers: { authorization: `Bearer ${shop.secretKey}`, ...headers },
  });
  const bytes = new Uint8Array(await answer.arrayBuffer());
  return { answer, bytes, sheet: await readSheet(bytes) };
}

test('orders as CSV: with a byte order mark, Chinese headers where Chinese is asked for, and no formula', async () => {
  await place('=1+1');
  const { answer, bytes, sheet } = await file('/orders?format=csv', { 'accept-language': 'zh-CN' });
  expect(answer.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(answer.headers.get('content-disposition')).toContain("filename*=UTF-8''%E8%AE%A2%E5%8D%95.csv");
  expect(bytes.slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
  expect(sheet.headers.slice(0, 2)).toEqual(['订单号', '店铺单号']);
  expect(new TextDecoder().decode(bytes)).toContain("'=1+1");
  expect(sheet.headers.slice(7, 9)).toEqual(['自提时段', '商品']);
  expect(sheet.rows[0]?.cells.slice(7, 14)).toEqual(['', '苹果', '2', '斤', '10', '0', '20']);
});

test('the same as XLSX, asked for by Accept', async () => {
  await place();
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
  const { answer, bytes, sheet } = await file('/orders?locale=en', { accept: type });
  expect(answer.headers.get('content-type')).toBe(type);
  expect(bytes.slice(0, 2)).toEqual(new Uint8Array([0x50, 0x4b]));
  expect(sheet.headers[0]).toBe('Order');
  expect(sheet.rows).toHaveLength(1);
});

test('a file holds the whole list, not its first page', async () => {
  for (let count = 0; count < 205; count += 1) await place();
  expect((await file('/orders?format=csv')).sheet.rows).toHaveLength(205);
});

test('another format, and a list without a sheet, are refused by name', async () => {
  const pdf = await shop.call('/orders?format=pdf', { token: shop.secretKey });
  expect(pdf).toMatchObject({ status: 422, body: { fields: [{ path: 'format' }] } });
  const none = await shop.call('/leaders?format=csv', { token: shop.secretKey });
  expect(none).toMatchObject({ status: 422, body: { fields: [{ path: 'format', code: 'unknown_field' }] } });
  expect(await shop.call('/orders?format=json', { token: shop.secretKey })).toMatchObject({
    status: 200,
    body: { data: [] },
  });
});
