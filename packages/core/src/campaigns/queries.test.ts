import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { progressSchema } from './round-schemas.ts';
import { campaignPageSchema, campaignSchema } from './schemas.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const campaignId = planted.campaign;
const cny = (amount: number) => ({ amount, currency: 'CNY' });
const leader = { kind: 'leader', leaderId: planted.leader } as const;

function order(
  lines: readonly { offerId: string; pieces: number }[],
  extra: Readonly<Record<string, unknown>> = {},
) {
  return {
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [...lines],
    ...extra,
  };
}

const apples = (pieces: number) => ({ offerId: planted.appleOffer, pieces });
const eggs = (pieces: number) => ({ offerId: planted.eggOffer, pieces });
const later = {
  closesAt: '2026-11-24T22:00:00+08:00',
  pickupDate: '2026-11-25',
  pickupWindows: [{ opens: '16:00', closes: '20:00' }],
};

test('get campaign: the shop by either id, a leader who takes part; customers and storefronts not', async () => {
  const got = await shop.tuan.campaigns.get({ campaignId: 'external:today' });
  expect(campaignSchema.parse(got)).toEqual(got);
  expect(await shop.tuan.campaigns.get({ campaignId }, { actor: leader })).toEqual(got);
  const others = [
    { kind: 'customer', customerId: planted.customer },
    { kind: 'storefront', keyId: 'key_1' },
    { kind: 'leader', leaderId: 'led_else' },
  ] as const;
  for (const actor of others)
    await expect(shop.tuan.campaigns.get({ campaignId }, { actor })).rejects.toMatchObject({
      code: 'not_found',
    });
});

test('list campaigns: newest first, by status and leader; a leader sees no drafts', async () => {
  shop.now += 1;
  const drafted = await shop.tuan.campaigns.draft({
    title: '草稿',
    ...later,
    leaderIds: [planted.leader],
    offers: [{ variantId: planted.apple }],
  });
  const all = await shop.tuan.campaigns.list({});
  expect(campaignPageSchema.parse(all)).toEqual(all);
  expect(all.data).toMatchObject([
    { id: drafted.id, phase: 'draft', offerCount: 1 },
    { id: campaignId, phase: 'open', offerCount: 2 },
  ]);
  const ids = async (input: Parameters<typeof shop.tuan.campaigns.list>[0], actor?: typeof leader) =>
    (await shop.tuan.campaigns.list(input, actor === undefined ? {} : { actor })).data.map(({ id }) => id);
  expect(await ids({ status: 'published' })).toEqual([campaignId]);
  expect(await ids({ leaderId: 'external:L02' })).toEqual([campaignId]);
  expect(await ids({}, leader)).toEqual([campaignId]);
  const first = await shop.tuan.campaigns.list({ limit: 1 });
  expect(await ids({ limit: 1, cursor: first.nextCursor ?? '' })).toEqual([campaignId]);
  const actor = { kind: 'storefront', keyId: 'key_1' } as const;
  await expect(shop.tuan.campaigns.list({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});

test('progress: orders, pieces and money by offer and by leader, after refunds', async () => {
  await shop.tuan.campaigns.putOffers({
    campaignId,
    offers: [{ variantId: planted.apple, cap: 20, minimum: 2, minimumOf: 'customers' }],
  });
  await shop.tuan.orders.place(
    order([apples(3), eggs(1)], { payment: { amount: cny(6280), reference: 'till-1' } }),
  );
  await shop.tuan.orders.place(order([apples(2)]));
  const west = {
    leaderId: planted.otherLeader,
    pickupPointId: planted.otherPoint,
    customer: planted.otherCustomer,
  };
  const other = await shop.tuan.orders.place(order([apples(4)], { ...west, payment: 'atPickup' }));
  await shop.tuan.orders.cancel({ orderId: (await shop.tuan.orders.place(order([eggs(1)], west))).id });
  const progress = await shop.tuan.campaigns.progress({ campaignId });
  expect(progressSchema.parse(progress)).toEqual(progress);
  expect(progress).toMatchObject({
    orders: { held: 1, firm: 2, expired: 0, cancelled: 1 },
    customers: 2,
    pieces: 8,
    net: cny(10_280),
    offers: [
      { offerId: planted.appleOffer, sold: 9, firm: 7, left: 11, net: cny(7000), counted: 2 },
      { offerId: planted.eggOffer, sold: 1, firm: 1, left: null, net: cny(3280), counted: 1 },
    ],
    leaders: [
      { leaderId: planted.leader, name: '东门小陈妈妈', orders: 1, pieces: 4, net: cny(6280) },
      { leaderId: planted.otherLeader, orders: 1, pieces: 4, net: cny(4000) },
    ],
  });
  await shop.tuan.orders.cancel({ orderId: other.id });
  expect(await shop.tuan.campaigns.progress({ campaignId })).toMatchObject({
    pieces: 4,
    net: cny(6280),
    leaders: [{ leaderId: planted.leader }],
  });
});

test('progress: a leader sees the own line only; shoppers nothing', async () => {
  await shop.tuan.orders.place(order([apples(3)], { payment: 'atPickup' }));
  const actor = { kind: 'leader', leaderId: planted.otherLeader } as const;
  expect(await shop.tuan.campaigns.progress({ campaignId }, { actor })).toMatchObject({ leaders: [] });
  expect(await shop.tuan.campaigns.progress({ campaignId }, { actor: leader })).toMatchObject({
    leaders: [{ leaderId: planted.leader }],
  });
  const storefront = { kind: 'storefront', keyId: 'key_1' } as const;
  await expect(shop.tuan.campaigns.progress({ campaignId }, { actor: storefront })).rejects.toMatchObject({
    code: 'not_found',
  });
});
