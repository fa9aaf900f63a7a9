import { planted } from '@opentuan/core/testing';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { signSession } from '../middleware/session-token.ts';
import { type ApiShop, apiShop } from '../testing/api-shop.ts';

let shop: ApiShop;
let trips = 0;
beforeEach(async () => {
  shop = await apiShop();
  await shop.call('/storefront/campaigns', { token: shop.publishableKey });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });

/** From here on every visit to the database is counted, whoever makes it: key, session, shop, quote. */
function countTrips(): void {
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  trips = 0;
  shop.tuan.engine.run = (statements, mode) => {
    trips += 1;
    return run(statements, mode);
  };
}

async function tripsOf(token: string, body: unknown) {
  trips = 0;
  const answer = await shop.call('/storefront/quotes', { token, body });
  expect(answer.status).toBe(200);
  return { trips, body: answer.body };
}

async function promote(body: Readonly<Record<string, unknown>>) {
  const token = shop.secretKey;
  const { body: made, status } = await shop.call('/promotions', { token, body: { name: '活动', ...body } });
  expect([status, made.code]).toEqual([201, undefined]);
  await shop.call(`/promotions/${String(made.id)}/activate`, { token, method: 'POST' });
  return String(made.id);
}

/** Ten promotions of every kind: with limits, budgets, leaders, categories, gifts and a coupon. */
async function promoteTen() {
  const gift = { variantId: planted.egg, pieces: 1 };
  const off = [{ from: yuan(1000), amount: yuan(100) }];
  await promote({ kind: 'firstOrder', steps: [{ amount: yuan(500) }] });
  await promote({ kind: 'firstOrder', steps: [{ amount: yuan(300) }], leaderIds: [planted.leader] });
  await promote({ kind: 'spendSave', steps: off, usesPerCustomer: 2 });
  await promote({ kind: 'spendSave', steps: off, leaderIds: [planted.otherLeader] });
  await promote({ kind: 'spendSave', steps: off, categories: ['水果'] });
  await promote({ kind: 'spendSave', steps: off, budget: yuan(100_000) });
  await promote({ kind: 'spendGift', gift: { ...gift, from: yuan(3000) } });
  await promote({ kind: 'spendGift', gift: { ...gift, from: yuan(9000), onUndone: 'charge' } });
  await promote({ kind: 'inviteGift', gift, every: 3 });
  const coupon = await promote({ kind: 'coupon', steps: [{ amount: yuan(200) }] });
  await shop.call(`/promotions/${coupon}/coupons`, {
    token: shop.secretKey,
    body: { coupons: [{ code: 'EAST' }] },
  });
  const offers = [
    { variantId: planted.egg, gift: true, cap: 100, price: yuan(600) },
    {
      variantId: planted.apple,
      tiers: [{ fromPieces: 500, price: yuan(900), countedOver: 'community' }],
      flashWindows: [
        {
          startsAt: '2026-11-23T08:00:00+08:00',
          endsAt: '2026-11-23T20:00:00+08:00',
          price: yuan(950),
          stock: 9,
          limitPerCustomer: 3,
        },
      ],
    },
  ];
  const put = await shop.call(`/campaigns/${planted.campaign}/offers`, {
    method: 'PUT',
    token: shop.secretKey,
    body: { offers },
  });
  expect(put.status).toBe(200);
}

const lines = Array.from({ length: 50 }, (_, index) => ({
  offerId: index % 2 === 0 ? planted.appleOffer : planted.eggOffer,
  pieces: 1 + (index % 3),
}));
const cart = {
  campaignId: planted.campaign,
  leaderId: planted.leader,
  communityId: planted.community,
  couponCode: 'EAST',
  lines,
};

test('storefront quote over HTTP: 50 lines and 10 active promotions cost one round trip, key, session and shop included', async () => {
  await promoteTen();
  const session = await shop.session('customer', planted.customer);
  countTrips();
  // Where nobody was seen for 5 seconds the secret of sessions and the customer are looked up before, together.
  const cold = await tripsOf(session, cart);
  expect(cold.trips).toBe(2);
  const warm = await tripsOf(session, cart);
  expect(warm.trips).toBe(1);
  expect(warm.body).toEqual(cold.body);
  // It is a real quote: flash and normal price, coupon, first order, both gifts.
  const reasons = (warm.body.steps as { reason: string }[]).map(({ reason }) => reason);
  expect(reasons).toEqual(['amountOff', 'amountOff', 'amountOff', 'giftForSpending', 'giftForSpending']);
  expect((warm.body.lines as { flash: boolean }[]).some(({ flash }) => flash)).toBe(true);
  const { trips: byKey } = await tripsOf(shop.publishableKey, cart);
  expect(byKey).toBe(1);
});

test('storefront quote over HTTP: still one when the customer has orders, a hold and a used coupon', async () => {
  await promoteTen();
  const body = {
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 4 }],
  };
  const firm = await shop.call('/orders', {
    token: shop.secretKey,
    body: { ...body, couponCode: 'EAST', payment: 'atPickup' },
  });
  expect(firm.status).toBe(201);
  expect((await shop.call('/orders', { token: shop.secretKey, body })).status).toBe(201);
  const session = await shop.session('customer', planted.customer);
  countTrips();
  const { couponCode: _, ...without } = cart;
  await tripsOf(session, without);
  expect((await tripsOf(session, without)).trips).toBe(1);
});

test('session: after 5 quiet seconds one round trip more, for another customer too; a forged one costs none while it is warm', async () => {
  const session = await shop.session('customer', planted.customer);
  const other = await shop.session('customer', planted.otherCustomer);
  const { couponCode: _, ...body } = cart;
  countTrips();
  for (const [token, expected] of [
    [session, 2],
    [session, 1],
    [other, 2],
    [other, 1],
  ] as const)
    expect((await tripsOf(token, body)).trips).toBe(expected);
  shop.now += 5001;
  expect((await tripsOf(session, body)).trips).toBe(2);
  const foreign = { role: 'customer', subject: planted.customer } as const;
  const forged = await signSession(foreign, 'another secret that is also long enough', shop.now, 600);
  const visit = async (token: string) => {
    trips = 0;
    const { status } = await shop.call('/storefront/quotes', { token, body });
    return [status, trips];
  };
  expect(await visit(forged)).toEqual([401, 0]);
  shop.now += 5001;
  // What a forged token says is read along with the secret, and counts for nothing.
  expect(await visit(forged)).toEqual([401, 1]);
  expect(await visit('no.token')).toEqual([401, 0]);
});

test('R17: a quote over HTTP tells this customer whether it can be paid at pickup, at no further round trip', async () => {
  const policies = { payAtPickup: 'allowed', noShowsMax: 1 };
  await shop.call('/shop', { method: 'PATCH', token: shop.secretKey, body: { policies } });
  const sql = `UPDATE "customers" SET "noShows" = 1 WHERE "id" = '${planted.customer}'`;
  await shop.tuan.engine.run([{ sql, params: [] }], 'write');
  const { couponCode: _, ...body } = cart;
  const mine = await shop.session('customer', planted.customer);
  const others = await shop.session('customer', planted.otherCustomer);
  countTrips();
  await tripsOf(mine, body);
  const own = await tripsOf(mine, body);
  expect(own.trips).toBe(1);
  expect(own.body.payAtPickup).toEqual({ allowed: false, refused: 'noShows', noShows: 1, noShowsMax: 1 });
  for (const token of [others, shop.publishableKey])
    expect((await tripsOf(token, body)).body.payAtPickup).toMatchObject({ allowed: true, refused: null });
});
