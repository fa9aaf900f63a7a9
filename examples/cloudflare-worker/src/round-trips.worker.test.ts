import { applyD1Migrations, env, reset } from 'cloudflare:test';
import { createOpenTuan, type OpenTuan } from '@opentuan/core';
import { d1Engine } from '@opentuan/core/storage/d1';
import { arrive, planted, testShop, type TestShop } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';

let shop: TestShop;
let tuan: OpenTuan;
let trips: ('read' | 'write')[] = [];

/** On real D1 each round trip is a hop through the network: they are counted, not timed. */
beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.DB, env.MIGRATIONS);
  const engine = d1Engine(env.DB);
  shop = await testShop({ engine });
  tuan = createOpenTuan({
    engine: {
      ...engine,
      run: (statements, mode = 'write') => {
        trips.push(mode);
        return engine.run(statements, mode);
      },
    },
    clock: () => shop.now,
    random: (length) => crypto.getRandomValues(new Uint8Array(length)),
  });
  trips = [];
});

afterEach(() => shop.audit());

const order = {
  campaignId: planted.campaign,
  customer: planted.customer,
  leaderId: planted.leader,
  pickupPointId: planted.point,
  lines: [
    { offerId: planted.appleOffer, pieces: 1 },
    { offerId: planted.eggOffer, pieces: 1 },
  ],
};
const payment = (reference: string) => ({
  payment: { amount: { amount: 4280, currency: 'CNY' }, reference },
});

test('C19: an order with its payment is one read and one write where the link of the group names the community', async () => {
  const inGroup = { ...order, communityId: planted.community, ...payment('one') };
  await tuan.orders.place(inGroup, { idempotencyKey: 'one' });
  expect(trips).toEqual(['read', 'write']);
  trips = [];
  await tuan.orders.place(inGroup, { idempotencyKey: 'one' });
  expect(trips).toEqual(['read']);
});

test('an order whose community must be found out first asks for its counters by one read more', async () => {
  await tuan.orders.place({ ...order, ...payment('two') }, { idempotencyKey: 'two' });
  expect(trips).toEqual(['read', 'read', 'write']);
});

test('the page of a campaign is one read, and so is a quote', async () => {
  await tuan.campaigns.showOpen({ campaignId: planted.campaign });
  expect(trips).toEqual(['read']);
  trips = [];
  await tuan.orders.quote({ campaignId: planted.campaign, lines: order.lines });
  expect(trips).toEqual(['read']);
});

test('a quote of 50 lines with 10 active promotions, tiers, a flash window, a gift and a coupon is one read', async () => {
  const cny = (amount: number) => ({ amount, currency: 'CNY' });
  const promote = async (terms: Omit<Parameters<typeof tuan.promotions.create>[0], 'name'>) => {
    const { id: promotionId } = await tuan.promotions.create({ name: terms.kind, ...terms });
    return tuan.promotions.activate({ promotionId });
  };
  for (let number = 0; number < 7; number += 1)
    await promote({ kind: 'spendSave', steps: [{ from: cny(1000 + number), amount: cny(100 + number) }] });
  await promote({ kind: 'firstOrder', usesPerCustomer: 1, steps: [{ amount: cny(500) }] });
  await promote({ kind: 'spendGift', gift: { variantId: planted.egg, from: cny(3000) } });
  const { id: promotionId } = await promote({ kind: 'coupon', steps: [{ basisPoints: 1000 }] });
  await tuan.coupons.create({ promotionId, coupons: [{ code: 'EAST' }] });
  const window = { startsAt: '2026-11-23T08:00:00+08:00', endsAt: '2026-11-23T20:00:00+08:00' };
  const flashWindows = [{ ...window, price: cny(950), stock: 9, limitPerCustomer: 3 }];
  const tiers = [{ fromPieces: 500, price: cny(900), countedOver: 'community' as const }];
  await tuan.campaigns.putOffers({
    campaignId: planted.campaign,
    offers: [
      { variantId: planted.apple, tiers, flashWindows },
      { variantId: planted.egg, gift: true, cap: 100, price: cny(600) },
    ],
  });
  const lines = Array.from({ length: 50 }, (_, index) => ({
    offerId: index % 2 === 0 ? planted.appleOffer : planted.eggOffer,
    pieces: 1 + (index % 3),
  }));
  trips = [];
  const { campaignId, leaderId } = order;
  const actor = { kind: 'customer', customerId: planted.customer } as const;
  const cart = { campaignId, leaderId, communityId: planted.community, couponCode: 'EAST', lines };
  const quote = await tuan.orders.quote(cart, { actor });
  expect(trips).toEqual(['read']);
  const kinds = quote.steps.map(({ kind }) => kind);
  expect(kinds).toEqual(['spendSave', 'coupon', 'firstOrder', 'spendGift']);
  expect(quote.lines.filter(({ flash }) => flash).reduce((sum, { pieces }) => sum + pieces, 0)).toBe(3);
});

test('R29: whole orders that a phone brings in are two reads and one write, however many', async () => {
  const ids: string[] = [];
  for (const reference of ['one', 'two', 'three'])
    ids.push((await tuan.orders.place({ ...order, ...payment(reference) })).id);
  await arrive(shop, ids);
  shop.at('2026-11-24T18:00:00+08:00');
  trips = [];
  const handovers = ids.map((orderId) => ({ orderId, handoverId: `offline-${orderId}` }));
  const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  const { data } = await tuan.pickups.syncHandovers({ handovers }, leader);
  expect(data).toMatchObject(ids.map((orderId) => ({ handover: { orderId, status: 'collected' } })));
  expect(trips).toEqual(['read', 'read', 'write']);
});
