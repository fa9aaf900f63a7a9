import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, cartOf, promote, yuan } from '../testing/promote.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('end promotion: it applies to no further order, those before keep it, and ending twice is harmless', async () => {
  const { id: promotionId } = await promote(shop, { kind: 'firstOrder', steps: [{ amount: yuan(500) }] });
  const placed = await shop.tuan.orders.place(apples(3, { payment: 'atPickup' }));
  expect(await shop.tuan.promotions.end({ promotionId })).toMatchObject({ status: 'ended' });
  expect(await shop.tuan.promotions.end({ promotionId })).toMatchObject({ status: 'ended' });
  expect((await shop.tuan.orders.quote(cartOf(3, { customer: planted.otherCustomer }))).total).toEqual(
    yuan(3000),
  );
  expect((await shop.tuan.orders.get({ orderId: placed.id })).total).toEqual(yuan(2500));
  await expect(shop.tuan.promotions.end({ promotionId: 'pro_nothing' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
