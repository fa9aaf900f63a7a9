import { afterEach, beforeEach, expect, test } from 'vitest';
import { variants } from '../catalog/tables.ts';
import { suppliers } from '../suppliers/tables.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { planted, plantOffer, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { plantStock } from '../testing/plant-stock.ts';
import { tick } from '../tick.ts';
import { campaignGoods, stock } from './tables.ts';
import { purchaseQuantity } from './purchase-quantity.ts';

const { campaign, apple } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const generate = () => shop.tuan.purchaseOrders.generate({ campaignId: campaign });

test('R24: 47 pieces in packs of 20 are bought as 60', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 40 });
  await neighbourOrders(shop, { name: '李叔', pieces: 7, payment: 'atPickup' });
  await freezeToday(shop);
  const { outcome, data } = await generate();
  expect(outcome).toBe('generated');
  expect(data).toMatchObject([
    {
      supplierName: '果然鲜果业',
      status: 'draft',
      expectedTotal: { amount: 48_000, currency: 'CNY' },
      lines: [{ title: '苹果', unit: '斤', needed: 47, buffer: 0, fromStock: 0, packSize: 20, ordered: 60 }],
    },
  ]);
});

test('R24: a buffer of 5 % is rounded up, and 10 in stock are used first: 50 − 10 → 40', async () => {
  expect(purchaseQuantity({ needed: 47, lossBuffer: 500, inStock: 10, packSize: 20 })).toEqual({
    buffer: 3,
    fromStock: 10,
    ordered: 40,
  });
  await shop.plant((work) => {
    work.set(suppliers, work.get(suppliers, planted.supplier), { lossBufferBasisPoints: 500 });
  });
  await plantStock(shop, planted.apple, 10, 7000);
  await neighbourOrders(shop, { name: '王姐', pieces: 47 });
  await freezeToday(shop);
  const { data } = await generate();
  expect(data[0]?.lines).toMatchObject([{ needed: 47, buffer: 3, fromStock: 10, ordered: 40 }]);
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([{ pieces: 0, cost: 0 }]);
  expect(await shop.tuan.reader.table(campaignGoods, 'TRUE')).toMatchObject([{ pieces: 10, cost: 7000 }]);
  const entries = await shop.tuan.reader.rows(
    `SELECT e."account", e."amount", e."campaignId" FROM "ledger_entries" AS e JOIN "ledger_transactions" AS t ON t."id" = e."transactionId" WHERE t."type" = 'stock.used' ORDER BY e."position"`,
  );
  expect(entries).toEqual([
    { account: 1300, amount: 7000, campaignId: campaign },
    { account: 1300, amount: -7000, campaignId: null },
  ]);
});

test('R24: only as much stock is taken as is needed, and the rest keeps its cost', async () => {
  await plantStock(shop, planted.apple, 30, 1000);
  await neighbourOrders(shop, { name: '王姐', pieces: 10 });
  await freezeToday(shop);
  const { data } = await generate();
  expect(data[0]?.lines).toMatchObject([{ fromStock: 10, ordered: 0 }]);
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([{ pieces: 20, cost: 667 }]);
});

test('generating twice, or twice at once, yields the same documents and one event each', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 3 });
  await freezeToday(shop);
  const [first, second] = await Promise.all([generate(), generate()]);
  expect(second).toEqual(first);
  shop.now += 60_000;
  expect(await generate()).toEqual(first);
  const events = await shop.tuan.reader.rows(
    `SELECT "subject" FROM "events" WHERE "type" = 'purchaseOrder.generated'`,
  );
  expect(events).toEqual([{ subject: first.data[0]?.id }]);
});

test('one purchase order for each supplier, with the variants of two offers summed', async () => {
  await shop.plant((work, { now }) => {
    const stamps = { createdAt: now, updatedAt: now };
    work.insert(suppliers, { id: 'sup_eggs', externalId: '蛋场', name: '蛋场', ...stamps });
    plantOffer(work, now, {
      id: 'off_hen',
      variantId: planted.egg,
      supplierId: 'sup_eggs',
      title: '鸡蛋',
      unit: '盒',
      category: '蛋',
      price: 3000,
    });
    plantOffer(work, now, {
      id: 'off_apple_2',
      variantId: apple,
      title: '苹果',
      unit: '斤',
      category: '水果',
      price: 900,
    });
  });
  await neighbourOrders(shop, { name: '王姐', pieces: 15 });
  await neighbourOrders(shop, { name: '李叔', pieces: 6, offerId: 'off_apple_2' });
  await neighbourOrders(shop, { name: '赵姨', pieces: 2, offerId: 'off_hen' });
  await freezeToday(shop);
  const { data } = await generate();
  const bySupplier = new Map(data.map((order) => [order.supplierId, order.lines]));
  expect(bySupplier.get(planted.supplier)).toMatchObject([{ variantId: apple, needed: 21, ordered: 40 }]);
  expect(bySupplier.get('sup_eggs')).toMatchObject([{ variantId: planted.egg, needed: 2, ordered: 12 }]);
});

test('before the freeze it is refused; a freeze in which nothing was ordered is another answer', async () => {
  await expect(generate()).rejects.toMatchObject({
    code: 'campaign_not_frozen',
    details: { status: 'published' },
  });
  await freezeToday(shop);
  expect(await generate()).toEqual({ outcome: 'nothingOrdered', data: [] });
});

test('held and cancelled orders are not bought for', async () => {
  const cancelled = await neighbourOrders(shop, { name: '王姐', pieces: 5 });
  await shop.tuan.orders.cancel({ orderId: cancelled.id });
  await shop.tuan.orders.place({
    campaignId: campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces: 4 }],
  });
  await neighbourOrders(shop, { name: '李叔', pieces: 1 });
  await freezeToday(shop);
  expect((await generate()).data[0]?.lines).toMatchObject([{ needed: 1, ordered: 20 }]);
});

test('R21: what was withdrawn between freeze and generating is not bought; a cutoff withdrawn whole can be closed', async () => {
  const kept = await neighbourOrders(shop, { name: '王姐', pieces: 15 });
  const withdrawn = await neighbourOrders(shop, { name: '李叔', pieces: 10 });
  await freezeToday(shop);
  await shop.tuan.orders.withdraw({ orderId: withdrawn.id, reason: '搬家', fault: 'shop' });
  await shop.tuan.orders.withdraw({ orderId: kept.id, reason: '搬家', fault: 'shop' });
  const { data } = await generate();
  expect(data[0]?.lines).toMatchObject([{ needed: 0, ordered: 0 }]);
  const closed = await shop.tuan.purchaseOrders.close({ purchaseOrderId: data[0]?.id ?? '' });
  expect(closed).toMatchObject({ purchaseOrder: { status: 'closed' }, shortages: [] });
});

test('tick generates after the freeze, once, and says how many campaigns it bought for', async () => {
  await neighbourOrders(shop, { name: '王姐', pieces: 15 });
  await freezeToday(shop);
  const steps = [await tick(shop.tuan), await tick(shop.tuan)].map((report) =>
    report.steps.find(({ name }) => name === 'purchaseOrders.generate'),
  );
  expect(steps).toEqual([1, 0].map((done) => ({ name: 'purchaseOrders.generate', done, problem: null })));
  expect(
    (await shop.tuan.purchaseOrders.list({ campaignId: 'external:today', status: 'draft' })).data,
  ).toHaveLength(1);
});

test('only the shop generates: customers, leaders and storefronts are refused', async () => {
  for (const actor of [
    { kind: 'customer', customerId: planted.customer },
    { kind: 'leader', leaderId: planted.leader },
    { kind: 'storefront', keyId: 'key_1' },
  ] as const) {
    await expect(
      shop.tuan.purchaseOrders.generate({ campaignId: campaign }, { actor }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(shop.tuan.purchaseOrders.list({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
  }
});

test('potatoes 0.50 cheaper per 斤 at the source, 1,000 斤 a month → 500.00 more profit a month [S]', async () => {
  await neighbourOrders(shop, { name: '食堂', pieces: 1000 });
  await freezeToday(shop);
  const before = (await generate()).data[0];
  expect(before?.expectedTotal.amount).toBe(800_000);
  const later = await testShop();
  await later.plant((work) => work.set(variants, work.get(variants, apple), { cost: 750 }));
  await neighbourOrders(later, { name: '食堂', pieces: 1000 });
  await freezeToday(later);
  const { data } = await later.tuan.purchaseOrders.generate({ campaignId: campaign });
  expect(data[0]?.lines).toMatchObject([{ ordered: 1000, unitCost: { amount: 750 } }]);
  expect((before?.expectedTotal.amount ?? 0) - (data[0]?.expectedTotal.amount ?? 0)).toBe(50_000);
  await later.close();
});
