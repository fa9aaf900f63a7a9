import { applyD1Migrations, env, reset } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { d1Engine } from '@opentuan/core/storage/d1';
import { planted, testShop } from '@opentuan/core/testing';
import { beforeEach, expect, test } from 'vitest';
import { rush } from './rush.ts';

const rootKey = 'sk_root_of_the_tests';

beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.DB, env.MIGRATIONS);
});

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
  const send = (path: string, init: RequestInit) =>
    exports.default.fetch(`https://worker.example${path}`, init);
  expect(await rush(send, 1000)).toEqual({ '201 placed': 100, '409 offer_sold_out': 900 });
  await shop.audit();
}, 120_000);

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
  await shop.audit();
});
