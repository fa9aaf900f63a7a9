import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { freezeToday } from '../testing/freeze-today.ts';
import { interleave } from '../testing/interleave.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { notices } from '../events/tables.ts';
import { readNotifications } from '../events/read-notifications.ts';
import { readShop } from '../shop/the-shop.ts';
import { stock } from './tables.ts';

const { campaign: campaignId, apple: variantId } = planted;
const byLeader = { actor: { kind: 'leader', leaderId: planted.leader } as const };
const endsAt = '2026-11-24T12:00:00+08:00';
let shop: TestShop;
let purchaseOrderId: string;
beforeEach(async () => {
  shop = await testShop();
  await neighbourOrders(shop, { name: 'A', pieces: 17 });
  await freezeToday(shop);
  const [order] = (await shop.tuan.purchaseOrders.generate({ campaignId })).data;
  purchaseOrderId = order?.id ?? '';
  await shop.tuan.purchaseOrders.send({ purchaseOrderId });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

/** Two crates came instead of one: 23 beyond the 17 that were ordered. */
async function overDelivered(pieces?: number) {
  const lines = [{ variantId, accepted: 40, over: true }];
  await shop.tuan.purchaseOrders.receive({ purchaseOrderId, lines });
  await shop.tuan.purchaseOrders.close({ purchaseOrderId });
  const wish = pieces === undefined ? {} : { pieces };
  return shop.tuan.extras.offer({ purchaseOrderId, variantId, endsAt, ...wish });
}

const assign = (extraId: string, pieces: number, nickname = 'B', options: object = byLeader) =>
  shop.tuan.extras.assign({ extraId, pieces, customer: { nickname } }, options);

test('a leader gives extra pieces to a neighbour: an order of its own, paid at pickup, with its goods', async () => {
  const extra = await overDelivered(5);
  const { order, extra: after } = await assign(extra.id, 3);
  expect(order).toMatchObject({
    status: 'confirmed',
    payment: 'atPickup',
    amountDue: { amount: 3000 },
    lines: [{ pieces: 3, allocated: 3, unitPrice: { amount: 1000 } }],
  });
  expect(order.pickupCode).toMatch(/^\w{8}$/);
  expect(after).toMatchObject({ taken: 3, left: 2 });
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([{ pieces: 20, cost: 16_000 }]);
  expect(await shop.tuan.purchaseOrders.get({ purchaseOrderId })).toMatchObject({ lines: [{ surplus: 20 }] });
  await expect(assign(extra.id, 3)).rejects.toMatchObject({ code: 'extra_too_many', details: { left: 2 } });
});

test('the neighbour is told what came on top, how many and what is paid at pickup', async () => {
  const extra = await overDelivered(5);
  const { order } = await assign(extra.id, 3);
  while ((await shop.tuan.notices.collect({})).events > 0);
  const told = await shop.tuan.reader.table(notices, `t."topic" = 'extra.assigned'`);
  expect(told).toMatchObject([
    { receiverKind: 'customer', receiverId: order.customerId, facts: { orderId: order.id, pieces: 3 } },
  ]);
  const ids = told.map(({ id }) => id);
  const [{ texts } = { texts: {} }] = await readNotifications(
    shop.tuan.reader,
    await readShop(shop.tuan.reader),
    ids,
  );
  expect(texts).toMatchObject({ zh: '「苹果」多到了，给您留了 3 份，取货时付 30.00。' });
});

test('two leaders at once give out what is there once', async () => {
  const extra = await overDelivered(3);
  interleave(
    shop,
    (other) => other.extras.assign({ extraId: extra.id, pieces: 2, customer: { nickname: 'C' } }, byLeader),
    'beforeWrite',
  );
  await expect(assign(extra.id, 2)).rejects.toMatchObject({ code: 'extra_too_many', details: { left: 1 } });
});

test('extra pieces join a stop that is planned, and leader and driver read the change; loaded goods stay as they are', async () => {
  const extra = await overDelivered(5);
  const runs = await shop.tuan.deliveryRuns.plan({ campaignId });
  const { id: runId = '', stops = [] } = runs.data[0] ?? {};
  expect(stops).toMatchObject([{ lines: [{ expected: 17 }] }]);
  const { order } = await assign(extra.id, 3);
  const { stops: now } = await shop.tuan.deliveryRuns.get({ runId });
  expect(now).toMatchObject([{ lines: [{ expected: 20 }] }]);
  for (const [reader, readerId] of [
    ['driver', runId],
    ['leader', planted.leader],
  ] as const) {
    const { data, totals } = await shop.tuan.changes.differences({ reader, readerId });
    expect(data).toMatchObject([{ kind: 'added', before: 0, after: 3, orderId: order.id }]);
    expect(totals).toMatchObject([{ pieces: 3 }]);
  }
  await shop.tuan.deliveryRuns.load({ runId });
  await expect(assign(extra.id, 1)).rejects.toMatchObject({
    code: 'extra_too_late',
    details: { pickupPointId: planted.point },
  });
});

test('extra pieces end by the clock and by hand', async () => {
  const first = await overDelivered(2);
  await shop.tuan.extras.end({ extraId: first.id });
  await expect(assign(first.id, 1)).rejects.toMatchObject({ code: 'extra_over' });
  const second = await shop.tuan.extras.offer({ purchaseOrderId, variantId, endsAt });
  shop.at(endsAt);
  await expect(assign(second.id, 1)).rejects.toMatchObject({ code: 'extra_over' });
});

test('extra pieces: customers give nothing out, and what is not there is not found', async () => {
  const extra = await overDelivered(2);
  const customer = { actor: { kind: 'customer', customerId: planted.customer } as const };
  await expect(assign(extra.id, 1, 'B', customer)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(assign('ext_other', 1)).rejects.toMatchObject({ code: 'not_found' });
});
