import { Script } from 'node:vm';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { referenceFiles } from './reference-page.ts';
import { type ApiShop, apiShop } from './testing/api-shop.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.close();
});

test('/v1/docs needs no credential, loads nothing from elsewhere, and may not be framed', async () => {
  const page = await shop.call('/docs');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
  expect(page.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
  const all = Object.values(referenceFiles)
    .map(({ body }) => body)
    .join('\n');
  expect(all).not.toMatch(/https?:\/\/|\/\/[a-z]+\.|@import|innerHTML|eval\(/);
});

test('its script is valid JavaScript, and its parts are served with their type', async () => {
  expect(() => new Script(referenceFiles['docs.js']?.body ?? '(')).not.toThrow();
  expect((await shop.call('/docs.js')).headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  expect((await shop.call('/docs.css')).headers.get('content-type')).toBe('text/css; charset=utf-8');
});

test('/v1/openapi.json tells where it is mounted', async () => {
  const { Hono } = await import('hono');
  const host = new Hono().route('/tuan', shop.app);
  const answer = await host.request('/tuan/v1/openapi.json');
  expect(await answer.json()).toMatchObject({ openapi: '3.1.0', servers: [{ url: '/tuan' }] });
  expect((await host.request('/tuan/v1/orders')).status).toBe(401);
  expect((await host.request('/other')).status).toBe(404);
});

test('/v1/health answers without a credential; a database that is behind says what to run', async () => {
  expect(await shop.call('/health')).toMatchObject({ status: 200, body: { status: 'ok', engine: 'libsql' } });
  await shop.tuan.engine.run([{ sql: `DELETE FROM "schema_migrations"`, params: [] }], 'write');
  const behind = await shop.call('/health');
  expect(behind).toMatchObject({ status: 503, body: { code: 'schema_behind', command: 'opentuan migrate' } });
  expect(behind.headers.get('retry-after')).toBe('1');
  await shop.tuan.engine.run(
    [{ sql: 'ALTER TABLE "api_keys" RENAME TO "api_keys_gone"', params: [] }],
    'write',
  );
  const order = await shop.call('/orders', { token: shop.secretKey });
  expect(order).toMatchObject({ status: 503, body: { code: 'schema_behind' } });
});

test('what was not foreseen is a 500 that tells nothing, and the host is told everything', async () => {
  const told: unknown[] = [];
  const broken = await apiShop({ onError: (error, facts) => told.push([error, facts]) });
  const run = broken.tuan.engine.run.bind(broken.tuan.engine);
  Object.assign(broken.tuan.engine, {
    run: (...call: Parameters<typeof run>) =>
      call[0].some(({ sql }) => sql.includes('"orders"'))
        ? Promise.reject(new Error('Failed query: params: 13800138000'))
        : run(...call),
  });
  const answer = await broken.call('/orders', { token: broken.secretKey });
  expect(answer).toMatchObject({ status: 500, body: { code: 'internal_error' } });
  expect(JSON.stringify(answer.body)).not.toContain('13800138000');
  expect(told).toMatchObject([
    [{ message: /13800138000/ }, { instance: answer.body.instance, method: 'GET' }],
  ]);
  await broken.close();
});
