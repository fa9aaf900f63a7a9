import { afterEach, beforeEach, expect, test } from 'vitest';
import { flashCustomers, flashWindows, offers } from '../campaigns/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, cartOf, promote, yuan } from '../testing/promote.ts';
import { tick } from '../tick.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const put = (offer: Readonly<Record<string, unknown>>) =>
  shop.tuan.campaigns.putOffers({
    campaignId: planted.campaign,
    offers: [{ variantId: planted.apple, ...offer }],
  });
const flash = (values: Readonly<Record<string, unknown>> = {}) => ({
  startsAt: '2026-11-23T10:00:00+08:00',
  endsAt: '2026-11-23T11:00:00+08:00',
  price: yuan(700),
  stock: 5,
  ...values,
});
const windows = () => shop.tuan.reader.table(flashWindows, 'TRUE');
const paid = (amount: number, reference = `till ${String(amount)}`) => ({
  payment: { amount: yuan(amount), reference },
});

test('秒杀: the flash price counts in its window only; its end itself is over [S]', async () => {
  await put({ flashWindows: [flash()] });
  const priceAt = async (text: string) => {
    shop.at(text);
    return (await shop.tuan.orders.quote(cartOf(1))).lines[0]?.unitPrice.amount;
  };
  expect(await priceAt('2026-11-23T09:59:59+08:00')).toBe(1000);
  expect(await priceAt('2026-11-23T10:00:00+08:00')).toBe(700);
  expect(await priceAt('2026-11-23T10:59:59+08:00')).toBe(700);
  expect(await priceAt('2026-11-23T11:00:00+08:00')).toBe(1000);
});

test('R6: where flash stock covers a part the line becomes two, and it is back to normal when used up [S]', async () => {
  await put({ flashWindows: [flash()] });
  shop.at('2026-11-23T10:30:00+08:00');
  const placed = await shop.tuan.orders.place(apples(7));
  expect(placed.lines).toMatchObject([
    { pieces: 5, unitPrice: yuan(700) },
    { pieces: 2, unitPrice: yuan(1000) },
  ]);
  expect(await windows()).toMatchObject([{ sold: 5 }]);
  expect((await shop.tuan.orders.quote(cartOf(1, { customer: planted.otherCustomer }))).total).toEqual(
    yuan(1000),
  );
  await shop.tuan.orders.cancel({ orderId: placed.id });
  expect(await windows()).toMatchObject([{ sold: 0 }]);
});

test('R6: the flash limit holds for one customer over all carts; flash pieces count against the cap too', async () => {
  await put({ cap: 6, flashWindows: [flash({ limitPerCustomer: 2 })] });
  shop.at('2026-11-23T10:30:00+08:00');
  await shop.tuan.orders.place(apples(1, { payment: 'atPickup' }));
  const again = await shop.tuan.orders.place(apples(2));
  expect(again.lines).toMatchObject([{ unitPrice: yuan(700) }, { unitPrice: yuan(1000) }]);
  expect(await shop.tuan.reader.table(flashCustomers, 'TRUE')).toMatchObject([{ pieces: 2 }]);
  await expect(shop.tuan.orders.place(apples(4, { customer: planted.otherCustomer }))).rejects.toMatchObject({
    code: 'offer_sold_out',
  });
});

test('R1: flash pieces of an overdue hold are free again, written down or not', async () => {
  await put({ flashWindows: [flash()] });
  shop.at('2026-11-23T10:30:00+08:00');
  await shop.tuan.orders.place(apples(5));
  shop.now += 15 * 60_000;
  const next = cartOf(5, { customer: planted.otherCustomer });
  expect((await shop.tuan.orders.quote(next)).total).toEqual(yuan(3500));
  expect((await shop.tuan.orders.place(apples(5, { customer: planted.otherCustomer }))).total).toEqual(
    yuan(3500),
  );
});

test('秒杀: 20 at once for 5 pieces: five pay the flash price, nobody more [S]', async () => {
  await put({ flashWindows: [flash()] });
  shop.at('2026-11-23T10:30:00+08:00');
  const placed = await Promise.all(
    Array.from({ length: 20 }, () => shop.tuan.orders.place(apples(1, { payment: 'atPickup' }))),
  );
  expect(placed.filter(({ total }) => total.amount === 700)).toHaveLength(5);
  expect(placed.filter(({ total }) => total.amount === 1000)).toHaveLength(15);
});

test('邻里拼团: everyone pays the tier reached at the freeze, and a price accepted never rises [S]', async () => {
  await put({
    price: yuan(1200),
    tiers: [
      { fromPieces: 10, price: yuan(1100) },
      { fromPieces: 30, price: yuan(1000) },
    ],
  });
  const early = await shop.tuan.orders.place(apples(1, paid(1200)));
  // R7: firm pieces of all and those of the cart: 1 + 9.
  const tenth = await shop.tuan.orders.place(apples(9, { customer: planted.otherCustomer, ...paid(9900) }));
  expect(tenth.lines).toMatchObject([{ unitPrice: yuan(1100) }]);
  // Held pieces do not count: 10 firm and 1 of the cart.
  await shop.tuan.orders.place(apples(19));
  expect((await shop.tuan.orders.quote(cartOf(1))).lines).toMatchObject([{ unitPrice: yuan(1100) }]);
  const quote = await shop.tuan.orders.quote(cartOf(20));
  expect(quote.lines[0]?.steps).toMatchObject([
    { kind: 'tier', reason: 'campaignTier', facts: { pieces: 30 } },
  ]);
  const many = await shop.tuan.orders.place(apples(20, paid(20_000)));
  expect(many.lines).toMatchObject([{ unitPrice: yuan(1000) }]);
  shop.at('2026-11-23T22:11:00+08:00');
  await tick(shop.tuan);
  expect((await shop.tuan.orders.get({ orderId: early.id })).refunded).toEqual(yuan(200));
  expect((await shop.tuan.orders.get({ orderId: tenth.id })).refunded).toEqual(yuan(900));
  expect((await shop.tuan.orders.get({ orderId: many.id })).refunded).toEqual(yuan(0));
});

test('R7: a tier counted over the community takes its firm pieces', async () => {
  await put({ tiers: [{ fromPieces: 4, price: yuan(800), countedOver: 'community' }] });
  await shop.tuan.orders.place(apples(3, paid(3000)));
  const elsewhere = {
    customer: planted.otherCustomer,
    leaderId: planted.otherLeader,
    pickupPointId: planted.otherPoint,
  };
  expect((await shop.tuan.orders.place(apples(1, elsewhere))).total).toEqual(yuan(1000));
  const { pickupPointId: _, ...own } = apples(1);
  expect((await shop.tuan.orders.quote(own)).total).toEqual(yuan(800));
  expect((await shop.tuan.orders.place(apples(1))).total).toEqual(yuan(800));
});

const frozenRefund = async (steps: readonly Readonly<Record<string, unknown>>[]) => {
  await put({ price: yuan(1200), tiers: [{ fromPieces: 2, price: yuan(1000) }] });
  if (steps.length > 0) await promote(shop, { kind: 'firstOrder', steps });
  const { total } = await shop.tuan.orders.quote(cartOf(1));
  const placed = await shop.tuan.orders.place(apples(1, { payment: { amount: total, reference: 'one' } }));
  const other = await shop.tuan.orders.place(
    apples(1, { customer: planted.otherCustomer, payment: 'atPickup' }),
  );
  expect(other.status).toBe('confirmed');
  shop.at('2026-11-23T22:00:00+08:00');
  await tick(shop.tuan);
  return (await shop.tuan.orders.get({ orderId: placed.id })).refunded.amount;
};

test('R8: tier refund 12 → 10: plain 2.00', async () => {
  expect(await frozenRefund([])).toBe(200);
});
test('R8: tier refund 12 → 10 with 5.00 off: 2.00 (7.00 → 5.00)', async () => {
  expect(await frozenRefund([{ amount: yuan(500) }])).toBe(200);
});
test('R8: tier refund 12 → 10 with 10 % off: 1.80', async () => {
  expect(await frozenRefund([{ basisPoints: 1000 }])).toBe(180);
});
test('R8: tier refund 12 → 10 with 11.50 off: 0.50', async () => {
  expect(await frozenRefund([{ amount: yuan(1150) }])).toBe(50);
});

test('R14, R7: after an order tiers only get better, and a flash that sold stays', async () => {
  const tiers = [{ fromPieces: 10, price: yuan(900) }];
  await put({ tiers, flashWindows: [flash()] });
  shop.at('2026-11-23T10:30:00+08:00');
  await shop.tuan.orders.place(apples(1));
  await expect(put({ tiers: [] })).rejects.toMatchObject({ details: { fields: [{ code: 'has_orders' }] } });
  await expect(put({ tiers: [{ fromPieces: 12, price: yuan(900) }] })).rejects.toMatchObject({
    details: { fields: [{ code: 'has_orders' }] },
  });
  await put({ tiers: [{ fromPieces: 8, price: yuan(880) }] });
  await expect(put({ flashWindows: [] })).rejects.toMatchObject({
    details: { fields: [{ path: 'offers.0.flashWindows', code: 'has_orders' }] },
  });
});

test('put offers: tiers that do not fall, windows that overlap or end before they start, negative prices', async () => {
  const wrong = async (offer: Readonly<Record<string, unknown>>) => {
    const refused = (await put(offer).catch((error: unknown) => error)) as {
      code: string;
      details: { fields: { path: string; code: string }[] };
    };
    return [refused.code, ...refused.details.fields.map(({ path, code }) => `${path} ${code}`)];
  };
  expect(
    await wrong({
      tiers: [
        { fromPieces: 3, price: yuan(900) },
        { fromPieces: 5, price: yuan(950) },
      ],
    }),
  ).toEqual(['invalid_input', 'offers.0.tiers.1.price not_falling']);
  expect(await wrong({ tiers: [{ fromPieces: 3, price: yuan(-1) }] })).toEqual([
    'invalid_input',
    'offers.0.tiers.0.price.amount custom',
  ]);
  const second = flash({ startsAt: '2026-11-23T10:30:00+08:00', endsAt: '2026-11-23T12:00:00+08:00' });
  expect(await wrong({ flashWindows: [flash(), second] })).toEqual([
    'campaign_incomplete',
    'offers.0.flashWindows overlap',
  ]);
  expect(await wrong({ flashWindows: [flash({ endsAt: '2026-11-23T09:00:00+08:00' })] })).toEqual([
    'invalid_input',
    'offers.0.flashWindows.0.endsAt period',
  ]);
  expect(await wrong({ flashWindows: [flash({ price: yuan(1000) })] })).toEqual([
    'invalid_input',
    'offers.0.flashWindows.0.price not_lower',
  ]);
  expect((await shop.tuan.reader.table(offers, 't."hasFlash"')).length).toBe(0);
});

test('put offers: tiers and windows are shown, changed and taken off', async () => {
  await put({ tiers: [{ fromPieces: 10, price: yuan(900) }], flashWindows: [flash()] });
  const shown = await shop.tuan.campaigns.showOpen({ campaignId: planted.campaign });
  expect(shown.offers[0]).toMatchObject({
    tiers: [{ fromPieces: 10 }],
    flash: [{ left: 5, running: false }],
  });
  const without = await put({ tiers: [], flashWindows: [] });
  expect(without.offers[0]).toMatchObject({ tiers: [], flashWindows: [] });
  const again = await put({ tiers: [{ fromPieces: 10, price: yuan(850) }] });
  expect(again.offers[0]).toMatchObject({ tiers: [{ fromPieces: 10, price: yuan(850) }] });
});
