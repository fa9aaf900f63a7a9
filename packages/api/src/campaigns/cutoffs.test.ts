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

const { campaign, apple, egg } = planted;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const call = (method: string, path: string, body?: unknown, language = 'en') =>
  shop.call(path, { token: shop.secretKey, method, body, headers: { 'accept-language': language } });

const draft = {
  title: '夜市团',
  opensAt: '2026-03-27T08:00',
  closesAt: '2026-03-29T02:30',
  pickupDate: '2026-03-30',
  pickupWindows: [{ opens: '16:00', closes: '20:00' }],
};

test('over HTTP: a cutoff in a gap is refused with both choices, in English and in Chinese', async () => {
  const berlin = await apiShop({}, { zone: 'Europe/Berlin' });
  const post = (language: string) =>
    berlin.call('/campaigns', {
      token: berlin.secretKey,
      body: draft,
      headers: { 'accept-language': language },
    });
  const choices = [
    {
      path: 'closesAt',
      local: '2026-03-29 02:30',
      before: '2026-03-29T01:30:00+01:00',
      after: '2026-03-29T03:30:00+02:00',
    },
  ];
  expect(await post('en')).toMatchObject({
    status: 422,
    body: { code: 'invalid_input', choices, fields: [{ path: 'closesAt', code: 'clock_gap' }] },
  });
  const { body } = await post('zh');
  expect(body).toMatchObject({ choices, fields: [{ message: expect.stringContaining('拨快') as unknown }] });
  await berlin.close();
});

test('over HTTP: which offers make which pickup date; a leader sees it for campaigns of the own', async () => {
  const dates = `/campaigns/${campaign}/pickup-dates?days=2&closesAt=2026-11-24T22:00`;
  expect(await call('GET', dates)).toMatchObject({
    status: 200,
    body: {
      pickupDate: '2026-11-24',
      offers: [{ inTime: false, earliestPickup: '2026-11-25', leadDays: 1 }, { inTime: false }],
      dates: [
        { date: '2026-11-24', offerIds: [] },
        { date: '2026-11-25', missing: [] },
      ],
    },
  });
  const token = await shop.session('leader', planted.leader);
  expect(await shop.call(`/leader${dates}`, { token })).toMatchObject({ status: 200 });
});

test('over HTTP: what a supplier asks for at least is set, declared and shown', async () => {
  const terms = { minimumCases: 2, minimumValue: yuan(30_000), belowMinimum: 'fail', leadDays: 1 };
  const supplier = { externalId: '果然鲜果业', name: '果然鲜果业', ...terms };
  expect(await call('PUT', '/suppliers', { suppliers: [supplier] })).toMatchObject({ status: 200 });
  expect(await call('GET', '/suppliers/external:果然鲜果业')).toMatchObject({ body: terms });
  const offers = [{ variantId: apple }];
  const drafted = await call('POST', '/campaigns', {
    ...draft,
    opensAt: '2026-11-23T08:00',
    closesAt: '2026-11-23T22:00',
    pickupDate: '2026-11-24',
    leaderIds: [planted.leader],
    pickupPointIds: [planted.point],
    offers,
  });
  const id = String(drafted.body.id);
  expect(await call('POST', `/campaigns/${id}/publish`, {})).toMatchObject({
    status: 200,
    body: { cutoffs: [{ state: 'open', problem: null }] },
  });
  expect(await call('GET', `/campaigns/${id}/progress`)).toMatchObject({
    body: {
      suppliers: [{ minimumCases: 2, cases: 0, reached: false, missingCases: 2, onMiss: 'fail' }],
      cutoffs: [{ state: 'open' }],
    },
  });
  const shown = await shop.call(`/storefront/campaigns/${id}`, { token: shop.publishableKey });
  expect(shown.body).toMatchObject({
    offers: [{ orderMinimum: { reachedBasisPoints: 0, onMiss: 'fail' }, case: { size: 20, missing: 0 } }],
  });
});

test('over HTTP: a shopper says how many more to fill a case, and sees how many are missing', async () => {
  const token = await shop.session('customer', planted.customer);
  const lines = [{ variantId: egg, pieces: 9, tolerance: 2 }];
  const quote = await shop.call('/storefront/quotes', { token, body: { campaignId: campaign, lines } });
  expect(quote).toMatchObject({
    status: 200,
    body: { total: yuan(11 * 3280), lines: [{ pieces: 11, tolerance: 2 }] },
  });
  const order = {
    campaignId: campaign,
    lines,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    quoteToken: quote.body.token,
  };
  const placed = await shop.call('/storefront/orders', { token, body: order });
  expect(placed).toMatchObject({ status: 201, body: { lines: [{ pieces: 11, tolerance: 2 }] } });
  const amount = yuan(11 * 3280);
  const paid = await call('POST', `/orders/${String(placed.body.id)}/payments`, { amount, reference: 'p-1' });
  expect(paid.status).toBeLessThan(300);
  const shown = await shop.call(`/storefront/campaigns/${campaign}`, { token: shop.publishableKey });
  expect(shown.body).toMatchObject({ offers: [{}, { case: { size: 12, missing: 3, tolerance: 2 } }] });
});

test('over HTTP: while cases are filled the refusal says how many are missing, in Chinese too', async () => {
  const put = await call('PUT', `/campaigns/${campaign}/offers`, {
    offers: [{ variantId: egg, boxFillHours: 2 }],
  });
  expect(put.status).toBe(200);
  shop.at('2026-11-23T21:00:00+08:00');
  const body = { campaignId: campaign, lines: [{ variantId: egg, pieces: 1 }] };
  expect(await call('POST', '/quotes', body, 'zh')).toMatchObject({
    status: 409,
    body: {
      code: 'box_fill_only',
      detail: expect.stringContaining('拼箱') as unknown,
      offers: [{ missing: 0 }],
    },
  });
});
