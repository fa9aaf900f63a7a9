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

function order(extra: Readonly<Record<string, unknown>> = {}) {
  const lines = [{ offerId: planted.appleOffer, pieces: 1 }];
  return {
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines,
    ...extra,
  };
}

test('R14, C22: the cutoff of the campaign moves the offers that copied it, not those with one of their own', async () => {
  const own = { variantId: planted.egg, closesAt: '2026-11-23T20:00:00+08:00' };
  await shop.tuan.campaigns.putOffers({ campaignId, offers: [own] });
  const changed = await shop.tuan.campaigns.change({ campaignId, closesAt: '2026-11-23T21:00:00+08:00' });
  expect(changed).toMatchObject({
    closesAt: '2026-11-23T13:00:00.000Z',
    offers: [{ closesAt: '2026-11-23T13:00:00.000Z' }, { closesAt: '2026-11-23T12:00:00.000Z' }],
  });
});

test('R14: the cutoff does not move before now, nor once it has passed, nor past the lead time', async () => {
  const change = (closesAt: string) => shop.tuan.campaigns.change({ campaignId, closesAt });
  await expect(change('2026-11-23T08:59:59+08:00')).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'closesAt', code: 'in_the_past' }] },
  });
  await expect(change('2026-11-24T00:00:00+08:00')).rejects.toMatchObject({
    code: 'campaign_incomplete',
    details: { fields: [{ code: 'lead_time' }, { code: 'lead_time' }] },
  });
  shop.at('2026-11-23T22:00:00+08:00');
  await expect(change('2026-11-23T23:00:00+08:00')).rejects.toMatchObject({
    details: { fields: [{ code: 'offer_closed' }] },
  });
});

test('R14: the pickup date changes until an order exists, an expired one too', async () => {
  const change = (pickupDate: string) => shop.tuan.campaigns.change({ campaignId, pickupDate });
  expect(await change('2026-11-25')).toMatchObject({ pickupDate: '2026-11-25' });
  const cancelled = await shop.tuan.orders.place(order());
  await shop.tuan.orders.cancel({ orderId: cancelled.id });
  expect(await change('2026-11-24')).toMatchObject({ pickupDate: '2026-11-24' });
  await shop.tuan.orders.place(order());
  await expect(change('2026-11-25')).rejects.toMatchObject({
    code: 'campaign_has_orders',
    details: { fields: [{ path: 'pickupDate' }] },
  });
  shop.now += 15 * 60_000;
  await shop.tuan.tick();
  await expect(change('2026-11-25')).rejects.toMatchObject({ code: 'campaign_has_orders' });
});

test('change campaign: who takes part is replaced whole; a leader taken out takes no new order, the old ones stay', async () => {
  const before = await shop.tuan.orders.place(order());
  const changed = await shop.tuan.campaigns.change({
    campaignId,
    leaderIds: ['external:L02'],
    pickupPointIds: [planted.otherPoint, planted.point],
  });
  expect(changed).toMatchObject({
    leaderIds: [planted.otherLeader],
    pickupPointIds: [planted.point, planted.otherPoint],
  });
  expect(await shop.tuan.campaigns.get({ campaignId })).toEqual(changed);
  await expect(shop.tuan.orders.place(order())).rejects.toMatchObject({ code: 'leader_unavailable' });
  expect(await shop.tuan.orders.get({ orderId: before.id })).toMatchObject({
    status: 'held',
    leaderId: planted.leader,
  });
  await expect(shop.tuan.campaigns.change({ campaignId, leaderIds: [] })).rejects.toMatchObject({
    code: 'campaign_incomplete',
    details: { fields: [{ path: 'leaderIds' }] },
  });
});

test('change campaign: the opening moves until it has opened', async () => {
  await expect(
    shop.tuan.campaigns.change({ campaignId, opensAt: '2026-11-23T10:00:00+08:00' }),
  ).rejects.toMatchObject({ details: { fields: [{ path: 'opensAt', code: 'has_opened' }] } });
  shop.at('2026-11-23T07:00:00+08:00');
  expect(
    await shop.tuan.campaigns.change({ campaignId, opensAt: '2026-11-23T10:00:00+08:00' }),
  ).toMatchObject({ phase: 'scheduled', opensAt: '2026-11-23T02:00:00.000Z' });
});

test('change campaign: a title in a draft; nothing new writes no event; only the shop; not once it is cancelled', async () => {
  const { id } = await shop.tuan.campaigns.draft({
    title: '草稿',
    closesAt: '2026-11-24T22:00:00+08:00',
    pickupDate: '2026-11-25',
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
  });
  expect(
    await shop.tuan.campaigns.change({
      campaignId: id,
      title: '周三团',
      closesAt: '2026-11-24T21:00:00+08:00',
    }),
  ).toMatchObject({ title: '周三团', closesAt: '2026-11-24T13:00:00.000Z' });
  const events = await shop.tuan.reader.rows('SELECT "id" FROM "events"');
  await shop.tuan.campaigns.change({ campaignId: id, title: '周三团' });
  expect(await shop.tuan.reader.rows('SELECT "id" FROM "events"')).toEqual(events);
  const actor = { kind: 'storefront', keyId: 'key_1' } as const;
  await expect(
    shop.tuan.campaigns.change({ campaignId: id, title: '我的团' }, { actor }),
  ).rejects.toMatchObject({ code: 'not_allowed' });
  await shop.tuan.campaigns.cancel({ campaignId: id });
  await expect(shop.tuan.campaigns.change({ campaignId: id, title: '再来' })).rejects.toMatchObject({
    code: 'campaign_status',
  });
});
