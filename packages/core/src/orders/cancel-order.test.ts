import { afterEach, beforeEach, expect, test } from 'vitest';
import { offers } from '../campaigns/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const customer = { kind: 'customer', customerId: planted.customer } as const;

function place(payment?: 'atPickup' | { amount: { amount: number; currency: string }; reference: string }) {
  return shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    lines: [
      { offerId: planted.appleOffer, pieces: 3 },
      { offerId: planted.eggOffer, pieces: 1 },
    ],
    ...(payment === undefined ? {} : { payment }),
  });
}

const paid = { amount: yuan(6280), reference: 'till-1' };

async function balances(): Promise<Readonly<Record<number, number>>> {
  const rows = await shop.tuan.reader.rows<{ account: number; sum: number }>(
    'SELECT "account" AS "account", sum("amount") AS "sum" FROM "ledger_entries" GROUP BY "account" HAVING sum("amount") <> 0',
  );
  return Object.fromEntries(rows.map(({ account, sum }) => [account, sum]));
}

async function sold(): Promise<unknown> {
  return shop.tuan.reader.rows('SELECT "sold" AS "sold", "firm" AS "firm" FROM "offers" ORDER BY "position"');
}

test('R21: before the cutoff a held order is cancelled, its stock is free, nothing is owed', async () => {
  const order = await place();
  expect(await shop.tuan.orders.cancel({ orderId: order.id }, { actor: customer })).toMatchObject({
    status: 'cancelled',
    cancelReason: 'customer',
  });
  expect(await sold()).toEqual([
    { sold: 0, firm: 0 },
    { sold: 0, firm: 0 },
  ]);
  expect(await balances()).toEqual({});
});

test('R34: a paid order is refunded in full, its commission goes to 0 and its code is dead', async () => {
  const order = await place(paid);
  const cancelled = await shop.tuan.orders.cancel({ orderId: order.id }, { actor: customer });
  expect(cancelled).toMatchObject({ status: 'cancelled', refunded: yuan(6280), pickupCode: null });
  expect(await balances()).toEqual({ 1100: 6280, 2200: -6280 });
  expect(await sold()).toEqual([
    { sold: 0, firm: 0 },
    { sold: 0, firm: 0 },
  ]);
});

test('cancel order: doing it twice, also at once, is harmless', async () => {
  const order = await place(paid);
  const answers = await Promise.all(
    Array.from({ length: 8 }, () => shop.tuan.orders.cancel({ orderId: order.id })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set(['cancelled']));
  expect(await shop.tuan.reader.rows('SELECT sum("amount") AS "sum" FROM "refunds"')).toEqual([
    { sum: 6280 },
  ]);
});

test('R21: at the instant of the cutoff the customer can no longer cancel; the shop can until the freeze', async () => {
  const order = await place(paid);
  shop.at('2026-11-23T22:00:00+08:00');
  await expect(shop.tuan.orders.cancel({ orderId: order.id }, { actor: customer })).rejects.toMatchObject({
    code: 'cutoff_passed',
  });
  expect(await shop.tuan.orders.cancel({ orderId: order.id })).toMatchObject({ cancelReason: 'shop' });
});

test('R21: after the freeze nobody cancels; the order is withdrawn instead', async () => {
  const order = await place(paid);
  await shop.plant((work) => {
    for (const offerId of [planted.appleOffer, planted.eggOffer])
      work.set(offers, work.get(offers, offerId), { status: 'frozen' });
  });
  await expect(shop.tuan.orders.cancel({ orderId: order.id })).rejects.toMatchObject({
    code: 'order_status',
  });
});

test('cancel order: an overdue hold is expired, not cancelled', async () => {
  const order = await place();
  shop.now += 16 * 60_000;
  expect(await shop.tuan.orders.cancel({ orderId: order.id }, { actor: customer })).toMatchObject({
    status: 'expired',
  });
});

test('cancel order: of someone else it does not exist', async () => {
  const order = await place();
  const stranger = { kind: 'customer', customerId: planted.otherCustomer } as const;
  await expect(shop.tuan.orders.cancel({ orderId: order.id }, { actor: stranger })).rejects.toMatchObject({
    code: 'not_found',
  });
  const otherLeader = { kind: 'leader', leaderId: planted.otherLeader } as const;
  await expect(shop.tuan.orders.cancel({ orderId: order.id }, { actor: otherLeader })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('pay ⇄ cancel: whoever comes first wins, and the money of the loser goes back', async () => {
  const order = await place();
  const [cancelled, payment] = await Promise.all([
    shop.tuan.orders.cancel({ orderId: order.id }),
    shop.tuan.orders.pay({ orderId: order.id, amount: yuan(6280), reference: 'race' }),
  ]);
  expect(cancelled.status).toBe('cancelled');
  expect(payment.outcome).toBe('refundDue');
  expect(await balances()).toEqual({ 1100: 6280, 2200: -6280 });
});
