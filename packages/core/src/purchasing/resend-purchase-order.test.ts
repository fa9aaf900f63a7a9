import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { draftOfToday, notTheShop, sentToday } from '../testing/sent-purchase-order.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('the whole sheet goes once more: each time is counted and told, the first time stays', async () => {
  const { purchaseOrderId } = await sentToday(shop);
  for (const sendings of [2, 3]) {
    shop.now += 60_000;
    expect(await shop.tuan.purchaseOrders.resend({ purchaseOrderId })).toMatchObject({
      status: 'sent',
      sentAt: '2026-11-23T14:10:00.000Z',
      sendings,
    });
  }
  const told = await shop.tuan.reader.rows(
    `SELECT json_extract("data", '$.sendings') AS "sendings" FROM "events" WHERE "type" = 'purchaseOrder.resent' ORDER BY "occurredAt"`,
  );
  expect(told).toEqual([{ sendings: 2 }, { sendings: 3 }]);
});

test('a draft has not gone yet, and what is closed goes no more; what has come in part does', async () => {
  const { purchaseOrderId } = await draftOfToday(shop);
  const resend = () => shop.tuan.purchaseOrders.resend({ purchaseOrderId });
  const refused = (status: string) => ({ code: 'purchase_order_status', details: { status } });
  await expect(resend()).rejects.toMatchObject(refused('draft'));
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  await shop.tuan.purchaseOrders.receive({
    purchaseOrderId,
    lines: [{ variantId: planted.apple, accepted: 12 }],
  });
  expect(await resend()).toMatchObject({ status: 'received', sendings: 2 });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  await expect(resend()).rejects.toMatchObject(refused('closed'));
});

test('only the shop sends once more, and only what is there', async () => {
  const { purchaseOrderId } = await sentToday(shop);
  for (const actor of notTheShop)
    await expect(shop.tuan.purchaseOrders.resend({ purchaseOrderId }, { actor })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  await expect(shop.tuan.purchaseOrders.resend({ purchaseOrderId: 'pur_none' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
