import { afterEach, beforeEach, expect, test } from 'vitest';
import { variants } from '../catalog/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
  await shop.plant((work) => {
    work.set(variants, work.get(variants, planted.egg), { leadDays: 3 });
  });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const wanted = {
  title: '周六团',
  opensAt: '2026-11-23T08:00',
  closesAt: '2026-11-27T22:00',
  pickupDate: '2026-11-28',
  pickupWindows: [{ opens: '16:00', closes: '20:00' }],
  leaderIds: [planted.leader],
  pickupPointIds: [planted.point],
  offers: [{ variantId: planted.apple }, { variantId: planted.egg }],
};

test('C22, R23: each offer closes when its lead days ask for it, and the campaign can be published', async () => {
  const { id, offers } = await shop.tuan.campaigns.draft(wanted);
  expect(offers).toMatchObject([
    { closesAt: '2026-11-27T14:00:00.000Z', cutoffFrom: 'campaign' },
    { closesAt: '2026-11-25T14:00:00.000Z', cutoffFrom: 'leadDays' },
  ]);
  await shop.tuan.campaigns.publish({ campaignId: id });
  const open = await shop.tuan.campaigns.showOpen({ campaignId: id });
  expect(open.closesAt).toBe('2026-11-27T14:00:00.000Z');
  expect(open.offers.map(({ closesAt }) => closesAt)).toEqual([
    '2026-11-27T14:00:00.000Z',
    '2026-11-25T14:00:00.000Z',
  ]);
});

test('R23: the lead days of a supplier hold for all its goods', async () => {
  await shop.tuan.suppliers.upsert({
    suppliers: [{ externalId: '果然鲜果业', name: '果然鲜果业', leadDays: 2 }],
  });
  const { offers } = await shop.tuan.campaigns.draft(wanted);
  expect(offers.map(({ closesAt }) => closesAt)).toEqual([
    '2026-11-26T14:00:00.000Z',
    '2026-11-25T14:00:00.000Z',
  ]);
});

test('R23: cutoffs from lead days follow the pickup date; a cutoff of its own stays', async () => {
  const own = [{ variantId: planted.apple, closesAt: '2026-11-24T12:00' }, { variantId: planted.egg }];
  const { id } = await shop.tuan.campaigns.draft({ ...wanted, offers: own });
  const moved = await shop.tuan.campaigns.change({ campaignId: id, pickupDate: '2026-11-29' });
  expect(moved.offers).toMatchObject([
    { closesAt: '2026-11-24T04:00:00.000Z', cutoffFrom: 'own' },
    { closesAt: '2026-11-26T14:00:00.000Z', cutoffFrom: 'leadDays' },
  ]);
  const later = await shop.tuan.campaigns.change({ campaignId: id, pickupDate: '2026-12-02' });
  expect(later.offers[1]).toMatchObject({ closesAt: '2026-11-27T14:00:00.000Z', cutoffFrom: 'campaign' });
});

test('R23: which offers make which pickup date, as they stand and for another cutoff', async () => {
  const { id, offers } = await shop.tuan.campaigns.draft(wanted);
  const [apple = '', egg = ''] = offers.map((offer) => offer.id);
  expect(await shop.tuan.campaigns.pickupDates({ campaignId: id, days: 2 })).toMatchObject({
    pickupDate: '2026-11-28',
    offers: [
      { offerId: apple, leadDays: 1, earliestPickup: '2026-11-28', inTime: true },
      { offerId: egg, leadDays: 3, earliestPickup: '2026-11-28', inTime: true, cutoffFrom: 'leadDays' },
    ],
    dates: [
      { date: '2026-11-28', offerIds: [apple, egg], missing: [] },
      { date: '2026-11-29', missing: [] },
    ],
  });
  const asked = await shop.tuan.campaigns.pickupDates({
    campaignId: id,
    closesAt: '2026-11-27T22:00',
    days: 3,
  });
  expect(asked.offers[1]).toMatchObject({
    inTime: false,
    earliestPickup: '2026-11-30',
    latestCutoff: '2026-11-25T14:00:00.000Z',
  });
  expect(asked.dates.map(({ missing }) => missing)).toEqual([[egg], [egg], []]);
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  const hidden = shop.tuan.campaigns.pickupDates({ campaignId: id, days: 1 }, { actor });
  await expect(hidden).rejects.toMatchObject({ code: 'not_found' });
});

test('C22, R19: two cutoffs of one campaign freeze and are bought for one after the other', async () => {
  const { id } = await shop.tuan.campaigns.draft(wanted);
  const published = await shop.tuan.campaigns.publish({ campaignId: id });
  const order = (offerId: string, name: string) =>
    shop.tuan.orders.place({
      campaignId: id,
      customer: { nickname: name },
      leaderId: planted.leader,
      pickupPointId: planted.point,
      lines: [{ offerId, pieces: 2 }],
      payment: 'atPickup',
    });
  const [apple, egg] = published.offers.map((offer) => offer.id);
  await order(egg ?? '', '王姐');
  shop.at('2026-11-25T22:00:00+08:00');
  await expect(order(egg ?? '', '李叔')).rejects.toMatchObject({ code: 'offer_closed' });
  const first = await shop.tuan.campaigns.freeze({ campaignId: id });
  expect(first).toMatchObject({ status: 'purchasing', freezes: [{ cutoff: '2026-11-25T14:00:00.000Z' }] });
  expect((await shop.tuan.purchaseOrders.generate({ campaignId: id })).data).toMatchObject([
    { lines: [{ variantId: planted.egg, needed: 2 }] },
  ]);
  await order(apple ?? '', '李叔');
  shop.at('2026-11-27T22:00:00+08:00');
  const second = await shop.tuan.campaigns.freeze({ campaignId: id });
  expect(second.freezes.map(({ cutoff }) => cutoff)).toEqual([
    '2026-11-25T14:00:00.000Z',
    '2026-11-27T14:00:00.000Z',
  ]);
  expect((await shop.tuan.purchaseOrders.generate({ campaignId: id })).data).toHaveLength(2);
});

test('the neighbourhood of today still closes at 22:00 for every offer', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 1 });
  const { offers } = await shop.tuan.campaigns.get({ campaignId: planted.campaign });
  expect(new Set(offers.map(({ closesAt }) => closesAt))).toEqual(new Set(['2026-11-23T14:00:00.000Z']));
});
