import { afterEach, beforeEach, expect, test } from 'vitest';
import { freezeToday } from '../testing/freeze-today.ts';
import { interleave, planted, testShop, type TestShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { balances, posted } from '../testing/ready-orders.ts';
import { suppliers } from '../suppliers/tables.ts';
import { campaignGoods, goodsReturns, stock } from './tables.ts';

const { campaign: campaignId, apple } = planted;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const market = 'sup_market';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
  await shop.plant((work, { now }) => {
    const stamps = { createdAt: now, updatedAt: now };
    return work.insert(suppliers, { id: market, externalId: '早市', name: '早市', ...stamps }).id;
  });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** A purchase order for apples of which these receipts have come. */
async function received(pieces: number, ...receipts: readonly Readonly<Record<string, unknown>>[]) {
  const order = await neighbourOrders(shop, { name: '王姐', pieces });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  for (const receipt of receipts) {
    shop.now += 1000;
    await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId: apple, ...receipt }] });
  }
  return { purchaseOrderId, order };
}

const sendBack = (purchaseOrderId: string, pieces: number, extra: Readonly<Record<string, unknown>> = {}) =>
  shop.tuan.purchaseOrders.sendBack({
    purchaseOrderId,
    variantId: apple,
    pieces,
    reason: '开箱后发现烂',
    ...extra,
  });

test('accepted goods sent back before the closing: the reverse of accepted, and the rest is shared out', async () => {
  const { purchaseOrderId, order } = await received(20, { accepted: 20 });
  const answer = await sendBack(purchaseOrderId, 3);
  expect(answer).toMatchObject({
    purchaseOrder: { lines: [{ accepted: 20, sentBack: 3 }] },
    returns: [{ supplierId: planted.supplier, pieces: 3, cost: yuan(2400), fromStock: false }],
  });
  expect(await posted(shop, 'goods.sentBack')).toEqual([
    [1300, -2400],
    [2400, 2400],
  ]);
  expect(await shop.tuan.reader.table(campaignGoods, 'TRUE')).toMatchObject([{ pieces: 17, cost: 13_600 }]);
  const { shortages } = await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  expect(shortages).toMatchObject([{ served: 17, short: 3 }]);
  expect((await shop.tuan.orders.get({ orderId: order.id })).refunded).toEqual(yuan(3000));
});

test('after the closing only stock goes back: never more than is there, nor than was accepted', async () => {
  const { purchaseOrderId } = await received(15, { accepted: 20 });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  await expect(sendBack(purchaseOrderId, 6)).rejects.toMatchObject({
    code: 'sent_back_too_many',
    details: { left: 5, inStock: 5 },
  });
  expect(await sendBack(purchaseOrderId, 4)).toMatchObject({
    purchaseOrder: { lines: [{ accepted: 20, surplus: 5, sentBack: 4 }] },
    returns: [{ pieces: 4, cost: yuan(3200), fromStock: true }],
  });
  await expect(sendBack(purchaseOrderId, 2)).rejects.toMatchObject({ details: { left: 1 } });
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([{ pieces: 1, cost: 800 }]);
  expect(await shop.tuan.purchaseOrders.close({ purchaseOrderId })).toMatchObject({ shortages: [] });
});

test('the cost is that of the receipt, the newest first, and the seller is who sold it (R25, R42)', async () => {
  const dear = { accepted: 10, unitCost: yuan(900), supplierId: market };
  const { purchaseOrderId } = await received(20, { accepted: 10, unitCost: yuan(700) }, dear);
  expect(await sendBack(purchaseOrderId, 12)).toMatchObject({
    returns: [
      { supplierId: market, pieces: 10, cost: yuan(9000) },
      { supplierId: planted.supplier, pieces: 2, cost: yuan(1400) },
    ],
  });
  // 8 of the cheap ones are left, at what they did cost.
  expect(await shop.tuan.reader.table(campaignGoods, 'TRUE')).toMatchObject([{ pieces: 8, cost: 5600 }]);
  await expect(sendBack(purchaseOrderId, 1, { supplierId: market })).rejects.toMatchObject({
    code: 'sent_back_too_many',
    details: { left: 0 },
  });
});

test('what stood at another value than the receipt: the difference is cost of what was sold of it', async () => {
  const { purchaseOrderId } = await received(15, { accepted: 10 }, { accepted: 10, unitCost: yuan(1200) });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  // Five are in stock, at an average of 10.00 a piece; they go back at the 12.00 that they did cost.
  expect(await sendBack(purchaseOrderId, 5)).toMatchObject({ returns: [{ cost: yuan(6000) }] });
  expect(await posted(shop, 'goods.sentBack')).toEqual([
    [1300, -5000],
    [2400, 6000],
    [5000, -1000],
  ]);
  expect(await balances(shop)).toMatchObject({ 1300: 15_000, 2400: -14_000, 5000: -1000 });
});

test('sent back by two people at once: never more than there are', async () => {
  const { purchaseOrderId } = await received(20, { accepted: 20 });
  const wish = { purchaseOrderId, variantId: apple, pieces: 15, reason: '烂' };
  interleave(shop, (other) => other.purchaseOrders.sendBack(wish));
  await expect(sendBack(purchaseOrderId, 15)).rejects.toMatchObject({
    code: 'sent_back_too_many',
    details: { left: 5 },
  });
  expect(await shop.tuan.reader.table(goodsReturns, 'TRUE')).toMatchObject([{ pieces: 15 }]);
});

test('closed meanwhile by another process: what was allocated stays where it is', async () => {
  const { purchaseOrderId } = await received(18, { accepted: 20 });
  interleave(shop, (other) => other.purchaseOrders.close({ purchaseOrderId }));
  await expect(sendBack(purchaseOrderId, 5)).rejects.toMatchObject({ details: { left: 2 } });
});

test('send back: refused before anything came, for other goods, and to anyone but the shop', async () => {
  const { purchaseOrderId } = await received(20);
  await expect(sendBack(purchaseOrderId, 1)).rejects.toMatchObject({ code: 'purchase_order_status' });
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId: apple, accepted: 20 }] });
  await expect(sendBack(purchaseOrderId, 1, { variantId: planted.egg })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'variantId' }] },
  });
  await expect(sendBack('pur_none', 1)).rejects.toMatchObject({ code: 'not_found' });
  await expect(sendBack(purchaseOrderId, 0)).rejects.toMatchObject({ code: 'invalid_input' });
  const wish = { purchaseOrderId, variantId: apple, pieces: 1, reason: '烂' };
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.purchaseOrders.sendBack(wish, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
