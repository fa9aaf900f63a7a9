import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, cartOf, promote, yuan } from '../testing/promote.ts';

/* Why a coupon does not count: each reason is told as it is, in the quote and where the order is refused. */

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

type Terms = Readonly<Record<string, unknown>>;

async function coupon(terms: Terms = {}, code: Terms = {}): Promise<string> {
  const wanted = { kind: 'coupon', steps: [{ amount: yuan(500) }], ...terms } as const;
  const { id: promotionId } = await promote(shop, wanted);
  await shop.tuan.coupons.create({ promotionId, coupons: [{ code: 'EAST5', uses: 9, ...code }] });
  return promotionId;
}

/** The reason in the quote, after it has been found that the order is refused with the same one. */
async function reasonOf(pieces = 2, extra: Terms = {}): Promise<string | undefined> {
  const wanted = { couponCode: 'EAST5', ...extra };
  const { hints } = await shop.tuan.orders.quote(cartOf(pieces, wanted));
  const hint = hints.find(({ kind }) => kind === 'coupon');
  if (hint === undefined) return undefined;
  expect(hint.text.zh).not.toBe(hint.reason);
  expect(hint.text.en).not.toBe(hint.reason);
  await expect(shop.tuan.orders.place(apples(pieces, wanted))).rejects.toMatchObject({
    code: 'coupon_unusable',
    details: { reason: hint.reason },
  });
  return hint.reason;
}

test('R9: a coupon for goods that are not in the cart says so, not that it is used up', async () => {
  await coupon({ categories: ['肉禽蛋'] });
  expect(await reasonOf()).toBe('couponOtherGoods');
});

test('R9: what is missing for it names the goods that count', async () => {
  await coupon({ categories: ['水果'], steps: [{ from: yuan(3000), amount: yuan(500) }] });
  const { hints } = await shop.tuan.orders.quote(cartOf(2, { couponCode: 'EAST5' }));
  expect(hints).toMatchObject([
    { reason: 'couponBelow', amount: 1000, text: { zh: '再买 10.00 元就能用这张优惠券（限水果）' } },
  ]);
});

test('R9: nothing is left that it could take off', async () => {
  await coupon();
  await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(1000), basisPoints: 10_000 }] });
  expect(await reasonOf()).toBe('couponNothingLeft');
});

test('before its window, after it, and after it was ended', async () => {
  const promotionId = await coupon({
    startsAt: '2026-11-23T12:00:00+08:00',
    endsAt: '2026-11-23T14:00:00+08:00',
  });
  expect(await reasonOf()).toBe('couponNotYet');
  shop.at('2026-11-23T12:00:00+08:00');
  expect(await reasonOf()).toBeUndefined();
  shop.at('2026-11-23T14:00:00+08:00');
  expect(await reasonOf()).toBe('couponOver');
  await shop.tuan.promotions.end({ promotionId });
  expect(await reasonOf()).toBe('couponOver');
});

test('a coupon that is not activated yet exists and is not good yet', async () => {
  const { id: promotionId } = await shop.tuan.promotions.create({
    kind: 'coupon',
    name: '券',
    steps: [{ amount: yuan(500) }],
  });
  await shop.tuan.coupons.create({ promotionId, coupons: [{ code: 'EAST5' }] });
  expect(await reasonOf()).toBe('couponNotYet');
});

test('with another leader, and once more than a customer may', async () => {
  await coupon({ leaderIds: [planted.leader], usesPerCustomer: 1 });
  const elsewhere = { leaderId: planted.otherLeader, pickupPointId: planted.otherPoint };
  const { hints } = await shop.tuan.orders.quote({
    campaignId: planted.campaign,
    leaderId: planted.otherLeader,
    lines: [{ offerId: planted.appleOffer, pieces: 2 }],
    couponCode: 'EAST5',
  });
  expect(hints).toMatchObject([{ reason: 'couponOtherLeader' }]);
  await expect(
    shop.tuan.orders.place(apples(2, { ...elsewhere, couponCode: 'EAST5' })),
  ).rejects.toMatchObject({ details: { reason: 'couponOtherLeader' } });
  await shop.tuan.orders.place(apples(2, { couponCode: 'EAST5' }));
  expect(await reasonOf()).toBe('couponHad');
});

test('R46: what a person has only so often, and what belongs to a customer, needs a customer', async () => {
  await coupon({ usesPerCustomer: 1 });
  expect(await reasonOf(2, { customer: { nickname: '楼上' } })).toBe('couponSignIn');
  const { id: promotionId } = await promote(shop, { kind: 'coupon', steps: [{ amount: yuan(100) }] });
  await shop.tuan.coupons.create({
    promotionId,
    coupons: [{ code: 'MINE', customerId: planted.customer }],
  });
  const { customer: _, ...nobody } = cartOf(2, { couponCode: 'MINE' });
  expect((await shop.tuan.orders.quote(nobody)).hints).toMatchObject([{ reason: 'couponSignIn' }]);
  const other = cartOf(2, { couponCode: 'MINE', customer: planted.otherCustomer });
  expect((await shop.tuan.orders.quote(other)).hints).toMatchObject([{ reason: 'couponNotYours' }]);
  expect((await shop.tuan.orders.quote(cartOf(2, { couponCode: 'MINE' }))).hints).toEqual([]);
});
