import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaigns } from '../campaigns/tables.ts';
import { events, notices } from '../events/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { copyOrder } from '../testing/copy-order.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { interleave } from '../testing/interleave.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { balances } from '../testing/ready-orders.ts';
import { tick } from '../tick.ts';
import { orderLines } from '../orders/tables.ts';
import { settleBeforeCompletion } from './settle-shortage.ts';
import { allocations, purchaseOrders } from './tables.ts';

const { campaign: campaignId, apple } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** 600 neighbours want an apple each, `unpaid` of them to be paid at pickup; 50 apples arrive. */
async function scarceApples(paid: number, unpaid: number): Promise<string> {
  const placed = await neighbourOrders(shop, { name: '李叔', pieces: 1, payment: 'atPickup' });
  await copyOrder(shop, placed.id, unpaid - 1);
  shop.now += 3_600_000;
  await Promise.all(
    Array.from({ length: paid }, (_, at) => neighbourOrders(shop, { name: `邻居${String(at)}`, pieces: 1 })),
  );
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId: apple, accepted: 50 }] });
  return purchaseOrderId;
}

const settled = () =>
  shop.tuan.reader.rows(
    `SELECT count(*) AS "orders", sum("refunded") AS "refunded", sum("amountDue") AS "amountDue" FROM "orders" WHERE "cancelReason" = 'short'`,
  );

test('C23: of more than 500 short lines the closing decides at once, and the money follows in chunks that resume', async () => {
  const purchaseOrderId = await scarceApples(60, 540);
  const first = await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(first).toMatchObject({
    purchaseOrder: { status: 'settling', unsettledLines: 550, lines: [{ short: 550, shortLines: 550 }] },
    shortages: [{ served: 50, short: 550, lines: 550 }],
  });
  expect(await settled()).toEqual([{ orders: 0, refunded: null, amountDue: null }]);
  await shop.audit();
  const second = await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(second.purchaseOrder).toMatchObject({ status: 'settling', unsettledLines: 350 });
  await shop.audit();
  const { steps } = await tick(shop.tuan);
  expect(steps).toContainEqual({ name: 'purchaseOrders.close', done: 1, problem: null });
  const closed = await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(closed.purchaseOrder).toMatchObject({ status: 'closed', unsettledLines: 0 });
  expect(await settled()).toEqual([{ orders: 550, refunded: 60_000, amountDue: 0 }]);
  const told = await shop.tuan.reader.table(notices, `t."topic" = 'order.short'`);
  expect(told).toHaveLength(550);
  const progress = await shop.tuan.reader.table(
    events,
    `t."subject" = ? AND t."type" LIKE 'purchaseOrder.s%' ORDER BY t."sequence"`,
    [purchaseOrderId],
  );
  expect(progress.map(({ type, data }) => [type, data.left])).toEqual([
    ['purchaseOrder.sent', undefined],
    ['purchaseOrder.sharedOut', undefined],
    ['purchaseOrder.settled', 350],
    ['purchaseOrder.settled', 150],
    ['purchaseOrder.settled', 0],
  ]);
  expect(await shop.tuan.reader.table(campaigns, 'TRUE')).toMatchObject([{ status: 'delivering' }]);
}, 60_000);

test('C23: chunks of two processes at once settle each line once', async () => {
  const purchaseOrderId = await scarceApples(60, 540);
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  interleave(shop, (other) => other.purchaseOrders.close({ purchaseOrderId }), 'beforeWrite');
  const { purchaseOrder } = await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(purchaseOrder).toMatchObject({ status: 'settling', unsettledLines: 150 });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(await settled()).toEqual([{ orders: 550, refunded: 60_000, amountDue: 0 }]);
  expect(await balances(shop)).toMatchObject({ 2200: -60_000 });
}, 60_000);

test('C23: while it is settling the campaign waits, late goods go to stock, and nothing can be closed twice', async () => {
  const purchaseOrderId = await scarceApples(1, 600);
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(await shop.tuan.reader.table(campaigns, 'TRUE')).toMatchObject([{ status: 'purchasing' }]);
  const late = { purchaseOrderId, lines: [{ variantId: apple, accepted: 20 }] };
  expect(await shop.tuan.purchaseOrders.receive(late)).toMatchObject({
    status: 'settling',
    lines: [{ surplus: 20, short: 551 }],
  });
  await shop.audit();
  await expect(shop.tuan.purchaseOrders.previewShortage({ purchaseOrderId })).rejects.toMatchObject({
    code: 'purchase_order_status',
    details: { status: 'settling' },
  });
  await tick(shop.tuan);
  expect(await shop.tuan.reader.table(purchaseOrders, 'TRUE')).toMatchObject([{ status: 'closed' }]);
}, 60_000);

test('C23: an order that is handed over while the closing is still settled gets its refund first', async () => {
  const { id: orderId } = await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  const purchaseOrderId = await scarceApples(1, 600);
  await shop.plant((work) => {
    // The last of all gets nothing.
    const [line] = work.list(orderLines, { orderId });
    if (line) work.set(orderLines, line, { confirmedAt: Number.MAX_SAFE_INTEGER });
  });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  const [share] = await shop.tuan.reader.table(allocations, 't."orderId" = ?', [orderId]);
  expect(share).toMatchObject({ allocated: 0, short: 3, settledAt: null });
  await shop.plant((work, context) => {
    const [line] = work.list(orderLines, { orderId });
    if (line) settleBeforeCompletion(work, line, context);
  });
  expect(await shop.tuan.orders.get({ orderId })).toMatchObject({
    status: 'cancelled',
    refunded: { amount: 3000 },
  });
  await shop.audit();
  await tick(shop.tuan);
  expect(await shop.tuan.orders.get({ orderId })).toMatchObject({ refunded: { amount: 3000 } });
}, 60_000);
