import { afterEach, beforeEach, expect, test } from 'vitest';
import { interleave, planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

function order(extra: Readonly<Record<string, unknown>> = {}) {
  const lines = [{ offerId: planted.appleOffer, pieces: 1 }];
  return {
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines,
    ...extra,
  };
}

const sold = () => shop.tuan.reader.rows('SELECT "sold" FROM "offers" WHERE "id" = ?', [planted.appleOffer]);

test('C15: an expired hold is dated by its own end, however late the tick comes, and gives its stock back', async () => {
  const { id } = await shop.tuan.orders.place(order());
  shop.now += 3 * 3_600_000;
  expect((await shop.tuan.tick()).steps[0]).toEqual({ name: 'orders.expireHolds', done: 1, problem: null });
  expect(await shop.tuan.orders.get({ orderId: id })).toMatchObject({ status: 'expired' });
  const [event] = await shop.tuan.reader.rows(
    `SELECT "occurredAt", "recordedAt" FROM "events" WHERE "type" = 'order.expired'`,
  );
  expect(event).toEqual({ occurredAt: Date.parse('2026-11-23T01:15:00Z'), recordedAt: shop.now });
  expect(await sold()).toEqual([{ sold: 0 }]);
});

test('expire holds: at its last millisecond a hold is live, at its end it is over', async () => {
  const { id } = await shop.tuan.orders.place(order());
  shop.now += 15 * 60_000 - 1;
  expect(await shop.tuan.orders.expireHolds({ orderIds: [id] })).toEqual({ done: 0 });
  shop.now += 1;
  expect(await shop.tuan.orders.expireHolds({ orderIds: [id, id] })).toEqual({ done: 1 });
  expect(await shop.tuan.orders.expireHolds({ orderIds: [id] })).toEqual({ done: 0 });
});

test('expire holds: 1,000 overdue holds go in chunks; a second tick finds none', async () => {
  for (let batch = 0; batch < 10; batch += 1)
    await Promise.all(Array.from({ length: 100 }, () => shop.tuan.orders.place(order())));
  expect(await sold()).toEqual([{ sold: 1000 }]);
  shop.now += 15 * 60_000;
  expect((await shop.tuan.tick()).steps[0]).toMatchObject({ done: 1000 });
  expect(await sold()).toEqual([{ sold: 0 }]);
  expect((await shop.tuan.tick()).steps[0]).toMatchObject({ done: 0 });
  const [events] = await shop.tuan.reader.rows(
    `SELECT count(*) AS "count" FROM "events" WHERE "type" = 'order.expired'`,
  );
  expect(events).toEqual({ count: 1000 });
});

test('pay ⇄ expire: a hold paid in another process between reading and writing stays paid', async () => {
  const { id } = await shop.tuan.orders.place(order());
  shop.now += 15 * 60_000;
  // The other process has a clock that is a moment behind.
  const payment = { orderId: id, amount: { amount: 1000, currency: 'CNY' }, reference: 'race-1' };
  interleave(shop, (other) => other.orders.pay(payment, { now: shop.now - 1 }));
  expect(await shop.tuan.orders.expireHolds({ orderIds: [id] })).toEqual({ done: 0 });
  expect(await shop.tuan.orders.get({ orderId: id })).toMatchObject({ status: 'confirmed' });
});

test('expire holds: only the shop, and only orders that exist', async () => {
  const actor = { kind: 'customer', customerId: planted.customer } as const;
  await expect(shop.tuan.orders.expireHolds({ orderIds: [] }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.orders.expireHolds({ orderIds: ['ord_none'] })).rejects.toMatchObject({
    code: 'not_found',
  });
});
