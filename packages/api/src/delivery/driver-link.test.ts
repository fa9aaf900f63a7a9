import { Script } from 'node:vm';
import { planted, png } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { driverFiles } from './driver-page.ts';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const post = (path: string, body: unknown = {}, token = shop.secretKey, headers = {}) =>
  shop.call(path, { body, token, headers });

/** A planned run over the point of a neighbour who has ordered three pieces, and its driver's token. */
async function driven() {
  await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: { nickname: '王姐' },
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 3 }],
    payment: { amount: { amount: 3000, currency: 'CNY' }, reference: 'till 1' },
  });
  shop.at('2026-11-23T22:10:00+08:00');
  await post(`/campaigns/${planted.campaign}/freeze`);
  const bought = await post(`/campaigns/${planted.campaign}/purchase-orders`);
  const order = `/purchase-orders/${(bought.body.data as { id: string }[])[0]?.id ?? ''}`;
  await post(`${order}/send`);
  await post(`${order}/receipts`, { lines: [{ variantId: planted.apple, accepted: 20 }] });
  await post(`${order}/close`);
  const planned = await post(`/campaigns/${planted.campaign}/delivery-runs`);
  const [run] = planned.body.data as { id: string; stops: { id: string }[] }[];
  const runId = run?.id ?? '';
  const link = await post(`/delivery-runs/${runId}/links`, { hours: 24 });
  expect(link.status).toBe(201);
  return {
    runId,
    stopId: run?.stops[0]?.id ?? '',
    link: link.body as { id: string; token: string; path: string },
  };
}

test('a driver without an account loads, leaves and says when', async () => {
  const { runId, stopId, link } = await driven();
  const { token } = link;
  expect(link.path).toBe(`/v1/driver#${token}`);
  const drive = await shop.call('/driver/run', { token });
  expect(drive).toMatchObject({
    status: 200,
    body: {
      run: { id: runId, status: 'planned', stops: [{ lines: [{ title: '苹果', expected: 3 }] }] },
      contacts: { [stopId]: { name: '东门小陈妈妈', phone: '+8613800000001' } },
      changes: {},
    },
  });
  expect(JSON.stringify(drive.body)).not.toContain('王姐');
  const stops = [{ stopId, crates: 1, lines: [{ variantId: planted.apple, loaded: 2 }] }];
  expect(await post(`/driver/runs/${runId}/load`, { stops }, token)).toMatchObject({
    status: 200,
    body: { status: 'loaded', stops: [{ loadedCrates: 1, lines: [{ expected: 3, loaded: 2 }] }] },
  });
  expect(await post(`/driver/runs/${runId}/start`, {}, token)).toMatchObject({
    body: { status: 'underWay' },
  });
  const expectedAt = new Date(shop.now + 1_800_000).toISOString();
  expect(await post(`/driver/runs/${runId}/stops/${stopId}/late`, { expectedAt }, token)).toMatchObject({
    status: 200,
    body: { stops: [{ expectedAt }] },
  });
  const leader = await shop.session('leader', planted.leader);
  expect((await shop.call('/leader/notices', { token: leader })).body.data).toMatchObject([
    { topic: 'deliveryStop.late', facts: { expectedAt, name: '幸福里东门驿站' } },
  ]);
});

test('the driver hands over with a signature, a picture and differences; a retry counts once', async () => {
  const { runId, stopId, link } = await driven();
  const { token } = link;
  const again = await post(`/delivery-runs/${runId}/links`, {}, shop.secretKey);
  await post(`/driver/runs/${runId}/start`, {}, token);
  const picture = await shop.app.request('/v1/driver/pictures', {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'image/png' },
    body: new Blob([new Uint8Array(png())]),
  });
  const { id: pictureId } = (await picture.json()) as { id: string };
  const handOver = {
    signedBy: '小陈妈妈',
    handOverId: 'phone-step-1',
    signature: 'M10 20L30 40',
    pictures: [pictureId],
    lines: [{ variantId: planted.apple, missing: 1, reason: '少装一斤' }],
  };
  const path = `/driver/runs/${runId}/stops/${stopId}/hand-over`;
  const done = await post(path, handOver, token, { 'idempotency-key': 'phone-step-1' });
  expect(done).toMatchObject({
    status: 200,
    body: {
      status: 'finished',
      stops: [
        {
          signature: 'M10 20L30 40',
          pictures: [pictureId],
          lines: [{ delivered: 2, missing: 1, reason: '少装一斤' }],
        },
      ],
    },
  });
  // A retry on a flaky signal, with and without the key, has one effect.
  expect((await post(path, handOver, token, { 'idempotency-key': 'phone-step-1' })).body).toEqual(done.body);
  expect((await post(path, handOver, token)).body).toEqual(done.body);
  expect(await post(path, { ...handOver, handOverId: 'other-phone' }, token)).toMatchObject({
    status: 409,
    body: { code: 'delivery_stop_signed', signedBy: '小陈妈妈' },
  });
  const leader = await shop.session('leader', planted.leader);
  const seen = await shop.call(`/leader/pictures/${pictureId}`, { token: leader });
  expect(seen.status).toBe(200);
  // Another link of the same run sees it too; the link of another run does not.
  const sight = (own: unknown) => shop.call(`/driver/pictures/${pictureId}`, { token: String(own) });
  expect((await sight(again.body['token'])).status).toBe(200);
  await shop.tuan.engine.run([
    {
      sql: `UPDATE "pictures" SET "deliveryRunId" = 'run_other', "uploadedBy" = 'driver:dlk_other'`,
      params: [],
    },
  ]);
  expect((await sight(token)).status).toBe(404);
});

test('a link opens its own run only, ends, and is taken back; a guess, a changed token and a shop path open nothing', async () => {
  const { runId, stopId, link } = await driven();
  const { token } = link;
  const status = async (path: string, wish = {}) => (await shop.call(path, { token, ...wish })).status;
  expect(await status('/delivery-runs')).toBe(403);
  expect(await status('/leader/deliveries')).toBe(403);
  expect(await status('/driver/runs/run_other/start', { body: {} })).toBe(404);
  expect(await status('/driver/run', { token: shop.secretKey })).toBe(403);
  for (const wrong of [
    `${token.slice(0, -1)}0`,
    `dl_${'0'.repeat(32)}.zzzzzz.${'0'.repeat(32)}`,
    token.replace('dl_', 'sl_'),
  ])
    expect(wrong === token ? 401 : await status('/driver/run', { token: wrong })).toBe(401);
  const second = await post(`/delivery-runs/${runId}/links`, { hours: 1 });
  const short = (second.body as { token: string }).token;
  expect(await status('/driver/run', { token: short })).toBe(200);
  shop.now += 3_601_000;
  expect(await status('/driver/run', { token: short })).toBe(401);
  expect(await status('/driver/run')).toBe(200);
  expect(await post(`/delivery-links/${link.id}/revoke`)).toMatchObject({ status: 200 });
  expect((await post(`/delivery-links/${link.id}/revoke`)).body.revokedAt).not.toBeNull();
  shop.now += 6000;
  expect(await status('/driver/run')).toBe(401);
  const { body } = await shop.call(`/delivery-runs/${runId}/links`, { token: shop.secretKey });
  expect(body.data).toHaveLength(2);
  expect(JSON.stringify(body)).not.toContain(token);
  expect(await post(`/delivery-runs/${runId}/links`, { hours: 0 })).toMatchObject({ status: 422 });
  const leader = await shop.session('leader', planted.leader);
  expect((await post(`/delivery-runs/${runId}/links`, {}, leader)).status).toBe(403);
  expect(await status(`/driver/runs/${runId}/stops/${stopId}/fail`, { body: { note: '门锁着' } })).toBe(401);
});

test('the driver reads what has changed after the run was planned, and takes note of it', async () => {
  const { link } = await driven();
  const { token } = link;
  const orders = await shop.tuan.orders.list({ campaignId: planted.campaign });
  shop.now += 60_000;
  await shop.tuan.orders.withdraw({ orderId: orders.data[0]?.id ?? '', reason: '烂了', fault: 'supplier' });
  const { body } = await shop.call('/driver/run', { token });
  expect(Object.values(body.changes as object)).toMatchObject([[{ title: '苹果', planned: 3, now: 0 }]]);
  const differences = await shop.call('/driver/changes', { token });
  const list = differences.body.data as { id: string }[];
  expect(list).toMatchObject([{ title: '苹果', before: 3, after: 0 }]);
  const changeLineIds = list.map(({ id }) => id);
  expect((await post('/driver/changes/acknowledge', { changeLineIds }, token)).status).toBe(200);
  expect((await shop.call('/driver/changes', { token })).body.data).toEqual([]);
});

test('/v1/driver needs no credential, keeps out of search, loads nothing from elsewhere, and is valid JavaScript', async () => {
  const page = await shop.call('/driver');
  expect(page.status).toBe(200);
  expect(page.headers.get('x-robots-tag')).toContain('noindex');
  expect(page.headers.get('referrer-policy')).toBe('no-referrer');
  const policy = page.headers.get('content-security-policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  expect(() => new Script(driverFiles['driver.js'].body)).not.toThrow();
  const all = Object.values(driverFiles)
    .map(({ body }) => body)
    .join('\n');
  expect(all).not.toMatch(/https?:\/\/|@import|innerHTML|eval\(/);
  expect((await shop.call('/driver.js')).headers.get('content-type')).toContain('text/javascript');
});

test('the manifest as JSON, CSV, XLSX and a page to print; the leader confirms it, and the shop accepts what differs', async () => {
  const { runId, stopId } = await driven();
  await post(`/delivery-runs/${runId}/load`);
  await post(`/delivery-runs/${runId}/start`);
  const signed = { signedBy: '<b>陈</b>', signature: 'M1 1L2 2' };
  await post(`/delivery-runs/${runId}/stops/${stopId}/hand-over`, signed);
  const leader = await shop.session('leader', planted.leader);
  const count = { lines: [{ variantId: planted.apple, counted: 2 }], note: '少一斤' };
  const counted = await post(`/leader/deliveries/${runId}/stops/${stopId}/count`, count, leader);
  expect(counted).toMatchObject({
    status: 200,
    body: { stops: [{ lines: [{ delivered: 3, counted: 2 }] }] },
  });
  const other = await shop.session('leader', planted.otherLeader);
  expect((await post(`/leader/deliveries/${runId}/stops/${stopId}/count`, count, other)).status).toBe(404);
  const accepted = await post(`/delivery-runs/${runId}/stops/${stopId}/accept-count`);
  expect(accepted).toMatchObject({
    status: 200,
    body: { stops: [{ lines: [{ delivered: 2, missing: 1 }] }] },
  });
  for (const [path, token] of [
    [`/delivery-runs/${runId}`, shop.secretKey],
    [`/leader/deliveries/${runId}`, leader],
  ] as const) {
    const csv = await shop.call(`${path}?format=csv&locale=zh-CN`, { token });
    expect(csv.body.text).toContain('幸福里东门驿站');
    expect(csv.body.text).toContain('团长清点');
    const xlsx = await shop.call(`${path}?format=xlsx`, { token });
    expect(xlsx.headers.get('content-type')).toContain('spreadsheetml');
    const page = await shop.call(`${path}/page?locale=zh-CN`, { token });
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(page.body.text).toContain('<path d="M1 1L2 2"/>');
    expect(page.body.text).toContain('&lt;b&gt;陈&lt;/b&gt;');
  }
  const audience = await shop.call(`/delivery-runs/${runId}/page`, { token: leader });
  expect(audience.status).toBe(403);
});

test('runs are previewed, planned over vehicles, put in order and moved over HTTP; wrong figures are refused by field', async () => {
  const { runId, stopId } = await driven();
  const runs = `/campaigns/${planted.campaign}/delivery-runs`;
  const preview = await post(`${runs}/preview`, { vehicles: [{ name: '东线', capacity: { crates: 3 } }] });
  expect(preview).toMatchObject({ status: 200, body: { runs: [], left: [] } });
  expect(await post(`${runs}/preview`, { speed: 0, vehicles: [] })).toMatchObject({
    status: 422,
    body: { fields: [{ path: 'vehicles' }, { path: 'speed' }] },
  });
  const changed = await shop.call(`/delivery-runs/${runId}`, {
    method: 'PATCH',
    body: { driver: '小王' },
    token: shop.secretKey,
  });
  expect(changed).toMatchObject({ status: 200, body: { driver: '小王' } });
  expect(await post(`/delivery-runs/${runId}/reorder`, { stopIds: [] })).toMatchObject({ status: 422 });
  expect((await post(`/delivery-runs/${runId}/reorder`, { stopIds: [stopId] })).status).toBe(200);
  const moved = await post(`/delivery-runs/${runId}/move-stops`, {
    stopIds: [stopId],
    newRun: { name: '备用车' },
  });
  expect(moved).toMatchObject({ status: 200, body: { name: '备用车', stops: [{ id: stopId }] } });
  const next = String(moved.body.id);
  await post(`/delivery-runs/${next}/start`);
  await post(`/delivery-runs/${next}/stops/${stopId}/fail`, { note: '门锁着' });
  const again = await post(`/delivery-runs/${next}/stops/${stopId}/redirect`, {
    toPointId: 'external:P02',
    reason: '团长不在',
  });
  expect(again).toMatchObject({ status: 200, body: { stops: [{ outcome: 'redirected' }] } });
  expect(await post(`/delivery-runs/${next}/stops/${stopId}/give-up`, { goods: 'stock' })).toMatchObject({
    status: 409,
    body: { code: 'delivery_stop_outcome', outcome: 'redirected' },
  });
});
