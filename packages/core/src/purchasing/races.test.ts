import { afterEach, beforeEach, expect, test } from 'vitest';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { meanwhile } from '../testing/meanwhile.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { stock } from './tables.ts';

const { campaign: campaignId, apple } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function sent(): Promise<string> {
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  return purchaseOrderId;
}

const arrival = (purchaseOrderId: string, accepted: number) => ({
  purchaseOrderId,
  lines: [{ variantId: apple, accepted }],
});

test('receipt ⇄ close: goods that arrive while the purchase order closes are shared out too', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 20 });
  const purchaseOrderId = await sent();
  await shop.tuan.purchaseOrders.receive(arrival(purchaseOrderId, 5));
  meanwhile(shop, (other) => other.purchaseOrders.receive(arrival(purchaseOrderId, 15)));
  const { shortages, purchaseOrder } = await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(shortages).toEqual([]);
  expect(purchaseOrder.lines).toMatchObject([{ accepted: 20, short: 0 }]);
});

test('receipt ⇄ close: goods that arrive while another closes go to stock', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 20 });
  const purchaseOrderId = await sent();
  meanwhile(shop, (other) => other.purchaseOrders.close({ purchaseOrderId }));
  await shop.tuan.purchaseOrders.receive(arrival(purchaseOrderId, 15));
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([{ pieces: 15, cost: 12_000 }]);
});

test('withdraw ⇄ close: a line withdrawn while the purchase order closes gets nothing, its goods go to stock', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 12 });
  const { id: orderId } = await neighbourOrders(shop, { name: 'B', pieces: 8 });
  const purchaseOrderId = await sent();
  await shop.tuan.purchaseOrders.receive(arrival(purchaseOrderId, 20));
  meanwhile(shop, (other) => other.orders.withdraw({ orderId, reason: '搬家', fault: 'shop' }));
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  const order = await shop.tuan.orders.get({ orderId });
  expect(order.lines).toMatchObject([{ allocated: 0, withdrawn: 8 }]);
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([{ pieces: 8 }]);
});

test('shortage twice: two processes that close at once share out once', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 20 });
  const purchaseOrderId = await sent();
  await shop.tuan.purchaseOrders.receive(arrival(purchaseOrderId, 5));
  meanwhile(shop, (other) => other.purchaseOrders.close({ purchaseOrderId }));
  expect(await shop.tuan.purchaseOrders.close({ purchaseOrderId })).toMatchObject({
    shortages: [{ served: 5, short: 15 }],
  });
  expect(await shop.tuan.reader.rows('SELECT count(*) AS "refunds" FROM "refunds"')).toEqual([
    { refunds: 1 },
  ]);
});

test('generate twice: two processes at once make the same documents', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 20 });
  await freezeToday(shop);
  const made: unknown[] = [];
  meanwhile(shop, async (other) => made.push(await other.purchaseOrders.generate({ campaignId })));
  expect(await shop.tuan.purchaseOrders.generate({ campaignId })).toEqual(made[0]);
});

test('withdraw ⇄ generate: what is withdrawn while it is summed up is not bought', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 12 });
  const { id: orderId } = await neighbourOrders(shop, { name: 'B', pieces: 30 });
  await freezeToday(shop);
  meanwhile(shop, (other) => other.orders.withdraw({ orderId, reason: '搬家', fault: 'shop' }));
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  expect(data[0]?.lines).toMatchObject([{ needed: 12, ordered: 20 }]);
});

test('plan twice: two planners at once send one vehicle to a point', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 20 });
  const purchaseOrderId = await sent();
  await shop.tuan.purchaseOrders.receive(arrival(purchaseOrderId, 20));
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  meanwhile(shop, (other) => other.deliveryRuns.plan({ campaignId }));
  await shop.tuan.deliveryRuns.plan({ campaignId });
  const { data } = await shop.tuan.deliveryRuns.list({ campaignId });
  expect(data.flatMap(({ stops }) => stops)).toHaveLength(1);
});

test('withdraw ⇄ hand over: an order withdrawn while its stop is signed for is not ready', async () => {
  const { id: orderId } = await neighbourOrders(shop, { name: 'A', pieces: 20 });
  const purchaseOrderId = await sent();
  await shop.tuan.purchaseOrders.receive(arrival(purchaseOrderId, 20));
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  const { data } = await shop.tuan.deliveryRuns.plan({ campaignId });
  const runId = data[0]?.id ?? '';
  await shop.tuan.deliveryRuns.start({ runId });
  meanwhile(shop, (other) => other.orders.withdraw({ orderId, reason: '搬家', fault: 'shop' }));
  const run = await shop.tuan.deliveryRuns.handOverStop({
    runId,
    stopId: data[0]?.stops[0]?.id ?? '',
    signedBy: '陈',
  });
  expect(run.stops[0]?.lines).toMatchObject([{ expected: 0, delivered: 0, missing: 0 }]);
  expect(await shop.tuan.orders.get({ orderId })).toMatchObject({
    status: 'cancelled',
    cancelReason: 'withdrawn',
  });
});
