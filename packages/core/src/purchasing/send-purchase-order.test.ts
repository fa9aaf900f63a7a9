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

async function generated(): Promise<string> {
  await neighbourOrders(shop, { name: '王姐', pieces: 1 });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId: planted.campaign });
  return data[0]?.id ?? '';
}

test('sending notes the time once; twice is harmless, and backwards is refused', async () => {
  const purchaseOrderId = await generated();
  const first = await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  expect(first).toMatchObject({ status: 'sent', sentAt: '2026-11-23T14:10:00.000Z' });
  shop.now += 1000;
  expect(await shop.tuan.purchaseOrders.send({ purchaseOrderId })).toEqual(first);
  const events = await shop.tuan.reader.rows(
    `SELECT "subject" FROM "events" WHERE "type" = 'purchaseOrder.sent'`,
  );
  expect(events).toEqual([{ subject: purchaseOrderId }]);
  await shop.tuan.purchaseOrders.receive({
    purchaseOrderId,
    lines: [{ variantId: planted.apple, accepted: 1 }],
  });
  await expect(shop.tuan.purchaseOrders.send({ purchaseOrderId })).rejects.toMatchObject({
    code: 'purchase_order_status',
    details: { status: 'received' },
  });
});

test('only the shop sends', async () => {
  const purchaseOrderId = await generated();
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.purchaseOrders.send({ purchaseOrderId }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.purchaseOrders.send({ purchaseOrderId: 'pur_none' })).rejects.toMatchObject({
    code: 'not_found',
  });
});
