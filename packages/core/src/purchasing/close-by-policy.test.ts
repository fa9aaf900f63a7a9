import { afterEach, beforeEach, expect, test } from 'vitest';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** A, B, C and D order 40 one after the other; 20 are good. */
async function halfArrived(): Promise<string> {
  for (const [name, pieces] of [
    ['A', 3],
    ['B', 20],
    ['C', 15],
    ['D', 2],
  ] as const) {
    shop.now += 60_000;
    await neighbourOrders(shop, { name, pieces });
  }
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: planted.campaign });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const lines = [{ variantId: planted.apple, accepted: 20, rejected: 20, reason: '压坏' }];
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines });
  return purchaseOrderId;
}

async function allocatedOf() {
  const rows = await shop.tuan.reader.rows<{ name: string; allocated: number }>(
    `SELECT c."name" AS "name", l."allocated" AS "allocated" FROM "order_lines" l
      JOIN "customers" c ON c."id" = l."customerId" ORDER BY c."name"`,
  );
  return rows.map((row) => [row.name, row.allocated]);
}

test('R26: the policy that was previewed can be named when closing, for this order alone; closing again changes nothing', async () => {
  const purchaseOrderId = await halfArrived();
  const wish = { purchaseOrderId, policy: 'wholeOrders' } as const;
  const previewed = await shop.tuan.purchaseOrders.previewShortage(wish);
  expect(previewed.data.map(({ customerName, allocated }) => [customerName, allocated])).toEqual([['B', 0]]);
  const closed = await shop.tuan.purchaseOrders.close(wish);
  expect(closed.shortages).toMatchObject([{ served: 20, short: 20, lines: 1 }]);
  expect(await shop.tuan.purchaseOrders.close({ purchaseOrderId, policy: 'oneEach' })).toEqual(closed);
  expect(await allocatedOf()).toEqual([
    ['A', 3],
    ['B', 0],
    ['C', 15],
    ['D', 2],
  ]);
  const unknown = { purchaseOrderId, policy: 'byFriendship' as 'oneEach' };
  await expect(shop.tuan.purchaseOrders.close(unknown)).rejects.toMatchObject({ code: 'invalid_input' });
});
