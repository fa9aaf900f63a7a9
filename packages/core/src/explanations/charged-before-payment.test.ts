import { afterEach, beforeEach, expect, test } from 'vitest';
import { unexplained } from '../testing/explain-everything.ts';
import { testShop, type TestShop } from '../testing/index.ts';
import { planted } from '../testing/neighbourhood.ts';
import { apples, plantGift, promote, yuan } from '../testing/promote.ts';
import { arrive } from '../testing/ready-orders.ts';

/* An order to be paid at pickup whose gift was undone: all of that is in what is paid at last (R11, R17). */

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
  await plantGift(shop, 3);
  const gift = { variantId: planted.egg, from: yuan(3000), onUndone: 'charge' };
  await promote(shop, { kind: 'spendGift', gift });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** 4 apples of 10.00 with a gift worth 6.00; two hours later two are taken back. */
async function undone() {
  const { id: orderId, lines } = await shop.tuan.orders.place(apples(4, { payment: 'atPickup' }));
  shop.now += 2 * 3_600_000;
  const [apple, gift] = lines;
  const taken = [{ lineId: apple?.id ?? '', pieces: 2 }];
  const { amountDue } = await shop.tuan.orders.reduce({ orderId, lines: taken });
  expect(amountDue).toEqual(yuan(2600));
  return { orderId, giftId: gift?.id ?? '' };
}

test('R11, R17: a gift charged before the payment is explained as it was paid', async () => {
  const { orderId } = await undone();
  await arrive(shop, [orderId]);
  await shop.tuan.orders.pay({ orderId, amount: yuan(2600), reference: 'cash' });
  expect(await unexplained(shop)).toEqual([]);
});

test('R11, R12, R17: charged before the payment, and then it never came', async () => {
  const { orderId, giftId } = await undone();
  await arrive(shop, [orderId], { short: { [giftId]: 1 } });
  await shop.tuan.orders.pay({ orderId, amount: yuan(2000), reference: 'cash' });
  expect(await unexplained(shop)).toEqual([]);
});
