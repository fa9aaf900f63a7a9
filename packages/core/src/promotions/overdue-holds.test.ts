import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaignLeaders, campaignPoints, campaigns, pools } from '../campaigns/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { plantOffer } from '../testing/neighbourhood.ts';
import { apples, cartOf, changeApples, plantGift, promote, yuan } from '../testing/promote.ts';
import { coupons } from './tables.ts';

/*
 * R1: a hold past its end holds nothing for any reader, whether the tick has written its end down or not. No test here
 * lets the tick run.
 */

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const other = { customer: planted.otherCustomer };
const holdEnds = () => (shop.now += 15 * 60_000);

test('R1, R10: a coupon that an ended hold has is free for the next one; before the end it is used up', async () => {
  const { id: promotionId } = await promote(shop, { kind: 'coupon', steps: [{ amount: yuan(500) }] });
  await shop.tuan.coupons.create({ promotionId, coupons: [{ code: 'EAST5' }] });
  const coupon = { couponCode: 'EAST5' };
  await shop.tuan.orders.place(apples(1, coupon));
  shop.now += 14 * 60_000;
  await expect(shop.tuan.orders.place(apples(1, { ...coupon, ...other }))).rejects.toMatchObject({
    code: 'coupon_unusable',
    details: { reason: 'couponUsedUp' },
  });
  shop.now += 60_000;
  expect((await shop.tuan.orders.quote(cartOf(1, { ...coupon, ...other }))).total).toEqual(yuan(500));
  expect((await shop.tuan.orders.place(apples(1, { ...coupon, ...other }))).total).toEqual(yuan(500));
});

test('R1, R3: pieces of a pool that a hold of another campaign has are free when it has ended', async () => {
  await shop.plant((work, { now }) => {
    const { version: _, ...today } = work.get(campaigns, planted.campaign);
    work.insert(campaigns, { ...today, id: 'cam_other', externalId: 'other' });
    work.insert(campaignLeaders, { campaignId: 'cam_other', leaderId: planted.leader });
    work.insert(campaignPoints, { campaignId: 'cam_other', pickupPointId: planted.point });
    plantOffer(work, now, {
      id: 'off_other',
      campaignId: 'cam_other',
      variantId: planted.apple,
      title: '苹果',
      unit: '斤',
      category: '水果',
      price: 1000,
      poolDate: '2026-11-24',
    });
    work.insert(pools, { variantId: planted.apple, pickupDate: '2026-11-24', cap: 3 });
    return null;
  });
  await changeApples(shop, { poolDate: '2026-11-24' });
  const lines = [{ offerId: 'off_other', pieces: 3 }];
  await shop.tuan.orders.place({ ...apples(3), campaignId: 'cam_other', lines });
  await expect(shop.tuan.orders.place(apples(1))).rejects.toMatchObject({
    code: 'offer_sold_out',
    details: { offers: [{ left: 0 }] },
  });
  holdEnds();
  expect((await shop.tuan.orders.place(apples(3))).status).toBe('held');
});

test('R1, R12: a gift that an ended hold has is free for the next order', async () => {
  await promote(shop, { kind: 'spendGift', gift: { variantId: planted.egg, from: yuan(3000) } });
  await plantGift(shop, 1);
  await shop.tuan.orders.place(apples(3));
  const late = apples(3, other);
  expect((await shop.tuan.orders.quote(cartOf(3, other))).hints).toMatchObject([
    { reason: 'giftOutOfStock' },
  ]);
  holdEnds();
  expect((await shop.tuan.orders.place(late)).lines).toMatchObject([{ gift: false }, { gift: true }]);
});

test('R1, R3: a gift out of a pool that an ended hold has is free for the next order', async () => {
  await promote(shop, { kind: 'spendGift', gift: { variantId: planted.apple, from: yuan(3000) } });
  await shop.plant((work, { now }) => {
    work.insert(pools, { variantId: planted.apple, pickupDate: '2026-11-24', cap: 4 });
    plantOffer(work, now, {
      id: 'off_gift',
      variantId: planted.apple,
      title: '苹果',
      unit: '斤',
      category: '水果',
      price: 600,
      gift: true,
      poolDate: '2026-11-24',
    });
    return null;
  });
  await changeApples(shop, { poolDate: '2026-11-24' });
  await shop.tuan.orders.place(apples(1, other));
  expect((await shop.tuan.orders.place(apples(3, { note: '没有赠品' }))).lines).toHaveLength(1);
  await shop.tuan.orders.cancel({ orderId: (await shop.tuan.orders.list({ limit: 1 })).data[0]?.id ?? '' });
  holdEnds();
  expect((await shop.tuan.orders.place(apples(3))).lines).toMatchObject([{ gift: false }, { gift: true }]);
});

test('R1: a budget that ended holds have reserved is free for the next order', async () => {
  await promote(shop, {
    kind: 'spendSave',
    steps: [{ from: yuan(1000), amount: yuan(300) }],
    budget: yuan(300),
  });
  await shop.tuan.orders.place(apples(1));
  expect((await shop.tuan.orders.quote(cartOf(1, other))).total).toEqual(yuan(1000));
  holdEnds();
  expect((await shop.tuan.orders.quote(cartOf(1, other))).total).toEqual(yuan(700));
  expect((await shop.tuan.orders.place(apples(1, other))).total).toEqual(yuan(700));
});

test('R1, R10: the first order and the turn that an own ended hold has are free again', async () => {
  await promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(500) }] });
  await promote(shop, {
    kind: 'spendSave',
    steps: [{ from: yuan(1000), amount: yuan(100) }],
    usesPerCustomer: 1,
  });
  expect((await shop.tuan.orders.place(apples(1))).total).toEqual(yuan(400));
  expect((await shop.tuan.orders.quote(cartOf(1))).total).toEqual(yuan(1000));
  holdEnds();
  expect((await shop.tuan.orders.place(apples(1))).total).toEqual(yuan(400));
});

test('R1, R13: a voucher that an own ended hold has is good again', async () => {
  const { id: promotionId } = await promote(shop, {
    kind: 'inviteGift',
    every: 3,
    gift: { variantId: planted.egg, pieces: 1 },
  });
  await plantGift(shop, 2);
  await shop.plant((work, { now }) =>
    work.insert(coupons, {
      id: 'cpn_voucher',
      promotionId,
      code: 'VOUCHER1',
      customerId: planted.customer,
      uses: 1,
      usesLeft: 1,
      createdAt: now,
    }),
  );
  expect((await shop.tuan.orders.place(apples(1))).lines).toHaveLength(2);
  expect((await shop.tuan.orders.place(apples(1))).lines).toHaveLength(1);
  holdEnds();
  expect((await shop.tuan.orders.place(apples(1))).lines).toMatchObject([{ gift: false }, { gift: true }]);
});

test('R1, R16: a late payment finds free what another ended hold had: coupon and budget', async () => {
  const { id: promotionId } = await promote(shop, {
    kind: 'coupon',
    steps: [{ amount: yuan(500) }],
    budget: yuan(500),
  });
  await shop.tuan.coupons.create({ promotionId, coupons: [{ code: 'EAST5' }] });
  const first = await shop.tuan.orders.place(apples(1, { couponCode: 'EAST5' }));
  holdEnds();
  await shop.tuan.orders.place(apples(1, { couponCode: 'EAST5', ...other }));
  holdEnds();
  const payment = { orderId: first.id, amount: yuan(500), reference: 'late' };
  expect(await shop.tuan.orders.pay(payment)).toMatchObject({ outcome: 'accepted' });
});
