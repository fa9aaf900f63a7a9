import { afterEach, beforeEach, expect, test } from 'vitest';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { balances, posted } from '../testing/ready-orders.ts';
import { suppliers } from '../suppliers/tables.ts';
import { campaignGoods, goodsReceiptLines } from './tables.ts';

const { campaign, apple } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** A purchase order for as many 斤 of apples, sent. */
async function sent(pieces = 40): Promise<string> {
  await neighbourOrders(shop, { name: '王姐', pieces });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: campaign });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  return purchaseOrderId;
}

const receive = (purchaseOrderId: string, line: Readonly<Record<string, unknown>>) =>
  shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId: apple, ...line }] });

test('a receipt comes in parts: accepted, rejected with its reason, missing', async () => {
  const purchaseOrderId = await sent();
  await receive(purchaseOrderId, { accepted: 15 });
  const order = await receive(purchaseOrderId, {
    accepted: 5,
    rejected: 12,
    reason: '压坏',
    missing: 8,
    pictures: ['https://shop.example/1.jpg'],
  });
  expect(order).toMatchObject({
    status: 'received',
    acceptedTotal: { amount: 16_000 },
    lines: [{ accepted: 20, rejected: 12, missing: 8, over: 0, acceptedCost: { amount: 16_000 } }],
  });
  expect(await shop.tuan.reader.table(campaignGoods, 'TRUE')).toMatchObject([{ pieces: 20, cost: 16_000 }]);
});

test('R42: accepted goods are owed to the supplier; rejected and missing ones post nothing', async () => {
  const purchaseOrderId = await sent();
  await receive(purchaseOrderId, { rejected: 20, reason: '压坏', missing: 5 });
  expect(await posted(shop, 'purchaseOrder.received')).toEqual([]);
  await receive(purchaseOrderId, { accepted: 15 });
  expect(await posted(shop, 'purchaseOrder.received')).toEqual([
    [1300, 12_000],
    [2400, -12_000],
  ]);
});

test('apple: one 斤 at 8.00 accepted is goods +8.00 and payable −8.00, and its order still holds deposit and commission [S]', async () => {
  await receive(await sent(1), { accepted: 1 });
  expect(await balances(shop)).toEqual({
    1100: 1000,
    1300: 800,
    1600: 100,
    2100: -1000,
    2300: -100,
    2400: -800,
  });
});

test('R25: the receipt line has the price and the seller of the morning', async () => {
  const purchaseOrderId = await sent();
  await receive(purchaseOrderId, { accepted: 10 });
  await receive(purchaseOrderId, {
    accepted: 30,
    unitCost: { amount: 760, currency: 'CNY' },
    supplierId: planted.supplier,
  });
  expect(await shop.tuan.reader.table(goodsReceiptLines, 'TRUE ORDER BY t."id"')).toMatchObject([
    { unitCost: 800, supplierId: planted.supplier },
    { unitCost: 760, supplierId: planted.supplier },
  ]);
  expect(await shop.tuan.reader.table(campaignGoods, 'TRUE')).toMatchObject([
    { pieces: 40, cost: 8000 + 22_800 },
  ]);
});

test('R27: 19,900 g for 40 斤 fills 40 (strict would be 39)', async () => {
  const purchaseOrderId = await sent();
  const order = await receive(purchaseOrderId, { grams: 19_900 });
  expect(order.lines).toMatchObject([{ accepted: 40, over: 0 }]);
});

test('R27: grams fill at most what is still to come, also in parts', async () => {
  const purchaseOrderId = await sent();
  await receive(purchaseOrderId, { grams: 9_950 });
  const order = await receive(purchaseOrderId, { grams: 25_000, rejected: 1, reason: '烂' });
  expect(order.lines).toMatchObject([{ accepted: 39, rejected: 1 }]);
});

test('R27: parts of a delivery are weighed together: 9,490 g and 9,520 g fill 40, as 19,010 g do', async () => {
  const purchaseOrderId = await sent();
  expect(await receive(purchaseOrderId, { grams: 9490 })).toMatchObject({ lines: [{ accepted: 19 }] });
  expect(await receive(purchaseOrderId, { grams: 9520 })).toMatchObject({ lines: [{ accepted: 40 }] });
  // Both were paid for: 40 at 8.00.
  expect(await balances(shop)).toMatchObject({ 1300: 32_000, 2400: -32_000 });
});

test('R27: what another seller brought is weighed by itself; twice in one receipt counts together', async () => {
  const purchaseOrderId = await sent();
  await shop.plant((work, { now }) => {
    const stamps = { createdAt: now, updatedAt: now };
    return work.insert(suppliers, { id: 'sup_market', externalId: '早市', name: '早市', ...stamps }).id;
  });
  await receive(purchaseOrderId, { grams: 9490 });
  const lines = [
    { variantId: apple, grams: 4740, supplierId: 'sup_market' },
    { variantId: apple, grams: 4770, supplierId: 'sup_market' },
  ];
  // 4,740 g fill 9, both together 9,510 g fill 20: 39 in all, since 0.98 of a unit of the first seller stays alone.
  const order = await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines });
  expect(order).toMatchObject({ lines: [{ accepted: 39 }] });
});

test('more than was ordered is refused, naming the line, unless it is marked over', async () => {
  const purchaseOrderId = await sent();
  await expect(receive(purchaseOrderId, { accepted: 41 })).rejects.toMatchObject({
    code: 'receipt_over_ordered',
    details: { open: 40, fields: [{ path: 'lines.0.accepted' }] },
  });
  const order = await receive(purchaseOrderId, { accepted: 45, over: true });
  expect(order.lines).toMatchObject([{ accepted: 45, over: 5 }]);
  await expect(receive(purchaseOrderId, { missing: 1 })).rejects.toMatchObject({
    code: 'receipt_over_ordered',
    details: { open: 0 },
  });
});

test('goods are received only once the purchase order was sent', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 1 });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: campaign });
  await expect(receive(data[0]?.id ?? '', { accepted: 1 })).rejects.toMatchObject({
    code: 'purchase_order_status',
    details: { status: 'draft' },
  });
});

test('a receipt that says nothing, or rejects without a reason, or weighs what is not weighed, is refused by field', async () => {
  const purchaseOrderId = await sent();
  const fields = (...paths: string[]) => ({
    code: 'invalid_input',
    details: { fields: paths.map((path) => ({ path })) },
  });
  await expect(receive(purchaseOrderId, {})).rejects.toMatchObject(fields('lines.0.accepted'));
  await expect(receive(purchaseOrderId, { rejected: 1 })).rejects.toMatchObject(fields('lines.0.reason'));
  await expect(receive(purchaseOrderId, { accepted: 1, grams: 500 })).rejects.toMatchObject(
    fields('lines.0.grams'),
  );
  await expect(receive(purchaseOrderId, { accepted: -1 })).rejects.toMatchObject(fields('lines.0.accepted'));
  const eggs = { purchaseOrderId, lines: [{ variantId: planted.egg, accepted: 1 }] };
  await expect(shop.tuan.purchaseOrders.receive(eggs)).rejects.toMatchObject(fields('lines.0.variantId'));
  const dollars = { accepted: 1, unitCost: { amount: 1, currency: 'USD' } };
  await expect(receive(purchaseOrderId, dollars)).rejects.toMatchObject({ code: 'currency_mismatch' });
  await expect(receive('pur_none', { accepted: 1 })).rejects.toMatchObject({ code: 'not_found' });
});

test('two lines of one receipt for the same variant add up', async () => {
  const purchaseOrderId = await sent();
  const lines = [
    { variantId: apple, accepted: 20 },
    { variantId: 'external:F001', accepted: 20, unitCost: { amount: 700, currency: 'CNY' } },
  ];
  const order = await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines });
  expect(order.lines).toMatchObject([{ accepted: 40, acceptedCost: { amount: 30_000 } }]);
});

test('a receipt whose goods would cost more than money may be is refused with its field', async () => {
  const purchaseOrderId = await sent();
  const dear = { accepted: 40, unitCost: { amount: 9_000_000_000_000, currency: 'CNY' } };
  await expect(receive(purchaseOrderId, dear)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'lines.0.unitCost', code: 'too_big' }] },
  });
});
