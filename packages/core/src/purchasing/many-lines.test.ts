import { afterEach, beforeEach, expect, test } from 'vitest';
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

/** Copies an order with its lines, money and commission left out, so that 10,000 orders take no minutes to place. */
async function copyOrder(orderId: string, copies: number): Promise<void> {
  await shop.plant((work) => {
    const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < CAST(?2 AS INTEGER))`;
    for (const [table, key] of [
      ['orders', 'id'],
      ['order_lines', 'orderId'],
    ] as const) {
      work.statement(`CREATE TEMP TABLE "copies" AS SELECT * FROM "${table}" WHERE "${key}" = ?1`, [orderId]);
      work.statement(
        `CREATE TEMP TABLE "numbered" AS ${numbers} SELECT c.*, n.i AS "i" FROM "copies" AS c, n WHERE ?1 <> ''`,
        [orderId, copies],
      );
      work.statement(
        `UPDATE "numbered" SET "id" = "id" || '_' || printf('%05d', "i"), "confirmedAt" = "confirmedAt" + "i"`,
      );
      work.statement(
        key === 'id'
          ? `UPDATE "numbered" SET "pickupCode" = 'CODE' || "i"`
          : `UPDATE "numbered" SET "orderId" = "orderId" || '_' || printf('%05d', "i")`,
      );
      work.statement('ALTER TABLE "numbered" DROP COLUMN "i"');
      work.statement(`INSERT INTO "${table}" SELECT * FROM "numbered"`);
      work.statement('DROP TABLE "copies"');
      work.statement('DROP TABLE "numbered"');
    }
    work.statement(
      `UPDATE "offers" SET ("sold", "firm") = (SELECT sum(l."pieces"), sum(l."firmPieces") FROM "order_lines" AS l WHERE l."offerId" = "offers"."id")
        WHERE "id" IN (SELECT "offerId" FROM "order_lines")`,
    );
    work.statement(
      `UPDATE "offer_customers" SET ("pieces", "firm") = (SELECT sum(l."pieces"), sum(l."firmPieces") FROM "order_lines" AS l
        WHERE l."offerId" = "offer_customers"."offerId" AND l."customerId" = "offer_customers"."customerId")`,
    );
    work.statement(
      `UPDATE "customers" SET "liveOrders" = (SELECT count(*) FROM "orders" AS o WHERE o."customerId" = "customers"."id")`,
    );
    return null;
  });
}

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
  await copyOrder(placed.id, 9_999);
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
