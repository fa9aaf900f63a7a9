import { afterEach, beforeEach, expect, test } from 'vitest';
import { notices } from '../events/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { notTheShop, sentToday } from '../testing/sent-purchase-order.ts';
import { stock } from './tables.ts';

const { apple: variantId } = planted;
const endsAt = '2026-11-24T12:00:00+08:00';
let shop: TestShop;
let purchaseOrderId: string;
beforeEach(async () => {
  shop = await testShop();
  ({ purchaseOrderId } = await sentToday(shop, 17));
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** Two crates came instead of one: 23 beyond the 17 that were ordered. */
async function overDelivered() {
  const lines = [{ variantId, accepted: 40, over: true }];
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
}

const offer = (wish: object = {}, options: object = {}) =>
  shop.tuan.extras.offer({ purchaseOrderId, variantId, endsAt, ...wish }, options);

test('over-delivery goes to stock, and is offered to leaders at the frozen price', async () => {
  await overDelivered();
  const extra = await offer();
  expect(extra).toMatchObject({
    title: '苹果',
    pieces: 23,
    left: 23,
    unitPrice: { amount: 1000 },
    open: true,
  });
  const byLeader = { actor: { kind: 'leader', leaderId: planted.leader } as const };
  expect((await shop.tuan.extras.list({}, byLeader)).data).toEqual([extra]);
  expect(await shop.tuan.reader.table(notices, `t."topic" = 'extra.offered'`)).toHaveLength(2);
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([{ pieces: 23 }]);
});

test('extra pieces: what is offered already is not offered twice', async () => {
  await overDelivered();
  await expect(offer({ pieces: 24 })).rejects.toMatchObject({
    code: 'extra_too_many',
    details: { left: 23 },
  });
  await offer({ pieces: 20 });
  expect(await offer()).toMatchObject({ pieces: 3 });
  await expect(offer({ pieces: 1 })).rejects.toMatchObject({ code: 'extra_too_many', details: { left: 0 } });
  await expect(offer()).rejects.toMatchObject({ code: 'extra_too_many', details: { left: 0 } });
});

test('extra pieces: before the closing there are none, and bad input is named by its field', async () => {
  await expect(offer()).rejects.toMatchObject({ code: 'purchase_order_status' });
  await overDelivered();
  const wrong = (path: string, code: string) => ({
    code: 'invalid_input',
    details: { fields: [{ path, code }] },
  });
  await expect(offer({ variantId: planted.egg })).rejects.toMatchObject(wrong('variantId', 'not_ordered'));
  const now = new Date(shop.now).toISOString();
  await expect(offer({ endsAt: now })).rejects.toMatchObject(wrong('endsAt', 'past'));
  await expect(offer({ purchaseOrderId: 'pur_none' })).rejects.toMatchObject({ code: 'not_found' });
});

test('extra pieces: only the shop offers; customers do not even see them', async () => {
  await overDelivered();
  for (const actor of notTheShop)
    await expect(offer({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
  const customer = { actor: { kind: 'customer', customerId: planted.customer } as const };
  await expect(shop.tuan.extras.list({}, customer)).rejects.toMatchObject({ code: 'not_allowed' });
});
