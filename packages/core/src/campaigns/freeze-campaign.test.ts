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

const eggs = (pieces: number) => ({ lines: [{ offerId: planted.eggOffer, pieces }] });
const atPickup = { payment: 'atPickup' };
const freeze = () => shop.tuan.campaigns.freeze({ campaignId });

test('R19: the instant before the cutoff is too early, the cutoff itself is not', async () => {
  await shop.tuan.orders.place(order(3, atPickup));
  shop.now = Date.parse('2026-11-23T21:59:59.999+08:00');
  await expect(freeze()).rejects.toMatchObject({
    code: 'freeze_too_early',
    details: { notBefore: '2026-11-23T14:00:00.000Z' },
  });
  shop.now += 1;
  expect(await freeze()).toMatchObject({
    status: 'purchasing',
    freezes: [
      {
        cutoff: '2026-11-23T14:00:00.000Z',
        offers: [
          { offerId: planted.appleOffer, outcome: 'frozen', pieces: 3, price: cny(1000) },
          { offerId: planted.eggOffer, outcome: 'frozen', pieces: 0 },
        ],
      },
    ],
  });
});

test('R19: a live hold makes the freeze wait; at its end it is expired and left out', async () => {
  await shop.tuan.orders.place(order(2, atPickup));
  shop.at('2026-11-23T21:58:00+08:00');
  const held = await shop.tuan.orders.place(order(1));
  atCutoff();
  await expect(freeze()).rejects.toMatchObject({
    code: 'freeze_too_early',
    details: { notBefore: '2026-11-23T14:10:00.000Z', liveHolds: 1 },
  });
  shop.at('2026-11-23T22:10:00+08:00');
  expect((await freeze()).freezes[0]?.offers[0]).toMatchObject({ pieces: 2 });
  expect(await shop.tuan.orders.get({ orderId: held.id })).toMatchObject({ status: 'expired' });
});

test('R19: freezing twice yields the same and writes nothing', async () => {
  await shop.tuan.orders.place(order(3, atPickup));
  atCutoff();
  const first = await freeze();
  const events = await shop.tuan.reader.rows('SELECT "id" FROM "events"');
  shop.now += 60_000;
  expect(await freeze()).toEqual(first);
  expect(await shop.tuan.reader.rows('SELECT "id" FROM "events"')).toEqual(events);
  expect(await shop.tuan.reader.rows('SELECT "orders", "lines", "pieces", "net" FROM "freezes"')).toEqual([
    { orders: 1, lines: 1, pieces: 3, net: 3000 },
  ]);
});

test('freeze twice: two processes at once leave one freeze', async () => {
  await shop.tuan.orders.place(order(3, atPickup));
  atCutoff();
  interleave(shop, (other) => other.campaigns.freeze({ campaignId }));
  expect(await freeze()).toMatchObject({
    status: 'purchasing',
    freezes: [{ offers: [{ pieces: 3 }, { pieces: 0 }] }],
  });
  expect(await shop.tuan.reader.rows('SELECT count(*) AS "count" FROM "freezes"')).toEqual([{ count: 1 }]);
});

test('R19: with nothing firm the campaign is completed, reason nothingOrdered', async () => {
  await shop.tuan.orders.place(order(3));
  shop.at('2026-11-23T23:00:00+08:00');
  expect(await freeze()).toMatchObject({ status: 'completed', reason: 'nothingOrdered' });
  expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({
    phase: 'completed',
    completedAt: '2026-11-23T15:00:00.000Z',
  });
});

test('C22: each cutoff freezes by itself; the other offers go on being sold', async () => {
  await shop.tuan.campaigns.putOffers({
    campaignId,
    offers: [{ variantId: planted.egg, closesAt: '2026-11-23T20:00:00+08:00' }],
  });
  await shop.tuan.orders.place(order(1, { ...eggs(2), ...atPickup }));
  shop.at('2026-11-23T20:00:00+08:00');
  expect((await freeze()).freezes).toMatchObject([{ offers: [{ offerId: planted.eggOffer, pieces: 2 }] }]);
  expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({
    status: 'purchasing',
    phase: 'open',
  });
  await shop.tuan.orders.place(order(4, atPickup));
  expect((await freeze()).freezes).toHaveLength(1);
  atCutoff();
  expect((await freeze()).freezes).toMatchObject([
    { offers: [{ pieces: 2 }] },
    { offers: [{ offerId: planted.appleOffer, pieces: 4 }] },
  ]);
  expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({
    status: 'purchasing',
    phase: 'purchasing',
  });
});

test('C22: an empty first cutoff does not end the campaign', async () => {
  await shop.tuan.campaigns.putOffers({
    campaignId,
    offers: [{ variantId: planted.egg, closesAt: '2026-11-23T20:00:00+08:00' }],
  });
  shop.at('2026-11-23T20:00:00+08:00');
  expect(await freeze()).toMatchObject({ status: 'purchasing' });
  atCutoff();
  expect(await freeze()).toMatchObject({ status: 'completed', reason: 'nothingOrdered' });
});

test('pay ⇄ freeze: a hold paid by another process while the freeze is decided is in', async () => {
  shop.at('2026-11-23T21:58:00+08:00');
  const held = await shop.tuan.orders.place(order(2));
  shop.at('2026-11-23T22:10:00+08:00');
  const payment = { orderId: held.id, amount: cny(2000), reference: 'race-1' };
  interleave(shop, (other) => other.orders.pay(payment, { now: shop.now - 1 }));
  expect((await freeze()).freezes[0]?.offers[0]).toMatchObject({ outcome: 'frozen', pieces: 2 });
});

test('pay ⇄ freeze: after the freeze the hold is over and the money goes back', async () => {
  shop.at('2026-11-23T21:58:00+08:00');
  const held = await shop.tuan.orders.place(order(2));
  shop.at('2026-11-23T22:10:00+08:00');
  interleave(shop, (other) => other.campaigns.freeze({ campaignId }));
  expect(
    await shop.tuan.orders.pay({ orderId: held.id, amount: cny(2000), reference: 'race-1' }),
  ).toMatchObject({ outcome: 'refundDue', order: { status: 'expired' } });
});

test('cancel ⇄ freeze: an order that the shop cancels while the freeze is decided is out', async () => {
  const firm = await shop.tuan.orders.place(order(2, atPickup));
  const kept = await shop.tuan.orders.place(order(1, atPickup));
  atCutoff();
  interleave(shop, (other) => other.orders.cancel({ orderId: firm.id }));
  expect((await freeze()).freezes[0]?.offers[0]).toMatchObject({ pieces: 1 });
  await expect(shop.tuan.orders.cancel({ orderId: kept.id })).rejects.toMatchObject({ code: 'order_status' });
});

test('cancel ⇄ freeze: a cancellation that comes while another process freezes is refused', async () => {
  const firm = await shop.tuan.orders.place(order(2, atPickup));
  atCutoff();
  interleave(shop, (other) => other.campaigns.freeze({ campaignId }));
  await expect(shop.tuan.orders.cancel({ orderId: firm.id })).rejects.toMatchObject({ code: 'order_status' });
});

test('R7: the tier reached by firm pieces is fixed at the freeze', async () => {
  await shop.plant((work) => {
    work.insert(offerTiers, { offerId: planted.appleOffer, fromPieces: 4, price: 900 });
    work.insert(offerTiers, { offerId: planted.appleOffer, fromPieces: 6, price: 800 });
    return null;
  });
  await shop.tuan.orders.place(order(5, atPickup));
  await shop.tuan.orders.place(order(1));
  atCutoff();
  expect((await freeze()).freezes[0]?.offers[0]).toMatchObject({ pieces: 5, price: cny(900) });
});

test('freeze campaign: refused for a draft and a cancelled campaign, and for anyone but the shop', async () => {
  const { id } = await shop.tuan.campaigns.draft({
    title: '草稿',
    closesAt: '2026-11-24T22:00:00+08:00',
    pickupDate: '2026-11-25',
    pickupWindows: [{ opens: '16:00', closes: '20:00' }],
  });
  await expect(shop.tuan.campaigns.freeze({ campaignId: id })).rejects.toMatchObject({
    code: 'campaign_status',
    details: { status: 'draft' },
  });
  await shop.tuan.campaigns.cancel({ campaignId: id });
  await expect(shop.tuan.campaigns.freeze({ campaignId: id })).rejects.toMatchObject({
    code: 'campaign_status',
  });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.campaigns.freeze({ campaignId }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
