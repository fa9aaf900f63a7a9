import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, cartOf, changeApples, yuan } from '../testing/promote.ts';

/* What a shopper is shown of prices before there is a cart. */

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const { campaign: campaignId } = planted;
const put = (offer: Readonly<Record<string, unknown>>) =>
  shop.tuan.campaigns.putOffers({ campaignId, offers: [{ variantId: planted.apple, ...offer }] });
const shown = async (wanted: Readonly<Record<string, unknown>> = {}) => {
  const { offers } = await shop.tuan.campaigns.showOpen({ campaignId, ...wanted });
  const [first] = offers;
  if (first === undefined) throw new Error('nothing is on offer');
  return first;
};

test('R1, R6: flash pieces of an overdue hold are shown as left, and never more than there are pieces', async () => {
  const window = { startsAt: '2026-11-23T09:00:00+08:00', endsAt: '2026-11-23T11:00:00+08:00' };
  await put({ cap: 6, flashWindows: [{ ...window, price: yuan(700), stock: 5 }] });
  const left = async () => (await shown()).flash[0]?.left;
  expect(await left()).toBe(5);
  await shop.tuan.orders.place(apples(5));
  expect(await left()).toBe(0);
  shop.now += 15 * 60_000;
  expect(await left()).toBe(5);
  expect((await shop.tuan.orders.quote(cartOf(5))).total).toEqual(yuan(3500));
  await shop.tuan.orders.place(apples(3, { payment: 'atPickup' }));
  await put({ cap: 4 });
  // Two flash pieces, but only one piece.
  expect(await left()).toBe(1);
});

test('R7: how far a tier over the community is, for who says which; nobody is told that it is reached by others', async () => {
  await put({ tiers: [{ fromPieces: 4, price: yuan(800), countedOver: 'community' }] });
  await shop.tuan.orders.place(apples(3, { payment: 'atPickup' }));
  const { communityId } = await shop.tuan.orders
    .list({})
    .then(({ data }) => data[0] ?? { communityId: null });
  expect(communityId).toBe(planted.community);
  const here = { communityId: planted.community };
  expect(await shown(here)).toMatchObject({ orderedInCommunity: 3, tiers: [{ reached: false }] });
  await shop.tuan.orders.place(apples(1, { payment: 'atPickup' }));
  expect(await shown(here)).toMatchObject({ orderedInCommunity: 4, tiers: [{ reached: true }] });
  expect(await shown()).toMatchObject({ ordered: 4, orderedInCommunity: null, tiers: [{ reached: false }] });
  await shop.tuan.engine.run([
    { sql: `UPDATE "communities" SET "externalId" = 'C01' WHERE "id" = '${planted.community}'`, params: [] },
  ]);
  expect(await shown({ communityId: 'external:C01' })).toMatchObject({ orderedInCommunity: 4 });
  expect(await shown({ communityId: 'cmt_elsewhere' })).toMatchObject({ orderedInCommunity: 0 });
});

test('R7: a tier counts what is bought for, as the price does: not what is wanted only to fill a case', async () => {
  await put({ tiers: [{ fromPieces: 10, price: yuan(900) }] });
  await changeApples(shop, { packSize: 20 });
  const lines = [{ offerId: planted.appleOffer, pieces: 5, tolerance: 5 }];
  await shop.tuan.orders.place(apples(1, { lines, payment: 'atPickup' }));
  expect(await shown()).toMatchObject({ ordered: 5, tiers: [{ reached: false }] });
});

test('R20: what a missed minimum leads to stands in the quote, with its hours, before anybody orders', async () => {
  await put({ minimum: 9, onMiss: 'extendOnce', extendHours: 12 });
  const promised = { of: 'pieces', needed: 9, onMiss: 'extendOnce', extendHours: 12 };
  expect(await shown()).toMatchObject({ minimum: { ...promised, reached: 0 } });
  expect((await shop.tuan.orders.quote(cartOf(1))).lines).toMatchObject([{ minimum: promised }]);
  await put({ minimum: 9, onMiss: 'nextLower', lowerMinimums: [6, 3] });
  // It takes place from the lowest of the declared numbers on.
  expect((await shop.tuan.orders.quote(cartOf(1))).lines).toMatchObject([
    { minimum: { needed: 3, onMiss: 'nextLower', extendHours: null } },
  ]);
  await put({ minimum: null, onMiss: 'cancel' });
  expect((await shop.tuan.orders.quote(cartOf(1))).lines).toMatchObject([{ minimum: null }]);
});
