import { afterEach, beforeEach, expect, test } from 'vitest';
import { notices } from '../events/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { neighbourOrders } from '../testing/neighbours.ts';

const { campaign: campaignId, apple } = planted;
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
  const west = await neighbourOrders(shop, { name: 'B', pieces: 8, pickupPointId: planted.otherPoint });
  await freezeToday(shop);
  const { data } = await shop.tuan.purchaseOrders.generate({ campaignId });
  const purchaseOrderId = data[0]?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
  const purchaseLineId = data[0]?.lines[0]?.id ?? '';
  return { east, west, purchaseOrderId, purchaseLineId };
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

test('changes: the leader gets the difference of own lines, not a whole sheet, until it is taken note of', async () => {
  const { east, west } = await sentOrder();
  for (const orderId of [east.id, west.id])
    await shop.tuan.orders.withdraw({ orderId, reason: '退', fault: 'shop' });
  const own = await shop.tuan.changes.differences({}, leader(planted.leader));
  expect(own.data).toHaveLength(2);
  expect(own.totals.map(({ pieces }) => pieces).toSorted()).toEqual([-12, -8]);
  const [first] = own.data;
  const changeLineIds = [first?.id ?? ''];
  const note = () => shop.tuan.changes.acknowledge({ changeLineIds }, leader(planted.leader));
  expect(await note()).toEqual({ acknowledged: 1 });
  expect(await note()).toEqual({ acknowledged: 0 });
  const rest = await shop.tuan.changes.differences({}, leader(planted.leader));
  expect(rest.data.map(({ id }) => id)).toEqual(own.data.slice(1).map(({ id }) => id));
  const noted = await shop.tuan.changes.differences({ acknowledged: true }, leader(planted.leader));
  expect(noted.data.map(({ id }) => id)).toEqual(changeLineIds);
  expect(await shop.tuan.reader.table(notices, `t."topic" = 'change.recorded'`)).toMatchObject([
    { receiverKind: 'leader', receiverId: planted.leader },
    { receiverKind: 'leader' },
  ]);
});

test('changes: nobody sees or takes note of the lines of others', async () => {
  const { east } = await sentOrder();
  await shop.tuan.orders.withdraw({ orderId: east.id, reason: '退', fault: 'shop' });
  const other = leader('led_nobody');
  expect((await shop.tuan.changes.differences({}, other)).data).toEqual([]);
  const { data } = await shop.tuan.changes.differences({}, leader(planted.leader));
  const changeLineIds = data.map(({ id }) => id);
  await expect(shop.tuan.changes.acknowledge({ changeLineIds }, other)).rejects.toMatchObject({
    code: 'not_found',
  });
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

test('changes: the shop orders otherwise, the supplier gets the difference until the sheet is sent again', async () => {
  const { purchaseOrderId, purchaseLineId } = await sentOrder();
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
  const { purchaseOrderId, purchaseLineId } = await sentOrder();
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
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines: [{ variantId: apple, accepted: 20 }] });
  await expect(change({ ordered: 21 })).rejects.toMatchObject({ code: 'purchase_order_status' });
});
