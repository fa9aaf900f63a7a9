import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, cartOf, plantGift, promote, yuan } from '../testing/promote.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const firstOrder = () => promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(500) }] });

test('change promotion: quotes follow the new terms, an order placed before keeps what it was given', async () => {
  const { id: promotionId } = await firstOrder();
  const placed = await shop.tuan.orders.place(apples(3, { payment: 'atPickup' }));
  await shop.tuan.promotions.change({ promotionId, steps: [{ amount: yuan(800) }] });
  const other = cartOf(3, { customer: planted.otherCustomer });
  expect((await shop.tuan.orders.quote(other)).total).toEqual(yuan(2200));
  expect((await shop.tuan.orders.get({ orderId: placed.id })).total).toEqual(yuan(2500));
});

test('change promotion: the same again tells nothing; after its end it stands', async () => {
  const { id: promotionId } = await firstOrder();
  await shop.tuan.promotions.change({ promotionId, steps: [{ amount: yuan(500) }] });
  expect(await shop.tuan.reader.rows(`SELECT "id" FROM "events" WHERE "type" = 'promotion.changed'`)).toEqual(
    [],
  );
  await shop.tuan.promotions.end({ promotionId });
  await expect(shop.tuan.promotions.change({ promotionId, name: 'x' })).rejects.toMatchObject({
    code: 'promotion_status',
  });
});

test('C20: a new name or a larger budget keeps the quotes that are out; other terms end them, as they change the price or what follows', async () => {
  const gift = { variantId: planted.egg, from: yuan(3000) };
  await plantGift(shop, 9);
  const { id: promotionId } = await promote(shop, { kind: 'spendGift', gift });
  const { token: quoteToken } = await shop.tuan.orders.quote(cartOf(3));
  await shop.tuan.promotions.change({ promotionId, name: '满30送蛋', budget: yuan(100_000) });
  expect((await shop.tuan.orders.quote(cartOf(3))).token).toBe(quoteToken);
  await shop.tuan.orders.place(apples(3, { quoteToken }));
  // The price is the same, but what a refund would give back is not (R11).
  await shop.tuan.promotions.change({ promotionId, gift: { ...gift, onUndone: 'charge' } });
  await expect(shop.tuan.orders.place(apples(3, { quoteToken }))).rejects.toMatchObject({
    code: 'quote_changed',
  });
});
