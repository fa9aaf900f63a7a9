import { afterEach, beforeEach, expect, test } from 'vitest';
import { copyOrder } from '../testing/copy-order.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

const { campaign: campaignId, apple, egg } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('20,000 lines are bought for, closed and picked set by set, and only those that come short one by one', async () => {
  const placed = await shop.tuan.orders.place({
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    payment: 'atPickup',
    lines: [
      { offerId: planted.appleOffer, pieces: 2 },
      { offerId: planted.eggOffer, pieces: 1 },
    ],
  });
  await copyOrder(shop, placed.id, 9_999);
  await neighbourOrders(shop, { name: 'last', pieces: 1, payment: 'atPickup' });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  expect(data[0]?.lines.map(({ needed }) => needed).toSorted()).toEqual([10_000, 20_001]);
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  await shop.tuan.purchaseOrders.receive({
    purchaseOrderId,
    lines: [
      { variantId: apple, accepted: 19_990 },
      { variantId: egg, accepted: 10_008 },
    ],
  });
  const { shortages, purchaseOrder } = await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(shortages).toMatchObject([{ variantId: apple, served: 19_990, short: 11 }]);
  expect(purchaseOrder.lines.find(({ variantId }) => variantId === egg)).toMatchObject({ surplus: 8 });
  const sums = await shop.tuan.reader.rows(
    `SELECT "variantId" AS "variantId", count(*) AS "lines", sum("allocated") AS "allocated", sum("short") AS "short" FROM "order_lines" GROUP BY "variantId" ORDER BY "variantId"`,
  );
  expect(sums).toEqual([
    { variantId: apple, lines: 10_001, allocated: 19_990, short: 11 },
    { variantId: egg, lines: 10_000, allocated: 10_000, short: 0 },
  ]);
  const { points } = await shop.tuan.pickLists.get({ campaignId });
  expect(points[0]).toMatchObject({ pieces: 29_990 });
}, 30_000);
