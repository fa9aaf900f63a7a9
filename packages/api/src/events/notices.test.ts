import type { Notification } from '@opentuan/core';
import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
let told: Notification[];
beforeEach(async () => {
  told = [];
  shop = await apiShop({ allowTestClock: true }, { notify: async (one) => void told.push(one) });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('the table is read, a text is previewed, changed, and told in the words of the shop', async () => {
  const token = shop.secretKey;
  const table = await shop.call('/notices/texts', { token });
  expect((table.body.data as unknown[]).length).toBeGreaterThan(60);
  const key = 'topic=campaign.cutoffSoon&receiverKind=leader';
  const words = encodeURIComponent('「{campaign}」快截单了');
  expect(await shop.call(`/notices/preview?${key}&zh=${words}`, { token })).toMatchObject({
    status: 200,
    body: { text: '「今日团」快截单了' },
  });
  const wish = { topic: 'campaign.cutoffSoon', receiverKind: 'leader', zh: '「{campaign}」快截单了' };
  expect(await shop.call('/notices/texts', { method: 'PUT', token, body: wish })).toMatchObject({
    status: 200,
    body: { changed: true },
  });
  const now = { 'opentuan-now': '2026-11-23T21:00:00+08:00' };
  await shop.call('/tick', { token, body: {}, headers: now });
  expect(told.filter(({ event }) => event === 'campaign.cutoffSoon').map(({ text }) => text)).toEqual([
    '「今日团」快截单了',
    '「今日团」快截单了',
  ]);
  const leader = await shop.session('leader', planted.leader);
  expect(await shop.call('/leader/notices', { token: leader })).toMatchObject({
    body: { data: [{ topic: 'campaign.cutoffSoon', text: '「今日团」快截单了', delivery: null }] },
  });
  expect(await shop.call('/leader/notices?deliveryStatus=dead', { token: leader })).toMatchObject({
    status: 422,
  });
});

test('wrong words are refused with what may be said', async () => {
  const put = (body: unknown) => shop.call('/notices/texts', { method: 'PUT', token: shop.secretKey, body });
  expect(await put({ topic: 'order.short', receiverKind: 'driver', off: true })).toMatchObject({
    status: 422,
    body: { code: 'notice_unknown' },
  });
  expect(await put({ topic: 'order.short', receiverKind: 'customer', zh: '{phone}' })).toMatchObject({
    status: 422,
    body: { code: 'notice_placeholder_unknown', unknown: ['phone'] },
  });
  expect(await shop.call('/notices/nothing/retry', { token: shop.secretKey, body: {} })).toMatchObject({
    status: 404,
  });
});
