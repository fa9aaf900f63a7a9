import { writeSheet } from '@opentuan/core/sheets';
import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

/*
 * The sorting morning over HTTP: losses, pick lists as files, scans, labels, and sheets that come back.
 */

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const round = `/campaigns/${planted.campaign}`;
const as = (token: string) => (path: string, body?: unknown) =>
  shop.call(path, body === undefined ? { token } : { token, body });
const raw = (path: string, token: string) =>
  shop.app.request(`/v1${path}`, { headers: { authorization: `Bearer ${token}` } });

async function order(nickname: string, pieces: number, pickupPointId: string) {
  return shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: { nickname },
    leaderId: planted.leader,
    pickupPointId,
    lines: [{ offerId: planted.appleOffer, pieces }],
    payment: { amount: { amount: pieces * 1000, currency: 'CNY' }, reference: `till ${nickname}` },
  });
}

/** Two neighbours at two points; exactly what they ordered has arrived and is shared out. */
async function shared() {
  const first = await order('王姐', 3, planted.point);
  shop.now += 1000;
  await order('李叔', 4, planted.otherPoint);
  shop.at('2026-11-23T22:10:00+08:00');
  const { campaign: campaignId, apple: variantId } = planted;
  await shop.tuan.campaigns.freeze({ campaignId });
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId, accepted: 7 }] });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  return first;
}

test('C16: a loss is previewed, written down once, listed and saved as a file', async () => {
  const first = await shared();
  const ask = as(shop.secretKey);
  const about =
    'stage=sorting&campaignId=external:today&variantId=external:F001&pickupPointId=external:P01&pieces=1';
  expect(await ask(`/shrinkages/preview?${about}`)).toMatchObject({
    status: 200,
    body: { short: 1, lines: [{ orderId: first.id, refund: { amount: 1000 } }] },
  });
  const body = {
    stage: 'sorting',
    campaignId: 'external:today',
    variantId: 'external:F001',
    pickupPointId: 'external:P01',
    pieces: 1,
    reason: '压坏',
    reference: 'table-1-17',
    faultShares: { supplier: 10_000 },
  };
  const lost = await ask('/shrinkages', body);
  expect(lost).toMatchObject({ status: 201, body: { pieces: 1, cost: { amount: 800 } } });
  expect(await ask('/shrinkages', body)).toEqual(expect.objectContaining({ status: 201, body: lost.body }));
  expect(await ask(`/shrinkages/${String(lost.body['id'])}`)).toMatchObject({ status: 200, body: lost.body });
  expect(await ask('/shrinkages?stage=sorting')).toMatchObject({ body: { data: [lost.body] } });
  const csv = await (await raw('/shrinkages?format=csv&locale=zh-CN', shop.secretKey)).text();
  expect(csv.split('\r\n')[0]).toBe(
    '登记时间,环节,商品,数量,单位,原因,成本,用余货补,缺给顾客,责任,登记人,冲销,冲销原因,单号',
  );
  expect(csv).toContain(',分拣,苹果,1,斤,压坏,8.00,0,1,供应商 100 %,');
  const tooMany = await ask('/shrinkages', { ...body, reference: 'x', pieces: 9 });
  expect(tooMany).toMatchObject({ status: 409, body: { code: 'shrinkage_too_many', left: 2 } });
  const reverse = `/shrinkages/${String(lost.body['id'])}/reverse`;
  const taken = await ask(reverse, { reason: '点错筐' });
  expect(taken).toMatchObject({ status: 200, body: { reversal: '点错筐', reversedAt: expect.any(String) } });
  expect((await ask(reverse, { reason: '点错筐' })).body).toEqual(taken.body);
  expect(await ask(reverse, { reason: '别的' })).toMatchObject({
    status: 409,
    body: { code: 'shrinkage_reversed', reason: '点错筐' },
  });
});

test('a leader writes down losses at own points only, without saying who answers; customers cannot', async () => {
  await shared();
  const leader = as(await shop.session('leader', planted.leader));
  const own = {
    stage: 'transport',
    campaignId: planted.campaign,
    variantId: planted.apple,
    pickupPointId: planted.point,
    pieces: 1,
    reason: '压坏',
  };
  expect(await leader('/leader/shrinkages', own)).toMatchObject({
    status: 403,
    body: { code: 'shrinkage_above_leader_limit' },
  });
  await shop.tuan.shop.change({ policies: { leaderApprovalMax: 1000 } });
  expect(await leader('/leader/shrinkages', own)).toMatchObject({ status: 201 });
  expect(await leader('/leader/shrinkages', { ...own, faultShares: { supplier: 10_000 } })).toMatchObject({
    status: 422,
  });
  expect(await leader('/leader/shrinkages', { ...own, pickupPointId: planted.otherPoint })).toMatchObject({
    status: 404,
  });
  const customer = as(await shop.session('customer', planted.customer));
  expect((await customer('/leader/shrinkages', own)).status).toBe(403);
  expect((await as(shop.publishableKey)('/shrinkages', own)).status).toBe(403);
});

test('pick lists are files by household, point and product; a basket is packed by scans', async () => {
  const first = await shared();
  const ask = as(shop.secretKey);
  const list = await ask(`${round}/pick-lists`);
  expect(list.body).toMatchObject({ pieces: 7, products: [{ title: '苹果', pieces: 7 }] });
  for (const path of ['pick-lists', 'crates', 'picking', 'weighing-sheet']) {
    const file = await raw(`${round}/${path}?format=xlsx`, shop.secretKey);
    expect(file.headers.get('content-type')).toContain('spreadsheetml');
    expect((await file.arrayBuffer()).byteLength).toBeGreaterThan(3000);
  }
  const scan = {
    scanId: 'phone-a-000001',
    pickupPointId: 'external:P01',
    basket: 1,
    variantId: 'external:F001',
    pieces: 2,
  };
  expect(await ask(`${round}/packing/scans`, scan)).toMatchObject({
    status: 201,
    body: { outcome: 'packed', number: 1, packed: 2 },
  });
  expect(await ask(`${round}/packing/scans`, scan)).toMatchObject({
    status: 201,
    body: { outcome: 'known', packed: 2 },
  });
  expect(await ask(`${round}/packing/scans`, { ...scan, scanId: 'phone-a-000002' })).toMatchObject({
    status: 409,
    body: { code: 'packing_too_many', left: 1, packed: 2 },
  });
  const egg = { ...scan, scanId: 'phone-a-000003', variantId: 'external:E001' };
  expect(await ask(`${round}/packing/scans`, egg)).toMatchObject({
    status: 409,
    body: { code: 'packing_wrong_goods', wants: [{ title: '苹果', left: 1 }] },
  });
  const leader = as(await shop.session('leader', planted.leader));
  expect(await leader(`/leader${round}/packing`)).toMatchObject({
    body: { points: [{ packed: 2, left: 1 }] },
  });
  expect(
    await leader(`/leader${round}/packing/scans`, { scanId: 'phone-l-000001', code: first.pickupCode }),
  ).toMatchObject({ status: 422 });
  expect(await leader('/leader/packing/scans/phone-a-000001/undo', {})).toMatchObject({
    status: 200,
    body: { outcome: 'undone', packed: 0 },
  });
});

test('the pick list is a page to print: a point on its own sheets, names masked, nothing that runs', async () => {
  await shared();
  const page = await shop.app.request(`/v1${round}/pick-lists/page`, {
    headers: { authorization: `Bearer ${shop.secretKey}`, 'accept-language': 'zh-CN' },
  });
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await page.text();
  expect(html.split('class="point"')).toHaveLength(3);
  expect(html).toContain('<td class="number">1</td><td class="who">王*');
  expect(html).toContain('称重 ____ 克');
  expect(html).not.toMatch(/<script|王姐/);
});

test('a print without goods says why in place of an empty page', async () => {
  const page = await raw(`${round}/pick-lists/page?locale=en`, shop.secretKey);
  expect(await page.text()).toContain('The cutoff has not fixed anything yet');
});

test('labels: a page under a strict policy, bytes for printers, and no pickup code on any of them', async () => {
  const first = await shared();
  const ask = as(shop.secretKey);
  const { body } = await ask(`${round}/labels?pickupPointId=external:P01`);
  expect(body).toMatchObject({
    final: true,
    labels: [{ number: 1, bag: 1, bags: 1, customer: '王*', qr: first.id, window: '11-24 16:00–20:30' }],
  });
  expect(JSON.stringify(body)).not.toContain(first.pickupCode);
  const page = await raw(`${round}/labels/page?paper=a4`, shop.secretKey);
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  const html = await page.text();
  expect(html).toContain('class="sheet"');
  expect(html).not.toContain(first.pickupCode ?? '?');
  const escpos = await raw(`${round}/labels/escpos?width=80&encoding=utf8`, shop.secretKey);
  expect(escpos.headers.get('content-type')).toBe('application/octet-stream');
  expect(new Uint8Array(await escpos.arrayBuffer()).slice(0, 2)).toEqual(Uint8Array.of(0x1b, 0x40));
  const tspl = await raw(`${round}/labels/tspl`, shop.secretKey);
  expect(new TextDecoder('gb18030').decode(await tspl.arrayBuffer())).toMatch(/^SIZE 40 mm,60 mm\r\n/);
  const leader = await shop.session('leader', planted.leader);
  expect((await as(leader)(`/leader${round}/labels`)).body['labels']).toHaveLength(1);
  expect((await as(leader)(`/leader${round}/labels?pickupPointId=${planted.otherPoint}`)).status).toBe(404);
  expect((await ask(`${round}/labels/escpos?width=70`)).status).toBe(422);
});

test('a sheet that comes back: uploaded, previewed, confirmed; too large a file and a zip bomb are refused clearly', async () => {
  await shared();
  const upload = async (bytes: Uint8Array, kind: string) => {
    const answer = await shop.app.request(`/v1/imports?kind=${kind}&fileName=x.xlsx`, {
      method: 'POST',
      headers: { authorization: `Bearer ${shop.secretKey}`, 'content-type': 'application/octet-stream' },
      body: bytes as Uint8Array<ArrayBuffer>,
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const csv = await (await raw(`${round}/weighing-sheet?format=csv&locale=zh-CN`, shop.secretKey)).text();
  const filled = csv.replace(/,1500,,/, ',1500,1432,');
  expect(filled).not.toBe(csv);
  const shown = await upload(new TextEncoder().encode(filled), 'weighings');
  expect(shown).toMatchObject({ status: 201, body: { problems: [], rows: [{ grams: 1432 }] } });
  expect(await as(shop.secretKey)(`/imports/${String(shown.body['id'])}/confirm`, {})).toMatchObject({
    status: 200,
    body: { created: 1 },
  });
  const again = await upload(new TextEncoder().encode(filled), 'weighings');
  expect(again).toMatchObject({ status: 201, body: { problems: [{ code: 'taken_already' }] } });
  expect(await as(shop.secretKey)(`/imports/${String(again.body['id'])}/confirm`, {})).toMatchObject({
    status: 422,
    body: { code: 'import_has_problems' },
  });
  expect((await upload(new Uint8Array(20 * 1024 * 1024), 'weighings')).status).toBe(413);
  const bomb = await writeSheet({
    headers: ['实重（克）', '订单行号'],
    rows: Array.from({ length: 4000 }, (_, row) => [1, `${String(row)}${'x'.repeat(15_000)}`]),
    format: 'xlsx',
  });
  expect(bomb.length).toBeLessThan(2_000_000);
  expect(await upload(bomb, 'weighings')).toMatchObject({ status: 422, body: { code: 'sheet_unreadable' } });
});
