import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

let shop: ApiShop;
beforeEach(async () => {
  shop = await apiShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const call = (path: string, body?: unknown, wish: object = {}) =>
  shop.call(path, { token: shop.secretKey, body, ...wish });
async function ok(path: string, body?: unknown, wish: object = {}): Promise<Record<string, never>> {
  const answer = await call(path, body, wish);
  expect([answer.status < 300, answer.body], path).toEqual([true, answer.body]);
  return answer.body as Record<string, never>;
}
const asLeader = async (leaderId: string) => ({ token: await shop.session('leader', leaderId) });

/** A campaign of the other leader for tomorrow's order of apples at 10.00. */
async function openCampaign(): Promise<{ campaignId: string; offerId: string }> {
  const drafted = await ok('/campaigns', {
    title: '周三团',
    closesAt: '2026-11-24T22:00:00+08:00',
    pickupDate: '2026-11-25',
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
    leaderIds: ['external:L01', 'external:L02'],
    pickupPointIds: ['external:P01', 'external:P02'],
    offers: [{ variantId: 'external:F001' }],
    helpSelling: { ownerId: 'external:L02', owner: { basisPoints: 300 }, helper: { basisPoints: 700 } },
  });
  const campaignId = String(drafted.id);
  const published = await ok(`/campaigns/${campaignId}/publish`, {});
  const [offer] = published.offers as unknown as readonly { id: string }[];
  return { campaignId, offerId: offer?.id ?? '' };
}

test('API, C18, R40: help-selling, a boost and a point’s share, from their declaration to the leaders’ lists', async () => {
  await ok('/shop', { policies: { launchBoostBasisPoints: 200, launchBoostDays: 14 } }, { method: 'PATCH' });
  const point = { externalId: 'P02', name: '幸福里西区便利店', address: '文一西路1500号' };
  await ok(
    '/pickup-points',
    { pickupPoints: [{ ...point, share: { basisPoints: 150, from: 'leader' } }] },
    { method: 'PUT' },
  );
  const { campaignId, offerId } = await openCampaign();
  const helper = await asLeader(planted.leader);
  // A helper knows both shares before promoting; a shopper sees none of them.
  expect(await ok(`/leader/campaigns/${campaignId}`, undefined, helper)).toMatchObject({
    helpSelling: {
      ownerId: planted.otherLeader,
      owner: { basisPoints: 300, perPiece: null },
      helper: { basisPoints: 700, perPiece: null },
    },
  });
  const shopper = { token: shop.publishableKey };
  for (const path of [`/storefront/campaigns/${campaignId}`, '/storefront/pickup-points'])
    expect(JSON.stringify(await ok(path, undefined, shopper))).not.toMatch(/helpSelling|"share"/);
  await ok('/orders', {
    campaignId,
    customer: planted.customer,
    leaderId: 'external:L01',
    pickupPointId: 'external:P02',
    lines: [{ offerId, pieces: 2 }],
    payment: { amount: yuan(2000), reference: 'till-1' },
  });
  expect(await ok('/leader/commissions', undefined, helper)).toMatchObject({
    data: [
      {
        kind: 'help',
        basisPoints: 900,
        boostBasisPoints: 200,
        due: yuan(150),
        taken: yuan(30),
        uncapped: null,
      },
    ],
  });
  const { data } = await ok('/leader/commissions', undefined, await asLeader(planted.otherLeader));
  // Newest first: the keeper's was noted last, after the helper's out of which it is taken.
  expect(data).toMatchObject([
    { kind: 'point', basisPoints: 150, due: yuan(30), outOf: expect.any(String) },
    { kind: 'sale', basisPoints: 300, due: yuan(60), outOf: null, decidedBy: null },
  ]);
});

test('API: what passes the cap is refused with each part named, in words of both languages', async () => {
  const rule = { basisPoints: 3001 };
  const refused = await call('/commission-rules', rule);
  expect([refused.status, refused.body]).toMatchObject([
    422,
    {
      code: 'commission_share_too_high',
      maximumBasisPoints: 3000,
      sumBasisPoints: 3001,
      parts: [{ part: 'rule', basisPoints: 3001 }],
    },
  ]);
  const inChinese = await call('/commission-rules', rule, { headers: { 'accept-language': 'zh-CN' } });
  expect(inChinese.body.detail).toMatch(/上限/);
  await ok('/shop', { policies: { maximumShareBasisPoints: 4000 } }, { method: 'PATCH' });
  await ok('/commission-rules', rule);
});

test('API: where only the combination passes the cap, the list shows what was declared', async () => {
  await ok('/commission-rules', { leaderId: 'external:L01', basisPoints: 2500 });
  await ok('/shop', { policies: { launchBoostBasisPoints: 1500, launchBoostDays: 14 } }, { method: 'PATCH' });
  await ok('/orders', {
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 1 }],
    payment: { amount: yuan(1000), reference: 'till-1' },
  });
  expect(await ok('/commissions')).toMatchObject({
    data: [
      {
        kind: 'sale',
        due: yuan(300),
        basisPoints: 3000,
        boostBasisPoints: 1125,
        uncapped: { basisPoints: 4000, perPiece: null, boostBasisPoints: 1500 },
      },
    ],
  });
});
