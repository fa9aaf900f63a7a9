import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { notTheShop, sentToday } from '../testing/sent-purchase-order.ts';

const { apple: variantId } = planted;
const endsAt = '2026-11-24T12:00:00+08:00';
let shop: TestShop;
let purchaseOrderId: string;
beforeEach(async () => {
  shop = await testShop();
  ({ purchaseOrderId } = await sentToday(shop, 17));
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** Two crates came instead of one: 23 beyond the 17 that were ordered. */
async function overDelivered() {
  const lines = [{ variantId, accepted: 40, over: true }];
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
}

const offer = () => shop.tuan.extras.offer({ purchaseOrderId, variantId, endsAt });

test('extra pieces: ended by hand, what is left may be offered anew; twice is harmless', async () => {
  await overDelivered();
  const { id: extraId } = await offer();
  const ended = await shop.tuan.extras.end({ extraId });
  expect(ended).toMatchObject({ open: false, left: 23 });
  shop.now += 60_000;
  expect(await shop.tuan.extras.end({ extraId })).toEqual(ended);
  const told = await shop.tuan.reader.rows(
    `SELECT "subject", json_extract("data", '$.left') AS "left" FROM "events" WHERE "type" = 'extra.ended'`,
  );
  expect(told).toEqual([{ subject: extraId, left: 23 }]);
  expect(await offer()).toMatchObject({ pieces: 23, open: true });
});

test('extra pieces: only the shop ends them, and only what is there', async () => {
  await overDelivered();
  const { id: extraId } = await offer();
  for (const actor of notTheShop)
    await expect(shop.tuan.extras.end({ extraId }, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.extras.end({ extraId: 'ext_none' })).rejects.toMatchObject({ code: 'not_found' });
  expect((await shop.tuan.extras.list({})).data).toMatchObject([{ id: extraId, open: true }]);
});
