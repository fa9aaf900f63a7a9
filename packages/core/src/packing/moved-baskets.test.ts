import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';

const { campaign: campaignId, point, otherPoint } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const stored = () =>
  shop.tuan.reader.rows(
    `SELECT "orderId" AS "order", "number" FROM "baskets" WHERE "pickupPointId" = '${otherPoint}' ORDER BY "number", "orderId"`,
  );
async function listed(pickupPointId: string) {
  const { points } = await shop.tuan.pickLists.get({ campaignId, pickupPointId });
  return (points[0]?.baskets ?? []).map(({ number, orderIds }) => [number, ...orderIds]);
}
const move = (orderIds: string[], toPointId: string = otherPoint) =>
  shop.tuan.pickups.moveOrders({ orderIds, toPointId });

test('an order moved after the goods are shared out gets its final basket number at once, and no number stands twice', async () => {
  const [first, second] = [
    await neighbourOrders(shop, { name: 'A', pieces: 3 }),
    await neighbourOrders(shop, { name: 'B', pieces: 4 }),
  ];
  const there = await neighbourOrders(shop, { name: 'C', pieces: 2, pickupPointId: otherPoint });
  await shareOutGoods(shop);
  await move([second.id]);
  const final = [
    { order: there.id, number: 1 },
    { order: second.id, number: 2 },
  ];
  expect(await stored()).toEqual(final);
  await move([first.id]);
  expect(await stored()).toEqual([...final, { order: first.id, number: 3 }]);
  expect(await listed(otherPoint)).toEqual([
    [1, there.id],
    [2, second.id],
    [3, first.id],
  ]);
});

test('a household has one number at a point, and keeps it when an order comes back', async () => {
  const own = await neighbourOrders(shop, { name: 'A', pieces: 3 });
  shop.now += 1000;
  const there = await neighbourOrders(shop, {
    name: 'A',
    pieces: 2,
    pickupPointId: otherPoint,
    payment: 'atPickup',
  });
  await neighbourOrders(shop, { name: 'B', pieces: 1, pickupPointId: otherPoint });
  await shareOutGoods(shop);
  await move([own.id]);
  expect((await listed(otherPoint))[0]).toEqual([1, own.id, there.id]);
  await move([own.id], point);
  expect(await listed(point)).toEqual([[1, own.id]]);
  // The number of the basket finds what is still there.
  const scan = {
    campaignId,
    pickupPointId: otherPoint,
    basket: 1,
    variantId: planted.apple,
    pieces: 1,
    scanId: 'scan-0001',
  };
  expect(await shop.tuan.packing.scan(scan)).toMatchObject({ number: 1, orderIds: [there.id] });
});

test('moved before the goods are shared out, nothing is numbered yet', async () => {
  const order = await neighbourOrders(shop, { name: 'A', pieces: 3 });
  await move([order.id]);
  expect(await stored()).toEqual([]);
});
