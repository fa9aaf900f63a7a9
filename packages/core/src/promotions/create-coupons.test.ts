import { afterEach, beforeEach, expect, test } from 'vitest';
import { testShop, type TestShop } from '../testing/index.ts';
import { cartOf, promote, yuan } from '../testing/promote.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const couponPromotion = async () =>
  (await promote(shop, { kind: 'coupon', steps: [{ amount: yuan(500) }] })).id;

test('create coupons: codes are read as people type them, and made where none is given', async () => {
  const promotionId = await couponPromotion();
  const { data } = await shop.tuan.coupons.create({
    promotionId,
    coupons: [{ code: 'east-5', uses: 1 }, { uses: 2 }],
  });
  expect(data[0]).toMatchObject({ code: 'EAST5', usesLeft: 1 });
  expect(data[1]?.code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  expect((await shop.tuan.orders.quote(cartOf(3, { couponCode: 'eas t5' }))).total).toEqual(yuan(2500));
});

test('create coupons: a code twice, here or before, is named and nothing is made; only for coupon promotions', async () => {
  const promotionId = await couponPromotion();
  const twice = shop.tuan.coupons.create({
    promotionId,
    coupons: [
      { code: 'A1', uses: 1 },
      { code: 'a1', uses: 1 },
    ],
  });
  await expect(twice).rejects.toMatchObject({
    code: 'coupon_code_used',
    details: { fields: [{ path: 'coupons.1.code', code: 'duplicate' }] },
  });
  await shop.tuan.coupons.create({ promotionId, coupons: [{ code: 'A1', uses: 1 }] });
  const again = shop.tuan.coupons.create({ promotionId, coupons: [{ code: 'A1', uses: 1 }] });
  await expect(again).rejects.toMatchObject({ details: { fields: [{ code: 'taken' }] } });
  const { id: other } = await promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(500) }] });
  await expect(
    shop.tuan.coupons.create({ promotionId: other, coupons: [{ uses: 1 }] }),
  ).rejects.toMatchObject({ code: 'promotion_status' });
  expect(await shop.tuan.reader.rows('SELECT count(*) AS "made" FROM "coupons"')).toEqual([{ made: 1 }]);
});
