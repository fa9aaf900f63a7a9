import { applyD1Migrations, env, reset } from 'cloudflare:test';
import { exports } from 'cloudflare:workers';
import { d1Engine } from '@opentuan/core/storage/d1';
import { heic, jpegWithPlace, testShop } from '@opentuan/core/testing';
import { beforeEach, expect, test } from 'vitest';

beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.DB, env.MIGRATIONS);
});

const headers = { authorization: 'Bearer sk_root_of_the_tests', 'content-type': 'image/jpeg' };
const call = (path: string, init: RequestInit = {}) =>
  exports.default.fetch(`https://worker.example/tuan/v1${path}`, { headers, ...init });

test('a picture is kept in the bucket without its place, shown to those who may see it, and goes after a day', async () => {
  const shop = await testShop({ engine: d1Engine(env.DB) });
  const sent = await call('/pictures', { method: 'POST', body: new Uint8Array(jpegWithPlace()) });
  expect(sent.status).toBe(201);
  const { id } = await sent.json<{ id: string }>();
  const kept = await env.PICTURES.get(id);
  expect(kept?.httpMetadata?.contentType).toBe('image/jpeg');
  expect(new TextDecoder('latin1').decode(await kept?.arrayBuffer())).not.toContain('52 deg');
  const shown = await call(`/pictures/${id}`);
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  await shown.arrayBuffer();
  expect((await call(`/pictures/${id}`, { headers: {} })).status).toBe(401);
  // A day and an hour later, by the clock of the request.
  const tomorrow = new Date(Date.now() + 25 * 3_600_000).toISOString();
  const json = { ...headers, 'content-type': 'application/json', 'opentuan-now': tomorrow };
  expect((await call('/tick', { method: 'POST', body: '{}', headers: json })).status).toBe(200);
  expect(await env.PICTURES.get(id)).toBeNull();
  await shop.audit();
});

test('HEIC is refused with what to do, and nothing reaches the bucket', async () => {
  await testShop({ engine: d1Engine(env.DB) });
  const answer = await call('/pictures', { method: 'POST', body: new Uint8Array(heic()) });
  expect(answer.status).toBe(422);
  expect(await answer.json()).toMatchObject({ code: 'picture_format', found: 'HEIC' });
  expect((await env.PICTURES.list()).objects).toEqual([]);
});
