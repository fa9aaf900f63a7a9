import { afterEach, beforeEach, expect, test } from 'vitest';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import type { Work } from '../work.ts';

const { campaign: campaignId, apple, egg } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < CAST(?1 AS INTEGER))`;
const suffix = `'_' || printf('%05d', n.i)`;

/** Copies an order with its lines, commissions and events, since 10,000 placements would take too long here. */
async function copyOrder(orderId: string, copies: number): Promise<void> {
  const names = ['orders', 'order_lines', 'commission_entries', 'events'] as const;
  const columns = await Promise.all(
    names.map((name) =>
      shop.tuan.reader.rows<{ name: string }>(`SELECT "name" FROM pragma_table_info('${name}')`),
    ),
  );
  await shop.plant((work) => {
    for (const [index, name] of names.entries()) {
      const own = (columns[index] ?? [])
        .map((column) => column.name)
        .filter((column) => column !== 'sequence');
      const values = own.map((column) => copiedValue(column)).join(', ');
      const key = name === 'orders' ? 'id' : name === 'events' ? 'subject' : 'orderId';
      const into = own.map((column) => `"${column}"`).join(', ');
      work.statement(
        `INSERT INTO "${name}" (${into}) ${numbers} SELECT ${values} FROM "${name}" AS t CROSS JOIN n WHERE t."${key}" = ?2`,
        [copies, orderId],
      );
    }
    recount(work);
    return null;
  });
}

function copiedValue(column: string): string {
  const renamed = ['id', 'orderId', 'orderLineId', 'subject', 'source'];
  if (renamed.includes(column)) return `t."${column}" || ${suffix}`;
  if (column === 'pickupCode') return `'CODE' || printf('%05d', n.i)`;
  if (column === 'confirmedAt') return `t."confirmedAt" + n.i`;
  return `t."${column}"`;
}

/** The counters that the orders share. */
function recount(work: Work): void {
  const ofOffer = (where: string) =>
    `(SELECT sum(l."pieces"), sum(l."firmPieces") FROM "order_lines" AS l WHERE ${where})`;
  work.statement(`UPDATE "offers" SET ("sold", "firm") = ${ofOffer('l."offerId" = "offers"."id"')}`);
  work.statement(
    `UPDATE "offer_customers" SET ("pieces", "firm") = ${ofOffer('l."offerId" = "offer_customers"."offerId" AND l."customerId" = "offer_customers"."customerId"')}`,
  );
  work.statement(
    `UPDATE "offer_communities" SET "firm" = (SELECT sum(l."firmPieces") FROM "order_lines" AS l
      WHERE l."offerId" = "offer_communities"."offerId" AND l."communityId" = "offer_communities"."communityId")`,
  );
  work.statement(
    `UPDATE "customers" SET "liveOrders" = (SELECT count(*) FROM "orders" AS o WHERE o."customerId" = "customers"."id")`,
  );
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
