import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

const { campaign: campaignId } = planted;
let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leader = (leaderId: string) => ({ actor: { kind: 'leader', leaderId } as const });

/** Two neighbours at two points; their purchase order is sent. */
async function sentOrder() {
  const east = await neighbourOrders(shop, { name: 'A', pieces: 12 });
  await neighbourOrders(shop, { name: 'B', pieces: 8, pickupPointId: planted.otherPoint });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  return { east };
}

test('R21: a withdrawal after the freeze is a document: who, why, before, after, once', async () => {
  const { east } = await sentOrder();
  const because = { orderId: east.id, reason: '搬家', fault: 'customer' } as const;
  await shop.tuan.orders.withdraw(because);
  await shop.tuan.orders.withdraw(because);
  const { data } = await shop.tuan.changes.list({ campaignId });
  expect(data).toMatchObject([
    {
      kind: 'withdrawn',
      reason: '搬家',
      fault: 'customer',
      actor: 'system',
      lines: [{ title: '苹果', unit: '斤', orderId: east.id, before: 12, after: 0 }],
    },
  ]);
});

test('changes: nobody sees the lines of others', async () => {
  const { east } = await sentOrder();
  await shop.tuan.orders.withdraw({ orderId: east.id, reason: '退', fault: 'shop' });
  const other = leader('led_nobody');
  expect((await shop.tuan.changes.differences({}, other)).data).toEqual([]);
  const asked = { reader: 'leader', readerId: planted.leader } as const;
  await expect(shop.tuan.changes.differences(asked, other)).rejects.toMatchObject({ code: 'not_found' });
  await expect(shop.tuan.changes.list({}, other)).rejects.toMatchObject({ code: 'not_allowed' });
  const customer = { actor: { kind: 'customer', customerId: planted.customer } as const };
  await expect(shop.tuan.changes.differences({}, customer)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.changes.differences({})).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'reader' }] },
  });
});
