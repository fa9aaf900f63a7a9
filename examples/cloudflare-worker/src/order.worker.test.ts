import { applyD1Migrations, env, reset } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { createOpenTuan } from '@opentuan/core';
import { d1Engine } from '@opentuan/core/storage/d1';
import { planted, testShop } from '@opentuan/core/testing';
import { afterAll, beforeEach, expect, test } from 'vitest';

const rootKey = 'sk_root_of_the_tests';

beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.DB, env.MIGRATIONS);
});

// What the last test has written through the Worker is gone only with the second reset, and another file follows.
afterAll(() => reset());

interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

async function call(
  path: string,
  body?: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  const response = await exports.default.fetch(`https://worker.example/tuan/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Bearer ${rootKey}`, 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: await response.json() };
}

test('a Worker sets its shop up with the root key of the deployment, once', async () => {
  const shop = { name: '幸福里鲜果店', zone: 'Asia/Shanghai', currency: 'CNY', locale: 'zh-CN' };
  expect(await call('/shop', shop)).toMatchObject({ status: 201, body: { currency: 'CNY' } });
  expect(await call('/shop', shop)).toMatchObject({ status: 409 });
  expect(await call('/shop', undefined, { authorization: 'Bearer sk_wrong' })).toMatchObject({ status: 401 });
});

test('R1: on D1 1,000 orders at once for a cap of 100 are 100 orders and 900 times sold out', async () => {
  const shop = await testShop({ engine: d1Engine(env.DB) });
  await env.DB.prepare(`UPDATE "offers" SET "cap" = 100 WHERE "id" = ?`).bind(planted.appleOffer).run();
  const order = (index: number) => ({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 1 }],
    payment: { amount: { amount: 1000, currency: 'CNY' }, reference: `rush ${String(index)}` },
  });
  const clock = { 'opentuan-now': '2026-11-23T09:00:00+08:00' };
  const answers = await Promise.all(
    Array.from({ length: 1000 }, (_, index) => call('/orders', order(index), clock)),
  );
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(100);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(new Set(refused.map(({ status, body }) => `${String(status)} ${String(body.code)}`))).toEqual(
    new Set(['409 offer_sold_out']),
  );
  await shop.audit();
}, 120_000);

test('an order on D1 costs one round trip to read and one to write', async () => {
  const engine = d1Engine(env.DB);
  const shop = await testShop({ engine });
  let trips = 0;
  const counted = createOpenTuan({
    engine: { ...engine, run: (...batch) => ((trips += 1), engine.run(...batch)) },
    clock: () => shop.now,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  });
  const order = {
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    communityId: planted.community,
    pickupPointId: planted.point,
  };
  const payment = { amount: { amount: 4280, currency: 'CNY' }, reference: 'one' };
  const lines = [
    { offerId: planted.appleOffer, pieces: 1 },
    { offerId: planted.eggOffer, pieces: 1 },
  ];
  await counted.orders.place({ ...order, lines, payment }, { idempotencyKey: 'one' });
  expect(trips).toBe(2);
});

test('the cron trigger does what falls due', async () => {
  const shop = await testShop({ engine: d1Engine(env.DB) });
  await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    lines: [{ offerId: planted.appleOffer, pieces: 1 }],
  });
  const worker = (await import('./worker.ts')).default;
  await worker.scheduled();
  const { results } = await env.DB.prepare('SELECT "status" FROM "orders"').all();
  expect(results).toEqual([{ status: 'expired' }]);
});
