import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const campaignId = planted.campaign;
const cny = (amount: number) => ({ amount, currency: 'CNY' });

function order(extra: Readonly<Record<string, unknown>> = {}) {
  const lines = [{ offerId: planted.appleOffer, pieces: 2 }];
  return {
    campaignId,
    customer: planted.customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines,
    ...extra,
  };
}

const paid = (reference: string) => ({ payment: { amount: cny(2000), reference } });

async function balances(): Promise<Record<string, number>> {
  const rows = await shop.tuan.reader.rows<{ account: number; sum: number }>(
    'SELECT "account", sum("amount") AS "sum" FROM "ledger_entries" GROUP BY "account"',
  );
  return Object.fromEntries(rows.map(({ account, sum }) => [String(account), sum]));
}

test('R22: held, paid and unpaid orders are cancelled, paid ones refunded, and once the refunds are confirmed the ledger is at zero', async () => {
  const held = await shop.tuan.orders.place(order());
  const firm = await shop.tuan.orders.place(order(paid('till-1')));
  const unpaid = await shop.tuan.orders.place(
    order({ payment: 'atPickup', customer: planted.otherCustomer }),
  );
  await shop.tuan.campaigns.cancel({ campaignId });
  const report = await shop.tuan.tick();
  expect(report.steps).toContainEqual({ name: 'campaigns.cancelOrders', done: 3, problem: null });
  for (const { id } of [held, firm, unpaid]) {
    expect(await shop.tuan.orders.get({ orderId: id })).toMatchObject({
      status: 'cancelled',
      cancelReason: 'campaign',
      pickupCode: null,
    });
  }
  expect(await balances()).toEqual({ 1100: 2000, 1600: 0, 2100: 0, 2200: -2000, 2300: 0 });
  const { data: refunds } = await shop.tuan.refunds.list({});
  expect(refunds).toMatchObject([{ orderId: firm.id, amount: cny(2000), reason: 'cancelled.campaign' }]);
  await shop.tuan.refunds.confirm({ refundId: refunds[0]?.id ?? '', reference: 'back-1' });
  expect(Object.values(await balances()).filter((sum) => sum !== 0)).toEqual([]);
  const [offer] = await shop.tuan.reader.rows('SELECT "sold", "firm" FROM "offers" WHERE "id" = ?', [
    planted.appleOffer,
  ]);
  expect(offer).toEqual({ sold: 0, firm: 0 });
});

test('R22: many orders go in chunks, and a second tick does nothing', async () => {
  for (let batch = 0; batch < 5; batch += 1) {
    await Promise.all(
      Array.from({ length: 100 }, (_, at) =>
        shop.tuan.orders.place(order(paid(`till-${String(batch)}-${String(at)}`))),
      ),
    );
  }
  await shop.tuan.campaigns.cancel({ campaignId });
  expect((await shop.tuan.tick()).steps).toContainEqual({
    name: 'campaigns.cancelOrders',
    done: 500,
    problem: null,
  });
  expect(await balances()).toMatchObject({ 1100: 1_000_000, 2100: 0, 2200: -1_000_000, 2300: 0 });
  const events = await shop.tuan.reader.rows('SELECT count(*) AS "count" FROM "events"');
  expect((await shop.tuan.tick()).steps.every(({ done }) => done === 0)).toBe(true);
  expect(await shop.tuan.reader.rows('SELECT count(*) AS "count" FROM "events"')).toEqual(events);
});

test('C15: a hold that was over before the tick came is expired, not cancelled', async () => {
  const held = await shop.tuan.orders.place(order());
  await shop.tuan.campaigns.cancel({ campaignId });
  shop.now += 15 * 60_000;
  expect(await shop.tuan.campaigns.cancelOrders({ orderIds: [held.id] })).toEqual({ done: 1 });
  expect(await shop.tuan.orders.get({ orderId: held.id })).toMatchObject({ status: 'expired' });
});

test('cancel orders: those of a campaign that goes on are passed over; twice is harmless; only the shop', async () => {
  const { id } = await shop.tuan.orders.place(order(paid('till-1')));
  expect(await shop.tuan.campaigns.cancelOrders({ orderIds: [id] })).toEqual({ done: 0 });
  await shop.tuan.campaigns.cancel({ campaignId });
  expect(await shop.tuan.campaigns.cancelOrders({ orderIds: [id, id] })).toEqual({ done: 1 });
  expect(await shop.tuan.campaigns.cancelOrders({ orderIds: [id] })).toEqual({ done: 0 });
  const actor = { kind: 'customer', customerId: planted.customer } as const;
  await expect(shop.tuan.campaigns.cancelOrders({ orderIds: [id] }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
