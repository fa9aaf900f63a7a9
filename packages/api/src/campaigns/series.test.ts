import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const call = (method: string, path: string, body?: unknown, language = 'en') =>
  shop.call(path, { token: shop.secretKey, method, body, headers: { 'accept-language': language } });

const wish = {
  title: '每周二、五鲜果团',
  externalId: 'fruit',
  templateId: planted.campaign,
  rule: { freq: 'weekly', byDay: ['TU', 'FR'] },
  startsOn: '2026-11-27',
  horizonDays: 5,
  publish: true,
};

test('over HTTP: a series is previewed, created, made by the tick, paused, resumed and ended', async () => {
  const { title: _title, externalId: _id, horizonDays: _days, publish: _publish, ...plan } = wish;
  const preview = await call('POST', '/campaign-series/preview', { ...plan, limit: 2 });
  expect(preview).toMatchObject({
    status: 200,
    body: { data: [{ date: '2026-11-27', state: 'planned' }, { date: '2026-12-01' }] },
  });
  expect(await call('POST', '/campaign-series', wish)).toMatchObject({
    status: 201,
    body: { status: 'active', nextDate: '2026-11-27' },
  });
  expect(await call('POST', '/tick', {})).toMatchObject({ status: 200 });
  expect(await call('GET', '/campaign-series/external:fruit/rounds')).toMatchObject({
    status: 200,
    body: { data: [{ date: '2026-11-27', outcome: 'published' }] },
  });
  expect(await call('GET', '/campaign-series/external:fruit/dates?limit=2')).toMatchObject({
    body: { data: [{ date: '2026-11-27', state: 'made' }, { state: 'planned' }] },
  });
  const change = { breaks: [{ from: '2026-12-01', to: '2026-12-02', reason: '盘点' }] };
  expect(await call('PATCH', '/campaign-series/external:fruit', change)).toMatchObject({
    body: { nextDate: '2026-12-04' },
  });
  for (const [verb, status] of [
    ['pause', 'paused'],
    ['resume', 'active'],
    ['end', 'ended'],
  ] as const)
    expect(await call('POST', `/campaign-series/external:fruit/${verb}`, {})).toMatchObject({
      status: 200,
      body: { status },
    });
  expect(await call('POST', '/campaign-series/external:fruit/resume', {})).toMatchObject({
    status: 409,
    body: { code: 'series_status', currentStatus: 'ended' },
  });
  expect(await call('GET', '/campaign-series?status=ended')).toMatchObject({
    body: { data: [{ title: wish.title }] },
  });
});

test('over HTTP: a campaign is copied; a day that is none is told in Chinese', async () => {
  const copy = { pickupDate: '2026-12-01', externalId: 'next' };
  expect(await call('POST', `/campaigns/${planted.campaign}/copy`, copy)).toMatchObject({
    status: 201,
    body: {
      status: 'draft',
      pickupDate: '2026-12-01',
      externalId: 'next',
      closesAt: '2026-11-30T14:00:00.000Z',
    },
  });
  const wrong = await call('POST', `/campaigns/${planted.campaign}/copy`, { pickupDate: '2026-02-30' }, 'zh');
  expect(wrong).toMatchObject({
    status: 422,
    body: { code: 'invalid_input', fields: [{ path: 'pickupDate' }] },
  });
});

test('over HTTP: series are for the shop alone', async () => {
  for (const token of [
    shop.publishableKey,
    await shop.session('leader', planted.leader),
    await shop.session('customer', planted.customer),
  ]) {
    const answer = await shop.call('/campaign-series', { token, method: 'GET' });
    expect([401, 403]).toContain(answer.status);
  }
});
