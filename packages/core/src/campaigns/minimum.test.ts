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

test('R20: firm pieces decide on the minimum, held ones do not count', async () => {
  await shop.tuan.campaigns.putOffers({
    campaignId,
    offers: [
      { variantId: planted.apple, minimum: 3 },
      { variantId: planted.egg, minimum: 2 },
    ],
  });
  await shop.tuan.orders.place(order(2, atPickup));
  await shop.tuan.orders.place(order(5));
  await shop.tuan.orders.place(order(1, { ...eggs(2), ...atPickup }));
  atCutoff();
  expect((await freeze()).freezes[0]?.offers).toMatchObject([
    { outcome: 'failed', pieces: 2 },
    { outcome: 'frozen', pieces: 2 },
  ]);
  const [line] = await shop.tuan.reader.rows(
    'SELECT "firmPieces" FROM "order_lines" WHERE "offerId" = ? AND "confirmedAt" IS NOT NULL',
    [planted.appleOffer],
  );
  expect(line).toEqual({ firmPieces: 0 });
});

test('R20: a minimum of customers counts people, not pieces', async () => {
  await shop.tuan.campaigns.putOffers({
    campaignId,
    offers: [
      { variantId: planted.apple, minimum: 2, minimumOf: 'customers' },
      { variantId: planted.egg, minimum: 2, minimumOf: 'customers' },
    ],
  });
  await shop.tuan.orders.place(order(9, atPickup));
  await shop.tuan.orders.place(order(1, { ...eggs(1), ...atPickup }));
  await shop.tuan.orders.place(order(1, { ...eggs(1), ...atPickup, customer: planted.otherCustomer }));
  atCutoff();
  expect((await freeze()).freezes[0]?.offers).toMatchObject([
    { outcome: 'failed', pieces: 9 },
    { outcome: 'frozen', pieces: 2 },
  ]);
});

test('R20: nextLower takes the next of the declared minimums at an unchanged price', async () => {
  const lower = { minimum: 10, onMiss: 'nextLower' as const, lowerMinimums: [6, 3] };
  await shop.tuan.campaigns.putOffers({
    campaignId,
    offers: [
      { variantId: planted.apple, ...lower },
      { variantId: planted.egg, ...lower },
    ],
  });
  await shop.tuan.orders.place(order(3, atPickup));
  await shop.tuan.orders.place(order(1, { ...eggs(2), ...atPickup }));
  atCutoff();
  expect((await freeze()).freezes[0]?.offers).toMatchObject([
    { outcome: 'frozen', pieces: 3, price: cny(1000) },
    { outcome: 'failed', pieces: 2 },
  ]);
});

const extended = { variantId: planted.apple, minimum: 3, onMiss: 'extendOnce' as const, extendHours: 1 };

test('R20: extendOnce stays open by clock and counter, without a job, and closes when the minimum is reached', async () => {
  await shop.tuan.campaigns.putOffers({ campaignId, offers: [extended] });
  await shop.tuan.orders.place(order(2, atPickup));
  atCutoff();
  expect(await shop.tuan.campaigns.get({ campaignId })).toMatchObject({ phase: 'open' });
  await expect(shop.tuan.orders.place(order(1, { ...eggs(1), ...atPickup }))).rejects.toMatchObject({
    code: 'offer_closed',
  });
  const late = await shop.tuan.orders.place(order(1, atPickup));
  expect(late).toMatchObject({ earliestCutoff: '2026-11-23T15:00:00.000Z' });
  await expect(shop.tuan.orders.place(order(1, atPickup))).rejects.toMatchObject({ code: 'offer_closed' });
  const [event] = await shop.tuan.reader.rows(
    `SELECT "occurredAt" FROM "events" WHERE "type" = 'offer.extended'`,
  );
  expect(event).toEqual({ occurredAt: Date.parse('2026-11-23T22:00:00+08:00') });
});

test('R20: the freeze of the cutoff leaves the extended offer out, and takes it at the end of its hours', async () => {
  await shop.tuan.campaigns.putOffers({ campaignId, offers: [extended] });
  await shop.tuan.orders.place(order(2, atPickup));
  await shop.tuan.orders.place(order(1, { ...eggs(1), ...atPickup }));
  atCutoff();
  expect((await freeze()).freezes).toMatchObject([{ offers: [{ offerId: planted.eggOffer }] }]);
  await shop.tuan.orders.place(order(1, atPickup));
  shop.at('2026-11-23T23:00:00+08:00');
  expect((await freeze()).freezes).toMatchObject([
    {},
    { cutoff: '2026-11-23T15:00:00.000Z', offers: [{ outcome: 'frozen', pieces: 3 }] },
  ]);
});

test('R20: an extension that is missed too fails, also when nobody looked in between', async () => {
  await shop.tuan.campaigns.putOffers({ campaignId, offers: [extended] });
  await shop.tuan.orders.place(order(2, atPickup));
  shop.at('2026-11-24T08:00:00+08:00');
  await expect(shop.tuan.orders.place(order(1, atPickup))).rejects.toMatchObject({ code: 'offer_closed' });
  expect((await freeze()).freezes).toMatchObject([
    { cutoff: '2026-11-23T14:00:00.000Z', offers: [{ offerId: planted.eggOffer }] },
    { cutoff: '2026-11-23T15:00:00.000Z', offers: [{ offerId: planted.appleOffer, outcome: 'failed' }] },
  ]);
});

test('R19: an offer that is closed at the instant of a frozen cutoff is frozen and bought for all the same', async () => {
  await shop.tuan.campaigns.putOffers({ campaignId, offers: [extended] });
  await shop.tuan.orders.place(order(2, atPickup));
  await shop.tuan.orders.place(order(1, { ...eggs(1), ...atPickup }));
  shop.at('2026-11-23T12:00:00+08:00');
  // The apples have missed their minimum and go on; closed for good in the same moment, they follow it.
  await shop.tuan.campaigns.close({ campaignId });
  expect((await freeze()).freezes).toMatchObject([{ offers: [{ offerId: planted.eggOffer }] }]);
  await shop.tuan.campaigns.close({ campaignId });
  const { freezes } = await freeze();
  expect(freezes).toMatchObject([
    { offers: [{ offerId: planted.eggOffer, outcome: 'frozen' }] },
    { offers: [{ offerId: planted.appleOffer, outcome: 'failed' }] },
  ]);
});
