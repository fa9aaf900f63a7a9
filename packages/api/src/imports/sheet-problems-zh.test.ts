import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';
import { importInLanguage } from './sheet-problems-zh.ts';

/* What is wrong with a sheet is read by whoever filled it in: in Chinese where that is the language asked for. */

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

interface Import {
  readonly id: string;
  readonly problems: readonly { readonly code: string; readonly message: string }[];
}

async function upload(kind: string, rows: readonly (readonly string[])[], language = 'zh-CN') {
  const answer = await shop.app.request(`/v1/imports?kind=${kind}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${shop.secretKey}`, 'accept-language': language },
    body: rows.map((row) => row.join(',')).join('\r\n'),
  });
  expect(answer.status).toBe(201);
  return (await answer.json()) as Import;
}

/** The receipt sheet of a purchase order that was sent, as it is exported. */
async function receiptSheet(): Promise<readonly string[][]> {
  const { call } = new HttpRound(shop);
  await shop.tuan.orders.place({
    campaignId: planted.campaign,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    customer: { nickname: '王姐' },
    payment: 'atPickup',
    lines: [
      { offerId: planted.appleOffer, pieces: 3 },
      { offerId: planted.eggOffer, pieces: 2 },
    ],
  });
  shop.at('2026-11-23T22:10:00+08:00');
  await call(`/campaigns/${planted.campaign}/freeze`, {});
  const { data } = await call<{ data: readonly { id: string }[] }>(
    `/campaigns/${planted.campaign}/purchase-orders`,
    {},
  );
  const id = data[0]?.id ?? '';
  await call(`/purchase-orders/${id}/send`, {});
  const sheet = await shop.app.request(`/v1/purchase-orders/${id}/receipt-sheet?format=csv`, {
    headers: { authorization: `Bearer ${shop.secretKey}`, 'accept-language': 'zh-CN' },
  });
  return (await sheet.text())
    .trim()
    .split('\r\n')
    .map((line) => line.split(','));
}

test('every problem of a receipt sheet is said in Chinese, also when the import is read again', async () => {
  const [headers = [], apples = [], eggs = []] = await receiptSheet();
  const fill = (row: readonly string[], cells: Readonly<Record<string, string>>) =>
    row.map((value, at) => cells[headers[at] ?? ''] ?? value);
  const wrong: readonly (readonly (readonly string[])[])[] = [
    [headers, apples],
    [headers.map((name) => (name === '收货' ? '来货' : name)), fill(apples, { 收货: '1' })],
    [headers.map((name) => (name === '拒收' ? '收货' : name)), apples],
    ...[
      { 收货: '二十' },
      { 收货: '-3' },
      { 收货: '500' },
      { 收货: '1', '收货重量（克）': '500' },
      { 拒收: '1' },
      { 实际单价: '7.50' },
      { 收货: '1', 实际单价: '七块' },
      { 收货: '1', 实际单价: '7.505' },
      { 收货: '1', 采购行号: 'pli_none' },
      { 收货: '1', 采购行号: '' },
    ].map((cells) => [headers, fill(apples, cells)]),
    [headers, fill(eggs, { '收货重量（克）': '500' })],
    [headers, fill(apples, { 收货: '1' }), fill(apples, { 收货: '1' })],
  ];
  for (const rows of wrong) {
    const { id, problems } = await upload('receipt', rows);
    expect(problems).not.toEqual([]);
    for (const { message } of problems) {
      expect(message).toMatch(/\p{Script=Han}/u);
      expect(message).not.toMatch(/[a-z]{3,} [a-z]+ [a-z]{3,}/);
    }
    const headersZh = { 'accept-language': 'zh-CN' };
    const again = await shop.call(`/imports/${id}`, { token: shop.secretKey, headers: headersZh });
    expect(again.body.problems).toEqual(problems);
    const english = await shop.call(`/imports/${id}`, { token: shop.secretKey });
    expect(english.body.problems).not.toEqual(problems);
  }
});

test('figures and names stand in the sentence; one that is not known stays in English', () => {
  const inChinese = (message: string) =>
    (importInLanguage({ problems: [{ code: 'x', message }] }, 'zh') as Import).problems[0]?.message;
  expect(inChinese('"二十" is not a whole number.')).toBe('"二十" 不是整数。');
  expect(inChinese('Columns H and M are both 收货, remove one of them.')).toBe(
    'H 列和 M 列的表头都是“收货”，请去掉一列。',
  );
  expect(
    inChinese(
      '0.7 g cannot be: nominal is 1500 g, whole grams from 750 to 2250 are taken. Were these kilograms? Then it is 700 g.',
    ),
  ).toBe('0.7 克不对：标准 1500 克，可填 750–2250 克的整数。是不是按公斤填了？应为 700 克。');
  expect(inChinese('The sheet has no column 收货 or accepted in row 1.')).toBe(
    '表格第 1 行没有“收货”这一列。请不要改动或删除表头。',
  );
  expect(inChinese('Something new.')).toBe('Something new.');
});
