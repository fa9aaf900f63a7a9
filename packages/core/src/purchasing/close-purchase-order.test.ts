import { afterEach, beforeEach, expect, test } from 'vitest';
import { campaigns } from '../campaigns/tables.ts';
import { notices } from '../events/tables.ts';
import { orderLines, orders } from '../orders/tables.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { orderDiscounts } from '../promotions/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { plantStock } from '../testing/plant-stock.ts';
import { balances, posted } from '../testing/ready-orders.ts';
import type { ShortagePolicy } from './share-out.ts';
import { allocations, campaignGoods, stock } from './tables.ts';

const { campaign, apple } = planted;
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
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: campaign });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  return purchaseOrderId;
}

async function receive(purchaseOrderId: string, accepted: number): Promise<void> {
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId: apple, accepted }] });
}

/** A, B, C and D of the rules' example order one after the other; A has 5.00 off its first order. */
async function twoCrates(): Promise<string> {
  const a = await shop.tuan.orders.place({
    campaignId: campaign,
    customer: { nickname: 'A' },
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 3 }],
  });
  await shop.plant((work) => {
    const [line] = work.list(orderLines, { orderId: a.id });
    if (line) work.set(orderLines, line, { discount: 500, net: 2500, refundBase: 2500 });
    const of = { orderId: a.id, orderLineId: line?.id ?? '', promotionId: 'pro_first' };
    work.insert(orderDiscounts, { ...of, position: 0, amount: 500 });
    work.set(orders, work.get(orders, a.id), { total: 2500, amountDue: 2500 });
  });
  const amount = { amount: 2500, currency: 'CNY' };
  await shop.tuan.orders.pay({ orderId: a.id, amount, reference: 'till A' });
  for (const [name, pieces] of [
    ['B', 20],
    ['C', 15],
    ['D', 2],
  ] as const) {
    shop.now += 60_000;
    await neighbourOrders(shop, { name, pieces });
  }
  const purchaseOrderId = await sent();
  await shop.tuan.purchaseOrders.receive({
    purchaseOrderId,
    lines: [{ variantId: apple, accepted: 20, rejected: 20, reason: '压坏' }],
  });
  return purchaseOrderId;
}

const lines = () =>
  shop.tuan.reader.rows<{ name: string; status: string; allocated: number; short: number; refunded: number }>(
    `SELECT c."name" AS "name", o."status" AS "status", l."allocated" AS "allocated", l."short" AS "short", l."refunded" AS "refunded"
      FROM "order_lines" l JOIN "orders" o ON o."id" = l."orderId" JOIN "customers" c ON c."id" = l."customerId" ORDER BY c."name"`,
  );

test('two crates, one rejected: short by order time are B 3, C 15, D 2, with the exact postings', async () => {
  const purchaseOrderId = await twoCrates();
  expect(await posted(shop, 'order.paid')).toEqual([
    [1100, 39_500],
    [1600, 3950],
    [2100, -39_500],
    [2300, -3950],
  ]);
  expect(await posted(shop, 'purchaseOrder.received')).toEqual([
    [1300, 16_000],
    [2400, -16_000],
  ]);
  const closed = await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(closed).toMatchObject({
    purchaseOrder: {
      status: 'closed',
      lines: [{ needed: 40, accepted: 20, rejected: 20, short: 20, surplus: 0 }],
    },
    shortages: [{ title: '苹果', served: 20, short: 20, lines: 3 }],
  });
  expect(await lines()).toEqual([
    { name: 'A', status: 'confirmed', allocated: 3, short: 0, refunded: 0 },
    { name: 'B', status: 'confirmed', allocated: 17, short: 3, refunded: 3000 },
    { name: 'C', status: 'cancelled', allocated: 0, short: 15, refunded: 15_000 },
    { name: 'D', status: 'cancelled', allocated: 0, short: 2, refunded: 2000 },
  ]);
  expect(await posted(shop, 'refund.requested')).toEqual([
    [1600, -2000],
    [2100, 20_000],
    [2200, -20_000],
    [2300, 2000],
  ]);
  expect(await balances(shop)).toEqual({
    1100: 39_500,
    1300: 16_000,
    1600: 1950,
    2100: -19_500,
    2200: -20_000,
    2300: -1950,
    2400: -16_000,
  });
});

test('two crates: every neighbour who comes short is told, and whose order is empty has no code any more', async () => {
  await shop.tuan.purchaseOrders.close({ purchaseOrderId: await twoCrates() });
  const told = await shop.tuan.reader.table(notices, `t."topic" = 'order.short' ORDER BY t."id"`);
  expect(told.map(({ facts }) => facts)).toMatchObject([
    {
      cancelled: false,
      refund: { amount: 3000 },
      lines: [{ title: '苹果', ordered: 20, allocated: 17, short: 3 }],
    },
    { cancelled: true, refund: { amount: 15_000 } },
    { cancelled: true, refund: { amount: 2000 } },
  ]);
  const empty = await shop.tuan.reader.table(orders, `t."cancelReason" = 'short'`);
  expect(empty).toMatchObject([{ pickupCode: null }, { pickupCode: null }]);
  const customers = await shop.tuan.reader.rows(`SELECT sum("liveOrders") AS "live" FROM "customers"`);
  expect(customers).toEqual([{ live: 2 }]);
});

test('R26: a receipt refunds nothing, closing does it once; closing twice or twice at once is harmless', async () => {
  const purchaseOrderId = await twoCrates();
  expect(await posted(shop, 'refund.requested')).toEqual([]);
  const [first, second] = await Promise.all(
    [1, 2].map(() => shop.tuan.purchaseOrders.close({ purchaseOrderId })),
  );
  expect(second).toEqual(first);
  const before = await balances(shop);
  shop.now += 60_000;
  expect(await shop.tuan.purchaseOrders.close({ purchaseOrderId })).toEqual(first);
  expect(await balances(shop)).toEqual(before);
  expect(await shop.tuan.reader.table(allocations, 'TRUE')).toHaveLength(3);
});

test('the preview says what the closing will do, and writes nothing', async () => {
  const purchaseOrderId = await twoCrates();
  const preview = await shop.tuan.purchaseOrders.previewShortage({ purchaseOrderId });
  expect(preview).toMatchObject({ policy: 'orderTime', refundTotal: { amount: 20_000 }, surplus: [] });
  expect(preview.data).toMatchObject([
    { needed: 20, allocated: 17, short: 3, refund: { amount: 3000 } },
    { needed: 15, allocated: 0, short: 15, refund: { amount: 15_000 } },
    { needed: 2, allocated: 0, short: 2, refund: { amount: 2000 } },
  ]);
  expect(await shop.tuan.reader.table(allocations, 'TRUE')).toEqual([]);
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  const written = await shop.tuan.reader.table(allocations, 't."short" > 0');
  expect(new Map(written.map(({ orderLineId, short }) => [orderLineId, short]))).toEqual(
    new Map(preview.data.map(({ orderLineId, short }) => [orderLineId, short])),
  );
  await expect(shop.tuan.purchaseOrders.previewShortage({ purchaseOrderId })).rejects.toMatchObject({
    code: 'purchase_order_status',
  });
});

test.each([
  ['orderTime', [6, 4, 0]],
  ['proRataByPoint', [6, 0, 4]],
  ['oneEach', [6, 3, 1]],
  ['wholeOrders', [6, 4, 0]],
] as const satisfies readonly (readonly [ShortagePolicy, readonly number[]])[])(
  'C11: the shop chooses %s',
  async (shortage, expected) => {
    const chosen = await testShop({ policies: { shortage } });
    await neighbourOrders(chosen, { name: 'A', pieces: 6 });
    await neighbourOrders(chosen, { name: 'B', pieces: 6 });
    await neighbourOrders(chosen, { name: 'C', pieces: 8, pickupPointId: planted.otherPoint });
    const original = shop;
    shop = chosen;
    const purchaseOrderId = await sent();
    await receive(purchaseOrderId, 10);
    await shop.tuan.purchaseOrders.close({ purchaseOrderId });
    expect((await lines()).map(({ allocated }) => allocated)).toEqual(expected);
    await original.close();
  },
);

test('R17: an order to be paid at pickup owes less instead of being refunded', async () => {
  const placed = await neighbourOrders(shop, { name: '李叔', pieces: 20, payment: 'atPickup' });
  const purchaseOrderId = await sent();
  await receive(purchaseOrderId, 15);
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(await shop.tuan.orders.get({ orderId: placed.id })).toMatchObject({
    amountDue: { amount: 15_000 },
    refunded: { amount: 0 },
    lines: [{ short: 5, allocated: 15 }],
  });
  expect(await posted(shop, 'refund.requested')).toEqual([]);
});

test('R26: the surplus of packs goes to stock with its moving average cost', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 7 });
  const purchaseOrderId = await sent();
  await shop.tuan.purchaseOrders.receive({
    purchaseOrderId,
    lines: [
      { variantId: apple, accepted: 10 },
      { variantId: apple, accepted: 10, unitCost: { amount: 701, currency: 'CNY' } },
    ],
  });
  const { purchaseOrder, shortages } = await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(shortages).toEqual([]);
  expect(purchaseOrder.lines).toMatchObject([{ surplus: 13, short: 0 }]);
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([{ pieces: 13, cost: 9757 }]);
  expect(await shop.tuan.reader.table(campaignGoods, 'TRUE')).toMatchObject([
    { pieces: 7, cost: 15_010 - 9757 },
  ]);
  const ofStock = await shop.tuan.reader.rows(
    `SELECT sum("amount") AS "amount" FROM "ledger_entries" WHERE "account" = 1300 AND "campaignId" IS NULL`,
  );
  expect(ofStock).toEqual([{ amount: 9757 }]);
});

test('R26: goods that arrive after the closing go to stock, and refunds stand', async () => {
  const purchaseOrderId = await twoCrates();
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  const before = await lines();
  await receive(purchaseOrderId, 20);
  expect(await lines()).toEqual(before);
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([{ pieces: 20, cost: 16_000 }]);
  expect(await shop.tuan.purchaseOrders.get({ purchaseOrderId })).toMatchObject({
    status: 'closed',
    lines: [{ accepted: 40, surplus: 20 }],
  });
  expect(await posted(shop, 'purchaseOrder.received')).toEqual([
    [1300, 32_000],
    [2400, -32_000],
  ]);
});

test('stock that covers everything needs no supplier: the draft closes at once', async () => {
  await plantStock(shop, planted.apple, 9, 7200);
  await neighbourOrders(shop, { name: '王姐', pieces: 9 });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: campaign });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId: data[0]?.id ?? '' });
  expect(await lines()).toMatchObject([{ allocated: 9, short: 0 }]);
});

test('a draft is not closed, and nobody but the shop closes', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 9 });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: campaign });
  const purchaseOrderId = data[0]?.id ?? '';
  await expect(shop.tuan.purchaseOrders.close({ purchaseOrderId })).rejects.toMatchObject({
    code: 'purchase_order_status',
    details: { status: 'draft' },
  });
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.purchaseOrders.close({ purchaseOrderId }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});

test('nothing arrived at all: everyone is refunded and every order is cancelled', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 9 });
  const purchaseOrderId = await sent();
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(await lines()).toEqual([
    { name: '王姐', status: 'cancelled', allocated: 0, short: 9, refunded: 9000 },
  ]);
  expect(await balances(shop)).toEqual({ 1100: 9000, 2200: -9000 });
});

test('the campaign goes on to delivery when its last purchase order closes', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 1 });
  const purchaseOrderId = await sent();
  await receive(purchaseOrderId, 20);
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(await shop.tuan.reader.table(campaigns, 'TRUE')).toMatchObject([{ status: 'delivering' }]);
});

test('R21: what was withdrawn since the freeze is not shared out: its goods go to stock', async () => {
  await neighbourOrders(shop, { name: 'A', pieces: 12 });
  const { id: orderId } = await neighbourOrders(shop, { name: 'B', pieces: 8 });
  const purchaseOrderId = await sent();
  await shop.tuan.orders.withdraw({ orderId, reason: '搬家', fault: 'shop' });
  await receive(purchaseOrderId, 14);
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(await lines()).toMatchObject([
    { allocated: 12, short: 0 },
    { allocated: 0, short: 0, refunded: 8000 },
  ]);
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([{ pieces: 2, cost: 1600 }]);
});
