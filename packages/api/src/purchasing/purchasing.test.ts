import { Script } from 'node:vm';
import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultLimits } from '../middleware/rate-limit.ts';
import { supplierFiles } from './supplier-page/page.ts';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
let token: string;
let order: string;
let purchaseOrderId: string;
afterEach(async () => {
  await shop.audit();
  await shop.close();
});
beforeEach(async () => open());

async function open(options: Parameters<typeof apiShop>[0] = {}): Promise<void> {
  shop = await apiShop(options);
  token = shop.secretKey;
  const placed = await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    payment: 'atPickup',
    lines: [{ offerId: planted.appleOffer, pieces: 47 }],
  });
  order = placed.id;
  shop.at('2026-11-23T22:10:00+08:00');
  await shop.tuan.campaigns.freeze({ campaignId: planted.campaign });
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: planted.campaign });
  purchaseOrderId = data[0]?.id ?? '';
}

const path = (rest = '') => `/purchase-orders/${purchaseOrderId}${rest}`;
const send = (rest: string, body: unknown = {}) => shop.call(path(rest), { token, body });

async function link(): Promise<string> {
  await send('/send');
  const { status, body } = await send('/links', { days: 2 });
  expect(status).toBe(201);
  expect(body.path).toBe(`/v1/supplier#${String(body.token)}`);
  return String(body.token);
}

test('a purchase order as page, text and sheet, in Chinese or English, with names and cases', async () => {
  const page = await shop.call(path('/page?locale=zh-CN'), { token });
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(page.headers.get('x-robots-tag')).toBe('noindex');
  expect(page.body.text).toContain('3 件，每件 20');
  const text = await shop.call(path('/text?locale=en'), { token });
  expect(text.headers.get('content-type')).toBe('text/plain; charset=utf-8');
  expect(text.body.text).toContain('苹果 60 斤 (3 packs of 20)');
  const sheet = await shop.call(path('?format=csv&locale=zh-CN'), { token });
  expect(sheet.body.text).toContain('F001,苹果,,斤,47,0,0,20,60,3,0,13,8.00,480.00,');
});

test('a supplier confirms or corrects by its link, which opens this order alone', async () => {
  const supplier = { token: await link() };
  const read = await shop.call('/supplier/order', supplier);
  expect(read).toMatchObject({ status: 200, body: { id: purchaseOrderId, answer: 'none' } });
  const [line] = read.body.lines as readonly { readonly id: string }[];
  const correction = { purchaseLineId: line?.id, ordered: 40, reason: '只有两箱' };
  const answered = await shop.call('/supplier/answer', { ...supplier, body: { corrections: [correction] } });
  expect(answered).toMatchObject({
    status: 200,
    body: { corrections: [{ status: 'proposed', ordered: { before: 60, after: 40 } }] },
  });
  expect(Object.keys(answered.body)).toEqual(['corrections']);
  expect((await send('/corrections/accept')).body).toMatchObject({
    purchaseOrder: { supplierAnswer: 'confirmed', lines: [{ ordered: 40 }] },
  });
  const { body } = await shop.call('/supplier/changes', supplier);
  const changeLineIds = (body.data as readonly { readonly id: string }[]).map(({ id }) => id);
  expect(body.data).toMatchObject([{ kind: 'ordered', before: 60, after: 40 }]);
  expect(
    await shop.call('/supplier/changes/acknowledge', { ...supplier, body: { changeLineIds } }),
  ).toMatchObject({ status: 200, body: { acknowledged: 1 } });
  for (const other of [path(), '/orders', '/leader/changes', '/storefront/campaigns'])
    expect([401, 403]).toContain((await shop.call(other, supplier)).status);
  expect((await shop.call('/supplier/answer', { token, body: { corrections: [] } })).status).toBe(403);
});

test('a link that is forged, over or taken back opens nothing; guesses are limited', async () => {
  const good = await link();
  const forged = `${good.slice(0, -1)}${good.endsWith('0') ? '1' : '0'}`;
  expect((await shop.call('/supplier/order', { token: forged })).status).toBe(401);
  expect((await shop.call('/supplier/order', { token: good })).status).toBe(200);
  shop.now += 6000;
  const { body } = await shop.call(path('/links'), { token });
  const [stored] = body.data as readonly { readonly id: string }[];
  expect(JSON.stringify(body)).not.toContain(good);
  await shop.call(`/purchase-links/${stored?.id ?? ''}/revoke`, { token, body: {} });
  expect((await shop.call('/supplier/order', { token: good })).status).toBe(401);
  const another = String((await send('/links', { days: 1 })).body.token);
  shop.now += 86_400_000;
  expect((await shop.call('/supplier/order', { token: another })).status).toBe(401);
  await shop.close();
  const limits = { ...defaultLimits, failures: { burst: 3, perSecond: 0.001 } };
  await open({ limits, clientAddress: () => '203.0.113.7' });
  const guess = async () =>
    (await shop.call('/supplier/order', { token: `sl_${'a'.repeat(32)}.zzzzzz.0` })).status;
  expect([await guess(), await guess(), await guess(), await guess()]).toEqual([401, 401, 401, 429]);
});

test('the page of a link loads nothing from elsewhere, is in no index, and its script is sound', async () => {
  const page = await shop.call('/supplier');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(page.headers.get('x-robots-tag')).toBe('noindex, nofollow');
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  expect(page.body.text).toContain('noindex');
  expect(() => new Script(supplierFiles['supplier.js'].body)).not.toThrow();
  for (const { body } of Object.values(supplierFiles)) expect(body).not.toMatch(/https?:|innerHTML/);
});

test('the leader sees the differences of own lines, as JSON and as a sheet, and takes note', async () => {
  await shop.tuan.orders.withdraw({ orderId: order, reason: '搬家', fault: 'customer' });
  const leader = { token: await shop.session('leader', planted.leader) };
  const { body } = await shop.call('/leader/changes', leader);
  expect(body).toMatchObject({
    data: [{ kind: 'withdrawn', title: '苹果', before: 47, after: 0 }],
    totals: [{ pieces: -47 }],
  });
  const sheet = await shop.call('/leader/changes?format=csv&locale=zh-CN', leader);
  expect(sheet.body.text).toContain('撤回,F001,苹果,,斤,');
  expect((await shop.call(`/leader/changes?reader=supplier`, leader)).status).toBe(422);
  const driver = await shop.call('/changes/differences?reader=driver&readerId=run_x', { token });
  expect(driver).toMatchObject({ status: 200, body: { data: [] } });
  expect((await shop.call('/changes?format=csv&locale=en', { token })).body.text).toContain('Withdrawn,F001');
});

test('the shortage preview is a page of lines with sums, another policy to compare, and a sheet', async () => {
  await send('/send');
  await send('/receipts', { lines: [{ variantId: planted.apple, accepted: 40 }] });
  const { body } = await shop.call(path('/shortage?policy=oneEach&limit=1'), { token });
  expect(body).toMatchObject({
    policy: 'oneEach',
    linesTotal: 1,
    refundTotal: { amount: 7000 },
    refunds: { amount: 0 },
    supplierOwesLess: { amount: 16_000 },
    data: [{ short: 7, title: '苹果', paid: false }],
    nextCursor: null,
  });
  const sheet = await shop.call(path('/shortage?format=csv&locale=zh-CN'), { token });
  expect(sheet.body.text).toContain('苹果,斤,47,40,7,70.00,否');
});

test('suppliers are rated by their last rounds, as JSON and as a sheet', async () => {
  await send('/send');
  await send('/receipts', { lines: [{ variantId: planted.apple, accepted: 60 }] });
  await send('/close');
  const receipts = await shop.call(path('/receipts?format=csv&locale=zh-CN'), { token });
  expect(receipts.body.text).toContain('苹果,斤,果然鲜果业,60,0,0,,8.00,0,');
  const { body } = await shop.call('/supplier-quality?rounds=5', { token });
  expect(body).toMatchObject({ data: [{ name: '果然鲜果业', score: 100, acceptedShare: 10_000 }] });
  const sheet = await shop.call('/supplier-quality?format=csv&locale=zh-CN', { token });
  expect(sheet.body.text).toContain('果然鲜果业,100,1,60,60,0,0,100,0,0,0,0.00,480.00');
  expect((await shop.call('/supplier-quality?rounds=0', { token })).status).toBe(422);
});

test('who was cut short is listed to those who give extra goods out, as JSON and as a sheet', async () => {
  await send('/send');
  await send('/receipts', { lines: [{ variantId: planted.apple, accepted: 40 }] });
  await send('/close');
  await send('/receipts', { lines: [{ variantId: planted.apple, accepted: 7 }] });
  const offered = await send('/extras', { variantId: planted.apple, endsAt: '2026-11-24T12:00:00+08:00' });
  const list = `/extras/${String(offered.body.id)}/cut-short`;
  const leader = { token: await shop.session('leader', planted.leader) };
  const expected = { data: [{ orderId: order, ordered: 47, short: 7, given: 0 }], nextCursor: null };
  expect(await shop.call(list, { token })).toMatchObject({ status: 200, body: expected });
  expect(await shop.call(`/leader${list}`, leader)).toMatchObject({ status: 200, body: expected });
  expect((await shop.call(`${list}?format=csv&locale=zh-CN`, { token })).body.text).toContain(',47,7,0,0,0,');
});

test('after the cutoff another pickup hour reaches the leader, with the reason that was given', async () => {
  const change = { pickupWindows: [{ opens: '17:00', closes: '20:00' }], reason: '修路' };
  const campaign = `/campaigns/${planted.campaign}`;
  expect((await shop.call(campaign, { token, method: 'PATCH', body: change })).status).toBe(200);
  const leader = { token: await shop.session('leader', planted.leader) };
  expect((await shop.call('/leader/changes', leader)).body).toMatchObject({
    data: [{ kind: 'pickupHours', variantId: null, reason: '修路', after: '17:00–20:00' }],
    totals: [],
  });
  const sheet = await shop.call('/leader/changes?format=csv&locale=zh-CN', leader);
  expect(sheet.body.text).toContain('提货时间');
});

test('a leader gives goods beyond what was ordered to a neighbour', async () => {
  await send('/send');
  await send('/receipts', { lines: [{ variantId: planted.apple, accepted: 60 }] });
  await send('/close');
  const offered = await send('/extras', { variantId: planted.apple, endsAt: '2026-11-24T12:00:00+08:00' });
  expect(offered).toMatchObject({ status: 201, body: { pieces: 13, open: true } });
  const leader = { token: await shop.session('leader', planted.leader) };
  expect((await shop.call('/leader/extras', leader)).body).toMatchObject({ data: [{ left: 13 }] });
  const body = { pieces: 2, customer: { nickname: '阿姨' } };
  const given = await shop.call(`/leader/extras/${String(offered.body.id)}/orders`, { ...leader, body });
  expect(given).toMatchObject({
    status: 201,
    body: { extra: { left: 11 }, order: { payment: 'atPickup', amountDue: { amount: 2000 } } },
  });
  const sheet = await shop.call('/extras?format=csv&locale=zh-CN', { token });
  expect(sheet.body.text).toContain('苹果,斤,10.00,13,2,11');
});
