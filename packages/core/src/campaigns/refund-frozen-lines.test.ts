import { afterEach, beforeEach, expect, test } from 'vitest';
import { interleave, planted, testShop, type TestShop } from '../testing/index.ts';
import { offerTiers } from './tables.ts';

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
const atCutoff = () => shop.at('2026-11-23T22:00:00+08:00');
const apples = (pieces: number) => ({ offerId: planted.appleOffer, pieces });
const eggs = (pieces: number) => ({ offerId: planted.eggOffer, pieces });

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

const paid = (amount: number, reference: string) => ({ payment: { amount: cny(amount), reference } });

async function balances(): Promise<Record<string, number>> {
  const rows = await shop.tuan.reader.rows<{ account: number; sum: number }>(
    'SELECT "account", sum("amount") AS "sum" FROM "ledger_entries" GROUP BY "account"',
  );
  return Object.fromEntries(rows.map(({ account, sum }) => [String(account), sum]));
}

async function dueLines() {
  return shop.tuan.reader.rows<{ freezeId: string; orderLineId: string }>(
    'SELECT "freezeId", "orderLineId" FROM "freeze_refunds" WHERE "doneAt" IS NULL',
  );
}

test('R20: a failed line is refunded in full, the rest of the order stays', async () => {
  await shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.egg, minimum: 5 }] });
  const { id } = await shop.tuan.orders.place(order([apples(2), eggs(1)], paid(5280, 'till-1')));
  atCutoff();
  const report = await shop.tuan.tick();
  expect(report.steps).toContainEqual({ name: 'campaigns.refundFrozenLines', done: 1, problem: null });
  const after = await shop.tuan.orders.get({ orderId: id });
  expect(after).toMatchObject({
    status: 'confirmed',
    refunded: cny(3280),
    lines: [
      { refunded: cny(0), cancelled: 0 },
      { refunded: cny(3280), cancelled: 1 },
    ],
  });
  expect(after.pickupCode).not.toBeNull();
  expect(await balances()).toEqual({ 1100: 5280, 1600: 200, 2100: -2000, 2200: -3280, 2300: -200 });
});

test('R20, C3: when every line failed the order is cancelled, and the campaign completed once all is given back', async () => {
  await shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.apple, minimum: 5 }] });
  const firm = await shop.tuan.orders.place(order([apples(2)], paid(2000, 'till-1')));
  const unpaid = await shop.tuan.orders.place(
    order([apples(1)], { payment: 'atPickup', customer: planted.otherCustomer }),
  );
  atCutoff();
  expect(await shop.tuan.campaigns.freeze({ campaignId })).toMatchObject({ status: 'purchasing' });
  await expect(shop.tuan.campaigns.complete({ campaignId })).rejects.toMatchObject({ code: 'conflict' });
  await shop.tuan.tick();
  for (const { id } of [firm, unpaid]) {
    expect(await shop.tuan.orders.get({ orderId: id })).toMatchObject({
      status: 'cancelled',
      cancelReason: 'offerFailed',
      pickupCode: null,
      amountDue: cny(0),
    });
  }
  expect(await balances()).toEqual({ 1100: 2000, 1600: 0, 2100: 0, 2200: -2000, 2300: 0 });
  expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({
    status: 'completed',
    reason: 'nothingOrdered',
  });
});

test('R7: what was paid above the tier goes back, and the commission follows', async () => {
  await shop.plant((work) => {
    work.insert(offerTiers, { offerId: planted.appleOffer, fromPieces: 5, price: 800 });
    return null;
  });
  const firm = await shop.tuan.orders.place(order([apples(3)], paid(3000, 'till-1')));
  const unpaid = await shop.tuan.orders.place(
    order([apples(2)], { payment: 'atPickup', customer: planted.otherCustomer }),
  );
  atCutoff();
  await shop.tuan.tick();
  expect(await shop.tuan.orders.get({ orderId: firm.id })).toMatchObject({
    refunded: cny(600),
    lines: [{ net: cny(2400) }],
  });
  expect(await shop.tuan.orders.get({ orderId: unpaid.id })).toMatchObject({
    amountDue: cny(1600),
    lines: [{ net: cny(1600) }],
  });
  expect((await shop.tuan.refunds.list({})).data).toMatchObject([
    { kind: 'adjustment', reason: 'tier', amount: cny(600) },
  ]);
  expect(await balances()).toEqual({ 1100: 3000, 1600: 240, 2100: -2400, 2200: -600, 2300: -240 });
});

test('R7: a tier counted over a community is for that community alone', async () => {
  await shop.plant((work) => {
    work.insert(offerTiers, {
      offerId: planted.appleOffer,
      fromPieces: 3,
      price: 800,
      countedOver: 'community',
    });
    work.insert(offerTiers, { offerId: planted.appleOffer, fromPieces: 4, price: 900 });
    return null;
  });
  const east = await shop.tuan.orders.place(order([apples(3)], paid(3000, 'till-1')));
  const west = {
    leaderId: planted.otherLeader,
    pickupPointId: planted.otherPoint,
    customer: planted.otherCustomer,
  };
  const other = await shop.tuan.orders.place(order([apples(1)], { ...west, ...paid(1000, 'till-2') }));
  atCutoff();
  await shop.tuan.tick();
  expect(await shop.tuan.orders.get({ orderId: east.id })).toMatchObject({ refunded: cny(600) });
  expect(await shop.tuan.orders.get({ orderId: other.id })).toMatchObject({ refunded: cny(100) });
});

test('R7, R14: who ordered before the price was lowered pays the tier too, and no price ever rises', async () => {
  await shop.plant((work) => {
    work.insert(offerTiers, { offerId: planted.appleOffer, fromPieces: 2, price: 950 });
    return null;
  });
  const before = await shop.tuan.orders.place(order([apples(1)], paid(1000, 'till-1')));
  await shop.tuan.campaigns.putOffers({
    campaignId,
    offers: [{ variantId: planted.apple, price: cny(900) }],
  });
  const after = await shop.tuan.orders.place(order([apples(1)], paid(900, 'till-2')));
  atCutoff();
  await shop.tuan.tick();
  expect(await shop.tuan.orders.get({ orderId: before.id })).toMatchObject({ refunded: cny(50) });
  expect(await shop.tuan.orders.get({ orderId: after.id })).toMatchObject({ refunded: cny(0) });
});

test('C23: each line once per freeze, however often and from wherever it is asked', async () => {
  await shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.apple, minimum: 50 }] });
  await shop.tuan.orders.place(order([apples(2)], paid(2000, 'till-1')));
  atCutoff();
  await shop.tuan.campaigns.freeze({ campaignId });
  const lines = [...(await dueLines())].map(({ freezeId, orderLineId }) => ({ freezeId, orderLineId }));
  interleave(shop, (other) => other.campaigns.refundFrozenLines({ lines }));
  expect(await shop.tuan.campaigns.refundFrozenLines({ lines: [...lines, ...lines] })).toEqual({ done: 0 });
  expect(await balances()).toEqual({ 1100: 2000, 1600: 0, 2100: 0, 2200: -2000, 2300: 0 });
});

test('C23: 600 lines go in chunks of 500, and what was cut off goes on', async () => {
  await shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.apple, minimum: 5000 }] });
  for (let batch = 0; batch < 6; batch += 1) {
    await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        shop.tuan.orders.place(order([apples(1)], paid(1000, `till-${String(batch)}-${String(at)}`))),
      ),
    );
  }
  atCutoff();
  await shop.tuan.campaigns.freeze({ campaignId });
  const first = (await dueLines())
    .slice(0, 500)
    .map(({ freezeId, orderLineId }) => ({ freezeId, orderLineId }));
  expect(await shop.tuan.campaigns.refundFrozenLines({ lines: first })).toEqual({ done: 500 });
  expect(await dueLines()).toHaveLength(100);
  const report = await shop.tuan.tick();
  expect(report.steps).toContainEqual({ name: 'campaigns.refundFrozenLines', done: 100, problem: null });
  expect(await balances()).toEqual({ 1100: 600_000, 1600: 0, 2100: 0, 2200: -600_000, 2300: 0 });
});

test('refund frozen lines: only the shop, and only lines that a freeze listed', async () => {
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.campaigns.refundFrozenLines({ lines: [] }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  const lines = [{ freezeId: 'frz_none', orderLineId: 'lin_none' }];
  await expect(shop.tuan.campaigns.refundFrozenLines({ lines })).rejects.toMatchObject({ code: 'not_found' });
});
