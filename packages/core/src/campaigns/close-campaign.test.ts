import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const campaignId = planted.campaign;

function order(offerId: string = planted.appleOffer) {
  const lines = [{ offerId, pieces: 1 }];
  return {
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines,
  };
}

test('C17: closing sets the cutoff of every open offer to now; this instant is closed', async () => {
  const closed = await shop.tuan.campaigns.close({ campaignId });
  expect(closed).toMatchObject({
    status: 'published',
    phase: 'closed',
    closesAt: '2026-11-23T01:00:00.000Z',
  });
  expect(closed.offers.map(({ closesAt }) => closesAt)).toEqual([
    '2026-11-23T01:00:00.000Z',
    '2026-11-23T01:00:00.000Z',
  ]);
  await expect(shop.tuan.orders.place(order())).rejects.toMatchObject({ code: 'offer_closed' });
});

test('C17, R2: a live hold may still be paid for ten minutes, then the freeze goes through', async () => {
  const held = await shop.tuan.orders.place(order());
  await shop.tuan.campaigns.close({ campaignId });
  expect(await shop.tuan.orders.get({ orderId: held.id })).toMatchObject({
    holdEndsAt: '2026-11-23T01:10:00.000Z',
  });
  await expect(shop.tuan.campaigns.freeze({ campaignId })).rejects.toMatchObject({
    code: 'freeze_too_early',
    details: { notBefore: '2026-11-23T01:10:00.000Z' },
  });
  shop.now += 10 * 60_000;
  expect(await shop.tuan.campaigns.freeze({ campaignId })).toMatchObject({
    status: 'completed',
    reason: 'nothingOrdered',
  });
});

test('C17: an offer whose own cutoff has passed keeps it; closing twice changes nothing', async () => {
  await shop.tuan.campaigns.putOffers({
    campaignId,
    offers: [{ variantId: planted.egg, closesAt: '2026-11-23T09:30:00+08:00' }],
  });
  shop.at('2026-11-23T10:00:00+08:00');
  const closed = await shop.tuan.campaigns.close({ campaignId });
  expect(closed.offers.map(({ closesAt }) => closesAt)).toEqual([
    '2026-11-23T02:00:00.000Z',
    '2026-11-23T01:30:00.000Z',
  ]);
  shop.now += 1000;
  expect(await shop.tuan.campaigns.close({ campaignId })).toEqual(closed);
});

test('R20: closing in the extension ends it', async () => {
  const extended = { variantId: planted.apple, minimum: 5, onMiss: 'extendOnce' as const, extendHours: 1 };
  await shop.tuan.campaigns.putOffers({ campaignId, offers: [extended] });
  shop.at('2026-11-23T22:30:00+08:00');
  const closed = await shop.tuan.campaigns.close({ campaignId });
  expect(closed.offers[0]).toMatchObject({
    closesAt: '2026-11-23T14:30:00.000Z',
    extendedFrom: '2026-11-23T14:00:00.000Z',
  });
  await expect(shop.tuan.orders.place(order())).rejects.toMatchObject({ code: 'offer_closed' });
});

test('close campaign: refused before it opens, for a draft, and for anyone but the shop', async () => {
  shop.at('2026-11-23T08:00:00+08:00');
  await expect(shop.tuan.campaigns.close({ campaignId })).rejects.toMatchObject({
    code: 'campaign_status',
    details: { phase: 'scheduled' },
  });
  const { id } = await shop.tuan.campaigns.draft({
    title: '草稿',
    closesAt: '2026-11-24T22:00:00+08:00',
    pickupDate: '2026-11-25',
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
  });
  await expect(shop.tuan.campaigns.close({ campaignId: id })).rejects.toMatchObject({
    code: 'campaign_status',
    details: { status: 'draft' },
  });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.campaigns.close({ campaignId }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
