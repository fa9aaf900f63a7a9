import { afterEach, beforeEach, expect, test } from 'vitest';
import { communities } from '../communities/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, cartOf, changeApples, plantGift, promote, yuan } from '../testing/promote.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const coupon = async (
  wanted: Readonly<Record<string, unknown>> = {},
  codes: readonly Readonly<Record<string, unknown>>[] = [{ code: 'EAST5' }],
) => {
  const { id: promotionId } = await promote(shop, {
    kind: 'coupon',
    steps: [{ amount: yuan(500) }],
    ...wanted,
  });
  return shop.tuan.coupons.create({ promotionId, coupons: codes.map((code) => ({ uses: 1, ...code })) });
};

test('R9: spend-and-save, then the coupon, then the first order, then the gift on what remains', async () => {
  await promote(shop, { kind: 'firstOrder', steps: [{ basisPoints: 1000 }] });
  await promote(shop, { kind: 'spendGift', gift: { variantId: planted.egg, from: yuan(7650) } });
  await coupon();
  await promote(shop, {
    kind: 'spendSave',
    steps: [
      { from: yuan(5000), amount: yuan(500) },
      { from: yuan(10_000), amount: yuan(1000) },
    ],
  });
  await plantGift(shop, 3);
  // 100.00 − 10.00 − 5.00 = 85.00, less 10 % = 76.50: eggs.
  const quote = await shop.tuan.orders.quote(cartOf(10, { couponCode: 'east5' }));
  expect(quote.total).toEqual(yuan(7650));
  expect(quote.steps.map(({ kind, amount }) => [kind, amount])).toEqual([
    ['spendSave', 1000],
    ['coupon', 500],
    ['firstOrder', 850],
    ['spendGift', 0],
  ]);
});

test('spend-and-save: of two for the same goods the better one, for other categories both; a hint for the next step', async () => {
  await promote(shop, {
    kind: 'spendSave',
    name: 'A',
    categories: ['水果'],
    steps: [{ from: yuan(1000), amount: yuan(100) }],
  });
  await promote(shop, {
    kind: 'spendSave',
    name: 'B',
    categories: ['水果'],
    steps: [
      { from: yuan(1000), amount: yuan(200) },
      { from: yuan(9000), basisPoints: 1000 },
    ],
  });
  await promote(shop, {
    kind: 'spendSave',
    name: 'C',
    categories: ['肉禽蛋'],
    steps: [{ from: yuan(3000), amount: yuan(300) }],
  });
  const lines = [
    { offerId: planted.appleOffer, pieces: 2 },
    { offerId: planted.eggOffer, pieces: 1 },
  ];
  const quote = await shop.tuan.orders.quote(cartOf(1, { lines }));
  expect(quote.lines.map(({ discount }) => discount.amount)).toEqual([200, 300]);
  expect(quote.hints).toMatchObject([{ reason: 'spendMorePercent', amount: 7000 }]);
});

test('coupon: once, for one customer, while it runs; every other code is refused with its reason', async () => {
  await coupon({}, [{ code: 'EAST5' }, { code: 'FOR-WANG', customerId: planted.otherCustomer }]);
  const unusable = async (couponCode: string) =>
    shop.tuan.orders.place(apples(2, { couponCode })).then(
      () => 'placed',
      (error: unknown) => (error as { details: { reason: string } }).details.reason,
    );
  expect(await unusable('NOTHING')).toBe('couponUnknown');
  expect(await unusable('for wang')).toBe('couponNotYours');
  const placed = await shop.tuan.orders.place(apples(2, { couponCode: ' east5 ' }));
  expect(placed.total).toEqual(yuan(1500));
  expect(await unusable('EAST5')).toBe('couponUsedUp');
  await shop.tuan.orders.cancel({ orderId: placed.id });
  expect(await unusable('EAST5')).toBe('placed');
  await expect(coupon()).rejects.toMatchObject({
    code: 'coupon_code_used',
    details: { fields: [{ path: 'coupons.0.code' }] },
  });
});

test('one coupon twice at once: one gets it, the other is shown the new quote', async () => {
  await coupon();
  const codes = { couponCode: 'EAST5' };
  const as = (customerId: string) => ({ actor: { kind: 'customer', customerId } }) as const;
  const { customer: _, ...cart } = cartOf(2, codes);
  const { customer: __, ...order } = apples(2, codes);
  const buyers = [planted.customer, planted.otherCustomer];
  const quotes = await Promise.all(buyers.map((id) => shop.tuan.orders.quote(cart, as(id))));
  const tries = await Promise.allSettled(
    buyers.map((id, index) => shop.tuan.orders.place({ ...order, quoteToken: quotes[index]?.token }, as(id))),
  );
  expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  expect(tries.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'quote_changed', details: { quote: { total: yuan(2000) } } },
  });
});

test('promotions: only with the chosen leaders, in their window, so often as the customer may', async () => {
  await promote(shop, {
    kind: 'spendSave',
    leaderIds: [planted.leader],
    usesPerCustomer: 2,
    endsAt: '2026-11-23T12:00:00+08:00',
    steps: [{ from: yuan(1000), amount: yuan(100) }],
  });
  const other = { leaderId: planted.otherLeader, pickupPointId: planted.otherPoint };
  expect((await shop.tuan.orders.place(apples(1, other))).total).toEqual(yuan(1000));
  const totals = [];
  for (let turn = 0; turn < 3; turn += 1) totals.push((await shop.tuan.orders.place(apples(1))).total.amount);
  expect(totals).toEqual([900, 900, 1000]);
  shop.at('2026-11-23T12:00:00+08:00');
  const late = await shop.tuan.orders.place(apples(1, { customer: planted.otherCustomer }));
  expect(late.total).toEqual(yuan(1000));
});

test('a later change never touches what was ordered: the order keeps discount, steps and version', async () => {
  const { id: promotionId } = await promote(shop, {
    kind: 'spendSave',
    name: '满减',
    steps: [{ from: yuan(1000), amount: yuan(100) }],
  });
  const placed = await shop.tuan.orders.place(apples(1));
  await shop.tuan.promotions.change({ promotionId, steps: [{ from: yuan(1000), amount: yuan(300) }] });
  expect((await shop.tuan.orders.quote(cartOf(1))).total).toEqual(yuan(700));
  expect(await shop.tuan.orders.get({ orderId: placed.id })).toMatchObject({ total: yuan(900) });
  const [stored] = await shop.tuan.reader.rows<{ steps: string }>(
    'SELECT "priceSteps" AS "steps" FROM "orders"',
  );
  expect(JSON.parse(stored?.steps ?? '[]')).toMatchObject([
    { kind: 'offer', line: 0 },
    { kind: 'spendSave', promotionId, version: 1, amount: 100 },
  ]);
  await shop.tuan.promotions.end({ promotionId });
  expect((await shop.tuan.orders.quote(cartOf(1))).total).toEqual(yuan(1000));
});

test('拉3人进群: a gift for every third newcomer, once; nobody invites themselves, and a person counts once [S]', async () => {
  await promote(shop, { kind: 'inviteGift', name: '拉3人进群', every: 3, gift: { variantId: planted.egg } });
  await plantGift(shop, 9);
  await shop.plant((work, { now }) =>
    work.insert(communities, {
      id: 'cmt_two',
      leaderId: planted.leader,
      name: '二群',
      inviteCode: 'SECXND26',
      createdAt: now,
    }),
  );
  const join = async (
    externalId: string,
    inviteCode = 'EAST2026',
    invitedById: string = planted.customer,
  ) => {
    await shop.tuan.customers.upsert({ customers: [{ externalId, name: externalId }] });
    await shop.tuan.communities.join({ inviteCode, customer: `external:${externalId}`, invitedById });
  };
  await shop.tuan.communities.join({
    inviteCode: 'EAST2026',
    customer: planted.otherCustomer,
    invitedById: planted.customer,
  });
  await join('N1');
  await join('N1', 'SECXND26');
  await shop.tuan.communities.join({
    inviteCode: 'SECXND26',
    customer: planted.customer,
    invitedById: planted.customer,
  });
  expect((await shop.tuan.coupons.list({ customerId: planted.customer })).data).toHaveLength(0);
  await join('N2');
  expect((await shop.tuan.coupons.list({ customerId: planted.customer })).data).toMatchObject([
    { usesLeft: 1 },
  ]);
  const placed = await shop.tuan.orders.place(apples(1));
  expect(placed.lines).toMatchObject([{ gift: false }, { gift: true, unitPrice: yuan(0) }]);
  expect((await shop.tuan.orders.place(apples(1))).lines).toHaveLength(1);
  await shop.tuan.orders.cancel({ orderId: placed.id });
  expect((await shop.tuan.orders.quote(cartOf(1))).lines).toHaveLength(2);
  for (const name of ['N3', 'N4', 'N5']) await join(name);
  expect((await shop.tuan.coupons.list({ customerId: planted.customer })).data).toHaveLength(2);
});

test.each([
  ['JPY', 1000, 334],
  ['CNY', 1000, 334],
  ['KWD', 12_345, 4115],
])('currencies: %s keeps its own minor units; parts sum to the whole', async (currency, price, most) => {
  const own = await testShop({ currency });
  const { id } = await own.tuan.promotions.create({
    kind: 'firstOrder',
    name: '首单',
    steps: [{ amount: { amount: price, currency } }],
  });
  await own.tuan.promotions.activate({ promotionId: id });
  await changeApples(own, { price });
  const lines = [1, 1, 1].map((pieces) => ({ offerId: planted.appleOffer, pieces }));
  const placed = await own.tuan.orders.place(apples(1, { lines, payment: 'atPickup' }));
  const parts = placed.lines.map(({ discount }) => discount.amount);
  expect(parts.reduce((sum, part) => sum + part, 0)).toBe(price);
  expect(Math.max(...parts)).toBe(most);
  expect(placed.total).toEqual({ amount: 2 * price, currency });
  await expect(
    own.tuan.promotions.create({
      kind: 'firstOrder',
      name: '首单',
      steps: [{ amount: { amount: 1, currency: 'USD' } }],
    }),
  ).rejects.toMatchObject({ code: 'currency_mismatch' });
  await own.audit();
  await own.close();
});

test('quote: a cart of 50 lines and 10 active promotions costs one round trip', async () => {
  for (let number = 0; number < 8; number += 1)
    await promote(shop, {
      kind: 'spendSave',
      name: String(number),
      steps: [{ from: yuan(1000 + number), amount: yuan(100) }],
    });
  await promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(500) }] });
  await promote(shop, { kind: 'spendGift', gift: { variantId: planted.egg, from: yuan(3000) } });
  await plantGift(shop, 3);
  await shop.tuan.campaigns.putOffers({
    campaignId: planted.campaign,
    offers: [{ variantId: planted.apple, tiers: [{ fromPieces: 60, price: yuan(900) }] }],
  });
  const lines = Array.from({ length: 50 }, (_, index) => ({
    offerId: index % 2 === 0 ? planted.appleOffer : planted.eggOffer,
    pieces: 1,
  }));
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  let trips = 0;
  Object.assign(shop.tuan.engine, { run: (...call: Parameters<typeof run>) => ((trips += 1), run(...call)) });
  const { customer: _, ...cart } = cartOf(1, { lines });
  const quote = await shop.tuan.orders.quote(cart, {
    actor: { kind: 'customer', customerId: planted.customer },
  });
  Object.assign(shop.tuan.engine, { run });
  expect(trips).toBe(1);
  expect(quote.lines).toHaveLength(51);
});

test('place: where no promotion is active it reads in as few round trips as ever', async () => {
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  let reads = 0;
  Object.assign(shop.tuan.engine, {
    run: (...call: Parameters<typeof run>) => ((reads += call[1] === 'read' ? 1 : 0), run(...call)),
  });
  await shop.tuan.orders.place(apples(1, { communityId: planted.community }));
  Object.assign(shop.tuan.engine, { run });
  expect(reads).toBe(1);
});
