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
const cny = (amount: number) => ({ amount, currency: 'CNY' });

function order(pieces: number, extra: Readonly<Record<string, unknown>> = {}) {
  return {
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces }],
    ...extra,
  };
}

test('R14: a new price touches new quotes only', async () => {
  const placed = await shop.tuan.orders.place(order(2));
  const changed = await shop.tuan.campaigns.putOffers({
    campaignId,
    offers: [{ variantId: planted.apple, price: cny(1200) }],
  });
  expect(changed.offers[0]).toMatchObject({ id: planted.appleOffer, price: cny(1200), sold: 2 });
  expect(
    await shop.tuan.orders.pay({ orderId: placed.id, amount: cny(2000), reference: 'pay-1' }),
  ).toMatchObject({ outcome: 'accepted' });
  expect(await shop.tuan.orders.place(order(2))).toMatchObject({ total: cny(2400) });
});

test('R14: the cap may fall to what is sold, not below', async () => {
  await shop.tuan.orders.place(order(3));
  const put = (cap: number | null) =>
    shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.apple, cap }] });
  await expect(put(2)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'offers.0.cap', code: 'below_sold' }] },
  });
  expect((await put(3)).offers[0]).toMatchObject({ cap: 3, left: 0 });
  await expect(shop.tuan.orders.place(order(1))).rejects.toMatchObject({ code: 'offer_sold_out' });
  expect((await put(null)).offers[0]).toMatchObject({ cap: null, left: null });
});

test('R14, R2: a cutoff that moves takes the deadlines of held and firm orders along', async () => {
  shop.at('2026-11-23T20:00:00+08:00');
  const held = await shop.tuan.orders.place(order(1));
  const put = (closesAt: string) =>
    shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.apple, closesAt }] });
  await put('2026-11-23T20:01:00+08:00');
  const sooner = await shop.tuan.orders.get({ orderId: held.id });
  expect(sooner).toMatchObject({
    earliestCutoff: '2026-11-23T12:01:00.000Z',
    holdEndsAt: '2026-11-23T12:11:00.000Z',
  });
  await put('2026-11-23T23:00:00+08:00');
  const later = await shop.tuan.orders.get({ orderId: held.id });
  expect(later).toMatchObject({
    earliestCutoff: '2026-11-23T15:00:00.000Z',
    holdEndsAt: '2026-11-23T12:15:00.000Z',
  });
});

test('R14: a cutoff moves neither before now, nor after it has passed, nor past the lead time', async () => {
  const put = (closesAt: string) =>
    shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.apple, closesAt }] });
  await expect(put('2026-11-23T08:59:59+08:00')).rejects.toMatchObject({
    details: { fields: [{ path: 'offers.0.closesAt', code: 'in_the_past' }] },
  });
  await expect(put('2026-11-24T00:00:00+08:00')).rejects.toMatchObject({
    code: 'campaign_incomplete',
    details: { fields: [{ path: 'offers.0.closesAt', code: 'lead_time' }] },
  });
  shop.at('2026-11-23T22:00:00+08:00');
  await expect(put('2026-11-23T23:00:00+08:00')).rejects.toMatchObject({
    details: { fields: [{ code: 'offer_closed' }] },
  });
});

test('R20: what a missed minimum leads to cannot change once someone has ordered', async () => {
  const put = () =>
    shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.apple, minimum: 5 }] });
  await shop.tuan.orders.place(order(1));
  await expect(put()).rejects.toMatchObject({
    details: { fields: [{ path: 'offers.0.minimum', code: 'has_orders' }] },
  });
});

test('put offers: an offer is withdrawn while nothing of it is ordered, and can come back', async () => {
  const put = (withdrawn: boolean) =>
    shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.egg, withdrawn }] });
  expect((await put(true)).offers[1]).toMatchObject({ status: 'withdrawn' });
  const eggs = order(1, { lines: [{ offerId: planted.eggOffer, pieces: 1 }] });
  await expect(shop.tuan.orders.place(eggs)).rejects.toMatchObject({ code: 'offer_closed' });
  await put(false);
  await shop.tuan.orders.place(eggs);
  await expect(put(true)).rejects.toMatchObject({
    details: { fields: [{ path: 'offers.0.withdrawn', code: 'has_orders' }] },
  });
});

test('put offers: the same again changes nothing and writes no event', async () => {
  const offers = [{ variantId: planted.apple, cap: 20 }];
  await shop.tuan.campaigns.putOffers({ campaignId, offers });
  const events = await shop.tuan.reader.rows('SELECT "id" FROM "events"');
  await shop.tuan.campaigns.putOffers({ campaignId, offers });
  expect(await shop.tuan.reader.rows('SELECT "id" FROM "events"')).toEqual(events);
});

test('put offers: refused for a cancelled campaign and by anyone but the shop', async () => {
  const offers = [{ variantId: planted.apple, cap: 20 }];
  const actor = { kind: 'customer', customerId: planted.customer } as const;
  await expect(shop.tuan.campaigns.putOffers({ campaignId, offers }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await shop.tuan.campaigns.cancel({ campaignId });
  await expect(shop.tuan.campaigns.putOffers({ campaignId, offers })).rejects.toMatchObject({
    code: 'campaign_status',
    details: { status: 'cancelled' },
  });
});
