import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';
import { HttpRound } from '../testing/http-round.ts';

let shop: ApiShop;
let round: HttpRound;
beforeEach(async () => {
  shop = await apiShop();
  round = new HttpRound(shop);
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

async function sell(): Promise<void> {
  const order = {
    campaignId: planted.campaign,
    customer: planted.customer,
    lines: [{ offerId: planted.appleOffer, pieces: 3 }],
  };
  const { id, lines } = await round.buy(order, yuan(3000), 'till-1');
  await round.bring(planted.campaign, '2026-11-23');
  await round.handOver(id);
  await round.claim(lines[0]?.id ?? '', yuan(1000), { supplier: 10_000 });
}

/** Of each report: its first header and one of its own, in both languages. */
const sheets = [
  ['profit', '利润', '销售额', 'Sales'],
  ['products', '商品', '建议', 'Suggestion'],
  ['leaders', '团长', '流失风险', 'Churn risk'],
  ['communities', '社群', '复购率%', 'Repurchase %'],
  ['suppliers', '供应商', '售后原因', 'Reasons'],
  ['shrinkage', '损耗', '损耗率%', 'Rate %'],
  ['complaints', '售后原因', '原因', 'Reason'],
] as const;

test.each(sheets)('reports/%s: JSON, CSV in both languages, and a workbook', async (name, file, zh, en) => {
  await sell();
  const path = `/reports/${name}?month=2026-11`;
  const json = await round.call<{ from: string; to: string; data: unknown[]; nextCursor: null }>(path);
  if (name !== 'profit') expect(json).toMatchObject({ from: '2026-11-01', to: '2026-12-01' });
  const csv = async (locale: string) => {
    const { body, headers } = await shop.call(`${path}&format=csv&locale=${locale}`, {
      token: shop.secretKey,
    });
    return { rows: String(body.text).trimEnd().split('\r\n'), name: headers.get('content-disposition') };
  };
  const chinese = await csv('zh-CN');
  expect(chinese.rows[0]).toContain(zh);
  expect(chinese.name).toContain(encodeURIComponent(file));
  expect(chinese.rows).toHaveLength(json.data.length + 1);
  expect((await csv('en')).rows[0]).toContain(en);
  const book = await shop.call(`${path}&format=xlsx`, { token: shop.secretKey });
  expect([book.status, String(book.body.text).slice(0, 2)]).toEqual([200, 'PK']);
});

test('reports: whoever complains says why, and the totals are those of the profit report', async () => {
  await sell();
  const { total } = await round.call<{ total: object }>('/reports/profit?month=2026-11');
  for (const name of ['products', 'leaders', 'communities', 'suppliers'])
    expect(await round.call(`/reports/${name}?month=2026-11`)).toMatchObject({ total });
  expect(await round.call('/reports/suppliers')).toMatchObject({
    data: [{ claims: 1, reasons: [{ reason: '不新鲜', claims: 1, returned: yuan(1000) }] }],
  });
});

test('reports/products: the reason of a suggestion stands in the sheet in words of the language that is asked for', async () => {
  await sell();
  const reasons = async (locale: string) => {
    const { body } = await shop.call(`/reports/products?month=2026-11&format=csv&locale=${locale}`, {
      token: shop.secretKey,
    });
    return String(body.text);
  };
  const { data } = await round.call<{ data: { reason: { zh: string; en: string } | null }[] }>(
    '/reports/products?month=2026-11',
  );
  const [{ reason } = { reason: null }] = data;
  expect(reason).not.toBeNull();
  expect(await reasons('zh-CN')).toContain(reason?.zh);
  expect(await reasons('en')).toContain(reason?.en);
  expect(await reasons('en')).not.toContain(reason?.zh);
});

test('reports: wrong questions are named field by field; only who may read reports may ask', async () => {
  const ask = async (path: string, token: string) => {
    const { status, body } = await shop.call(`/reports/${path}`, { token });
    return [status, body.code, ((body.fields ?? []) as { path: string }[]).map((field) => field.path)];
  };
  const { secretKey } = shop;
  expect(await ask('products?suggestion=buy', secretKey)).toEqual([422, 'invalid_input', ['suggestion']]);
  expect(await ask('communities?month=2026-11&from=2026-11-01', secretKey)).toEqual([
    422,
    'invalid_input',
    ['month'],
  ]);
  expect(await ask('leaders?from=2026-11-02&to=2026-11-01', secretKey)).toEqual([
    422,
    'invalid_input',
    ['to'],
  ]);
  expect(await ask('shrinkage?by=colour&targetBasisPoints=20000', secretKey)).toEqual([
    422,
    'invalid_input',
    ['by', 'targetBasisPoints'],
  ]);
  const orders = await shop.makeKey('secret', ['orders:read', 'orders:write']);
  for (const [path] of sheets) expect((await ask(path, orders)).slice(0, 2)).toEqual([403, 'not_allowed']);
  const reader = await shop.makeKey('secret', ['reports:read']);
  expect((await ask('profit', reader))[0]).toBe(200);
});
