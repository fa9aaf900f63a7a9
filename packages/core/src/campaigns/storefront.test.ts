import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { openCampaignPageSchema, openCampaignSchema } from './open-schemas.ts';
import { offerTiers, offers } from './tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const campaignId = planted.campaign;
const actor = { kind: 'storefront', keyId: 'key_1' } as const;
const cny = (amount: number) => ({ amount, currency: 'CNY' });

function order(pieces: number, extra: Readonly<Record<string, unknown>> = {}) {
  const lines = [{ offerId: planted.appleOffer, pieces }];
  return {
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines,
    ...extra,
  };
}

test('show open: what a shopper needs, on the clock of the server, with names masked', async () => {
  await shop.plant((work) => {
    work.set(offers, work.get(offers, planted.appleOffer), { cap: 10, limitPerCustomer: 5, minimum: 4 });
    work.insert(offerTiers, { offerId: planted.appleOffer, fromPieces: 3, price: 900 });
    work.insert(offerTiers, { offerId: planted.appleOffer, fromPieces: 8, price: 800 });
    return null;
  });
  await shop.tuan.orders.place(order(3, { payment: 'atPickup' }));
  const shown = await shop.tuan.campaigns.showOpen({ campaignId }, { actor });
  expect(openCampaignSchema.parse(shown)).toEqual(shown);
  expect(shown).toMatchObject({
    phase: 'open',
    now: '2026-11-23T01:00:00.000Z',
    zone: 'Asia/Shanghai',
    opensAt: '2026-11-23T00:00:00.000Z',
    closesAt: '2026-11-23T14:00:00.000Z',
    pickupWindows: [{ opens: '16:00', closes: '20:30' }],
    offers: [
      {
        title: '苹果',
        open: true,
        left: 7,
        limitPerCustomer: 5,
        secondsLeft: 13 * 3600,
        ordered: 3,
        minimum: { of: 'pieces', needed: 4, reached: 3, onMiss: 'cancel' },
        tiers: [
          { fromPieces: 3, price: cny(900), reached: true },
          { fromPieces: 8, reached: false },
        ],
      },
      { title: '散养土鸡蛋', left: null, minimum: null, tiers: [] },
    ],
    pickupPoints: [{ name: '幸福里东门驿站' }, { name: '幸福里西区便利店' }],
    recentBuyers: [{ name: '小*', pieces: 3, placedAt: '2026-11-23T01:00:00.000Z' }],
  });
  expect(JSON.stringify(shown)).not.toMatch(/小雨|1390000|cus_|supplier|cost/);
});

test('show open: one round trip, by our id and by that of the host shop', async () => {
  const run = vi.spyOn(shop.tuan.engine, 'run');
  const page = await shop.tuan.campaigns.showOpen({ campaignId: planted.campaign });
  expect(run).toHaveBeenCalledTimes(1);
  run.mockRestore();
  await shop.tuan.engine.run([{ sql: `UPDATE "campaigns" SET "externalId" = '明日'`, params: [] }]);
  const byHost = await shop.tuan.campaigns.showOpen({ campaignId: 'external:明日' });
  expect(byHost).toEqual({ ...page, externalId: '明日' });
});

test('R1: pieces in a hold that is over are free for every reader, before any tick', async () => {
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { cap: 2 }));
  await shop.tuan.orders.place(order(2));
  const left = async () => (await shop.tuan.campaigns.showOpen({ campaignId })).offers[0]?.left;
  expect(await left()).toBe(0);
  shop.now += 15 * 60_000;
  expect(await left()).toBe(2);
});

test('C15: scheduled, open and closed follow from the clock', async () => {
  const at = async (text: string) => {
    shop.at(text);
    const { phase, offers: shown } = await shop.tuan.campaigns.showOpen({ campaignId });
    return [phase, shown[0]?.open, shown[0]?.secondsLeft];
  };
  expect(await at('2026-11-23T07:59:59+08:00')).toEqual(['scheduled', false, 14 * 3600 + 1]);
  expect(await at('2026-11-23T08:00:00+08:00')).toEqual(['open', true, 14 * 3600]);
  expect(await at('2026-11-23T22:00:00+08:00')).toEqual(['closed', false, 0]);
});

test('R20: an extension shows before any command has written it down, and ends when the minimum is reached', async () => {
  const extended = {
    variantId: planted.apple,
    minimum: 2,
    minimumOf: 'customers' as const,
    onMiss: 'extendOnce' as const,
    extendHours: 1,
  };
  await shop.tuan.campaigns.putOffers({ campaignId, offers: [extended] });
  await shop.tuan.orders.place(order(9, { payment: 'atPickup' }));
  shop.at('2026-11-23T22:00:00+08:00');
  const shown = await shop.tuan.campaigns.showOpen({ campaignId });
  expect(shown).toMatchObject({
    phase: 'open',
    closesAt: '2026-11-23T15:00:00.000Z',
    offers: [{ open: true, secondsLeft: 3600 }, { open: false }],
  });
  expect((await shop.tuan.campaigns.listOpen({})).data).toMatchObject([{ id: campaignId }]);
  await shop.tuan.orders.place(order(1, { payment: 'atPickup', customer: planted.otherCustomer }));
  expect(await shop.tuan.campaigns.showOpen({ campaignId })).toMatchObject({
    phase: 'closed',
    offers: [{ open: false }, {}],
  });
  expect((await shop.tuan.campaigns.listOpen({})).data).toEqual([]);
});

test('show open: a draft does not exist; a cancelled campaign says so', async () => {
  const drafted = await shop.tuan.campaigns.draft({
    title: '草稿',
    externalId: 'd1',
    closesAt: '2026-11-24T22:00:00+08:00',
    pickupDate: '2026-11-25',
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
  });
  await expect(shop.tuan.campaigns.showOpen({ campaignId: drafted.id })).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(shop.tuan.campaigns.showOpen({ campaignId: 'external:d1' })).rejects.toMatchObject({
    code: 'not_found',
  });
  await shop.tuan.campaigns.cancel({ campaignId });
  expect(await shop.tuan.campaigns.showOpen({ campaignId: 'external:today' })).toMatchObject({
    phase: 'closed',
    cancelled: true,
  });
});

test('list open: open now or soon, by leader and by point, page by page', async () => {
  const later = {
    opensAt: '2026-11-24T08:00:00+08:00',
    closesAt: '2026-11-24T22:00:00+08:00',
    pickupDate: '2026-11-25',
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
  };
  const parties = {
    leaderIds: [planted.leader],
    pickupPointIds: [planted.point],
    offers: [{ variantId: planted.apple }],
  };
  for (const title of ['周三团', '周三二团']) {
    shop.now += 1;
    const { id } = await shop.tuan.campaigns.draft({ title, ...later, ...parties });
    await shop.tuan.campaigns.publish({ campaignId: id });
  }
  const titles = async (input: Parameters<typeof shop.tuan.campaigns.listOpen>[0]) =>
    (await shop.tuan.campaigns.listOpen(input)).data.map(({ title }) => title);
  expect(await titles({})).toEqual(['今日团']);
  expect(await titles({ phase: 'scheduled' })).toEqual(['周三二团', '周三团']);
  expect(await titles({ phase: 'scheduled', leaderId: 'external:L02' })).toEqual([]);
  expect(await titles({ phase: 'scheduled', pickupPointId: planted.point })).toHaveLength(2);
  const first = await shop.tuan.campaigns.listOpen({ phase: 'scheduled', limit: 1 });
  expect(openCampaignPageSchema.parse(first)).toEqual(first);
  expect(await titles({ phase: 'scheduled', limit: 1, cursor: first.nextCursor ?? '' })).toEqual(['周三团']);
});

test('show open: whether a time can or must be booked at a point, by slots of its pickup day within its windows', async () => {
  const slotsOf = async () =>
    (await shop.tuan.campaigns.showOpen({ campaignId }, { actor })).pickupPoints.map(({ id, slots }) => [
      id,
      slots,
    ]);
  const none = [
    [planted.point, 'none'],
    [planted.otherPoint, 'none'],
  ];
  const define = (date: string, opens: string, closes: string) =>
    shop.tuan.pickupSlots.define({
      pickupPointId: planted.point,
      dates: [date],
      windows: [{ opens, closes }],
      minutes: 30,
      capacity: 2,
    });
  expect(await slotsOf()).toEqual(none);
  await define('2026-11-25', '16:00', '18:00');
  await define('2026-11-24', '09:00', '11:00');
  expect(await slotsOf()).toEqual(none);
  await define('2026-11-24', '20:00', '20:30');
  expect(await slotsOf()).toEqual([
    [planted.point, 'optional'],
    [planted.otherPoint, 'none'],
  ]);
  await shop.tuan.shop.change({ policies: { pickupSlots: 'required' } });
  expect(await slotsOf()).toContainEqual([planted.point, 'required']);
  await shop.tuan.pickupSlots.define({
    pickupPointId: planted.point,
    dates: ['2026-11-24'],
    minutes: 30,
    capacity: 0,
  });
  expect(await slotsOf()).toEqual(none);
});
