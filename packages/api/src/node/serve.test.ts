import { mkdtempSync, rmSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testShop, planted } from '@opentuan/core/testing';
import { libsqlEngine } from '@opentuan/core/storage/libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashApiKey, makeApiKey } from '../middleware/api-key.ts';
import { serve, type Served, type ServeOptions } from './serve.ts';

let folder: string;
let served: Served | undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opentuan-serve-'));
});
afterEach(async () => {
  await served?.close();
  served = undefined;
  rmSync(folder, { recursive: true });
});

const key = makeApiKey('secret');
const noon = '2026-11-23T12:00:00+08:00';

/** A shop in a file, planted by another process before the server opens it. */
async function open(options: Partial<ServeOptions> = {}): Promise<Served> {
  const database = `file:${join(folder, 'shop.db')}`;
  const planter = await testShop({ engine: await libsqlEngine({ url: database }) });
  await planter.tuan.apiKeys.store({
    name: 't',
    kind: 'secret',
    scopes: ['*'],
    hash: await hashApiKey(key),
    hint: 'sk',
  });
  await planter.close();
  served = await serve({ database, port: 0, allowTestClock: true, ...options });
  return served;
}

async function order(
  url: string,
  pieces = 1,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(`${url}/v1/orders`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': 'application/json',
      'opentuan-now': noon,
      ...headers,
    },
    body: JSON.stringify({
      campaignId: planted.campaign,
      customer: planted.customer,
      leaderId: planted.leader,
      pickupPointId: planted.point,
      lines: [{ offerId: planted.appleOffer, pieces }],
    }),
  });
}

test('serves a shop of a file at an address of its own, mounted where it is wanted', async () => {
  const { url } = await open({ mount: '/tuan' });
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/tuan$/);
  const answer = await order(url);
  expect([answer.status, await answer.json()]).toMatchObject([
    201,
    { status: 'held', placedAt: '2026-11-23T04:00:00.000Z' },
  ]);
});

test('R1: 1,000 orders at once over HTTP for a cap of 100 are 100 orders and 900 times sold out', async () => {
  const { url, tuan } = await open();
  await tuan.engine.run([{ sql: `UPDATE "offers" SET "cap" = 100`, params: [] }], 'write');
  const answers = await Promise.all(Array.from({ length: 1000 }, () => order(url)));
  const codes = await Promise.all(
    answers.map(async (one) => (one.ok ? 'placed' : ((await one.json()) as { code: string }).code)),
  );
  expect(codes.filter((code) => code === 'placed')).toHaveLength(100);
  expect(codes.filter((code) => code === 'offer_sold_out')).toHaveLength(900);
}, 60_000);

test('finishes what is under way when it is closed, and keeps it', async () => {
  const closing = await open();
  const { url, tuan } = closing;
  const placed = Promise.allSettled(Array.from({ length: 50 }, () => order(url)));
  while ((await tuan.reader.rows('SELECT "id" FROM "orders" LIMIT 1')).length === 0)
    await new Promise((resolve) => setImmediate(resolve));
  served = undefined;
  await closing.close();
  const answers = await placed;
  const answered = answers.filter((one) => one.status === 'fulfilled' && one.value.status === 201).length;
  const engine = await libsqlEngine({ url: `file:${join(folder, 'shop.db')}` });
  const [rows] = await engine.run([{ sql: 'SELECT count(*) AS "count" FROM "orders"', params: [] }], 'read');
  await engine.close?.();
  expect(answered).toBeGreaterThan(0);
  expect(rows?.[0]?.count).toBe(answered);
});

test('X-Forwarded-For counts only behind a proxy that was declared, and only its last entry', async () => {
  const limits = { failures: { burst: 2, perSecond: 0.001 } };
  const wrong = { authorization: 'Bearer sk_wrong' };
  const statuses = async (url: string, forwarded: readonly string[]) => {
    const found: number[] = [];
    for (const one of forwarded)
      found.push((await order(url, 1, { ...wrong, 'x-forwarded-for': one })).status);
    return found;
  };
  const trusting = await open({ limits, trustProxy: true });
  expect(await statuses(trusting.url, ['1.1.1.1, 9.9.9.9', '2.2.2.2, 9.9.9.9', '3.3.3.3, 9.9.9.9'])).toEqual([
    401, 401, 429,
  ]);
  expect(await statuses(trusting.url, ['9.9.9.9, 8.8.8.8'])).toEqual([401]);
});

test('a body that never ends is cut off at a megabyte', async () => {
  const { url } = await open();
  const status = await new Promise<number>((resolve, reject) => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
    const sending = request(`${url}/v1/orders`, { method: 'POST', headers }, (answer) => {
      resolve(answer.statusCode ?? 0);
      sending.destroy();
    });
    sending.on('error', reject);
    const more = (): void => {
      while (!sending.destroyed && sending.write(Buffer.alloc(65_536, 32)));
    };
    sending.on('drain', more);
    more();
  });
  expect(status).toBe(413);
});

test('a notifier that hangs holds up neither the tick nor the end of the server', async () => {
  const asked: string[] = [];
  const { tuan } = await open({
    notifyWithin: 30,
    notify: async ({ id }) => {
      asked.push(id);
      if (asked.length === 1) await new Promise<never>(() => undefined);
    },
  });
  const now = Date.parse(noon);
  for (const name of ['Vecka', 'Ola'])
    await tuan.leaders.apply({ name, phone: `+861380000010${String(name.length)}` }, { now });
  const { steps } = await tuan.tick({ now });
  expect(steps.at(-1)).toMatchObject({ name: 'notices.take', problem: null });
  const { data } = await tuan.notices.list({ limit: 50 });
  const delivery = data.find(({ id }) => id === asked[0])?.delivery;
  expect(delivery).toMatchObject({ status: 'pending', attempts: 1, failure: 'no answer within 30 ms' });
  expect(data.filter((one) => one.delivery?.status === 'sent').length).toBeGreaterThan(0);
});

test('ticks: while one is under way no other begins, and closing waits for that one only', async () => {
  const { tuan, close } = await open({ allowTestClock: false, tickEvery: 5 });
  let begun = 0;
  let end = (): void => undefined;
  const report = await tuan.tick();
  const gate = new Promise<typeof report>((resolve) => (end = () => resolve(report)));
  Object.assign(tuan, { tick: () => ((begun += 1), gate) });
  await expect.poll(() => begun).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(begun).toBe(1);
  const closed = close();
  served = undefined;
  end();
  await closed;
  expect(begun).toBe(1);
});
