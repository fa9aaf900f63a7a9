import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { notTheShop, sentToday } from '../testing/sent-purchase-order.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('changes: the shop orders otherwise, the supplier gets the difference until the sheet is sent again', async () => {
  const { purchaseOrderId, purchaseLineId } = await sentToday(shop, 20);
  shop.now += 60_000;
  const reason = '有人退单';
  const changed = await shop.tuan.purchaseOrders.change({
    purchaseOrderId,
    lines: [{ purchaseLineId, ordered: 8, unitCost: { amount: 790, currency: 'CNY' } }],
    reason,
  });
  expect(changed).toMatchObject({
    supplierAnswer: 'none',
    lines: [{ ordered: 8, cases: 0, loose: 8, unitCost: { amount: 790 } }],
  });
  const supplier = { reader: 'supplier', readerId: planted.supplier } as const;
  const { data, totals } = await shop.tuan.changes.differences(supplier);
  expect(data).toMatchObject([
    { kind: 'unitCost', reason, before: 800, after: 790, purchaseOrderId },
    { kind: 'ordered', reason, before: 20, after: 8 },
  ]);
  expect(totals).toMatchObject([{ title: '苹果', pieces: -12 }]);
  shop.now += 60_000;
  expect(await shop.tuan.purchaseOrders.resend({ purchaseOrderId })).toMatchObject({ sendings: 2 });
  expect((await shop.tuan.changes.differences(supplier)).data).toEqual([]);
});

test('changes: what is changed back and forth in one call is no change; a line of another order is refused', async () => {
  const { purchaseOrderId, purchaseLineId } = await sentToday(shop, 20);
  const change = (line: object) =>
    shop.tuan.purchaseOrders.change({
      purchaseOrderId,
      lines: [{ purchaseLineId, ...line }],
      reason: '改',
    });
  await change({ ordered: 20 });
  expect((await shop.tuan.changes.list({})).data).toEqual([]);
  await expect(change({ purchaseLineId: 'pli_other', ordered: 1 })).rejects.toMatchObject({
    code: 'invalid_input',
  });
  await expect(change({ unitCost: { amount: 1, currency: 'EUR' } })).rejects.toMatchObject({
    code: 'currency_mismatch',
  });
  await shop.tuan.purchaseOrders.receive({
    purchaseOrderId,
    lines: [{ variantId: planted.apple, accepted: 20 }],
  });
  await expect(change({ ordered: 21 })).rejects.toMatchObject({ code: 'purchase_order_status' });
});

test('changes: the same change twice is one change; an order that is not there is not found', async () => {
  const { purchaseOrderId, purchaseLineId } = await sentToday(shop);
  const change = { purchaseOrderId, lines: [{ purchaseLineId, ordered: 8 }], reason: '退' };
  const first = await shop.tuan.purchaseOrders.change(change);
  shop.now += 60_000;
  expect((await shop.tuan.purchaseOrders.change(change)).lines).toEqual(first.lines);
  expect((await shop.tuan.changes.list({})).data).toHaveLength(1);
  await expect(
    shop.tuan.purchaseOrders.change({ ...change, purchaseOrderId: 'pur_none' }),
  ).rejects.toMatchObject({ code: 'not_found' });
});

test('changes: only the shop orders otherwise', async () => {
  const { purchaseOrderId, purchaseLineId } = await sentToday(shop);
  const change = { purchaseOrderId, lines: [{ purchaseLineId, ordered: 8 }], reason: '退' };
  for (const actor of notTheShop)
    await expect(shop.tuan.purchaseOrders.change(change, { actor })).rejects.toMatchObject({
      code: 'not_allowed',
    });
});
