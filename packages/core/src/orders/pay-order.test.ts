import { afterEach, beforeEach, expect, test } from 'vitest';
import { offers } from '../campaigns/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const minute = 60_000;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

function placed(pieces = 2, customer: string = planted.customer) {
  return shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer,
    leaderId: planted.leader,
    pickupPointId: planted.point,
    lines: [{ offerId: planted.appleOffer, pieces }],
  });
}

const pay = (orderId: string, amount: number, reference = 'ref-1') =>
  shop.tuan.orders.pay({ orderId, amount: yuan(amount), reference });

async function balance(account: number): Promise<number> {
  const [row] = await shop.tuan.reader.rows<{ sum: number | null }>(
    'SELECT sum("amount") AS "sum" FROM "ledger_entries" WHERE "account" = CAST(? AS INTEGER)',
    [account],
  );
  return row?.sum ?? 0;
}

test('R15: the right amount on a live hold makes the order firm and commission accrue, once', async () => {
  const order = await placed();
  const first = await pay(order.id, 2000);
  expect(first).toMatchObject({
    outcome: 'accepted',
    order: { status: 'confirmed', paid: yuan(2000), amountDue: yuan(0) },
  });
  expect(await pay(order.id, 2000)).toEqual(first);
  expect(await balance(2100)).toBe(-2000);
  expect(await balance(2300)).toBe(-200);
});

test('R15: a wrong amount is refused and nothing is recorded; the right one is told', async () => {
  const order = await placed();
  await expect(pay(order.id, 1999)).rejects.toMatchObject({
    code: 'payment_amount',
    details: { amountDue: 2000 },
  });
  expect(await shop.tuan.reader.rows('SELECT "id" FROM "payments"')).toEqual([]);
});

test('R15: one reference pays one order', async () => {
  const [first, second] = [await placed(1), await placed(1, planted.otherCustomer)];
  await pay(first.id, 1000);
  await expect(pay(second.id, 1000)).rejects.toMatchObject({ code: 'payment_reference_used' });
});

test('R15: the same payment told 20 times at once counts once', async () => {
  const order = await placed();
  const answers = await Promise.all(Array.from({ length: 20 }, () => pay(order.id, 2000)));
  expect(new Set(answers.map(({ paymentId }) => paymentId)).size).toBe(1);
  expect(await balance(1100)).toBe(2000);
});

test('R16: late but before the cutoff, with room left, the expired order is confirmed at its price', async () => {
  const order = await placed();
  shop.now += 20 * minute;
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { price: 1500 }));
  expect(await pay(order.id, 2000)).toMatchObject({
    outcome: 'accepted',
    order: { status: 'confirmed', total: yuan(2000) },
  });
});

test('R16: late with no room left becomes a refund, and the order stays expired', async () => {
  await shop.plant((work) => work.set(offers, work.get(offers, planted.appleOffer), { cap: 2 }));
  const order = await placed();
  shop.now += 20 * minute;
  await placed(2, planted.otherCustomer);
  const late = await pay(order.id, 2000);
  expect(late).toMatchObject({ outcome: 'refundDue', order: { status: 'expired', paid: yuan(0) } });
  expect(late.refundId).not.toBeNull();
  expect(await pay(order.id, 2000)).toEqual(late);
  expect(await balance(2200)).toBe(-2000);
  expect(await balance(2100)).toBe(0);
});

test('R16: late payment after the cutoff becomes a refund, whatever room there is', async () => {
  shop.at('2026-11-23T21:30:00+08:00');
  const order = await placed();
  shop.at('2026-11-23T22:00:00+08:00');
  expect(await pay(order.id, 2000)).toMatchObject({ outcome: 'refundDue', order: { status: 'expired' } });
});

test('R2: a live hold may still be paid within ten minutes of the cutoff', async () => {
  shop.at('2026-11-23T21:59:00+08:00');
  const order = await placed();
  shop.at('2026-11-23T22:09:59+08:00');
  expect(await pay(order.id, 2000)).toMatchObject({ outcome: 'accepted' });
});

test('R16: a second payment for a paid order, and one for a cancelled order, go back', async () => {
  const order = await placed();
  await pay(order.id, 2000);
  expect(await pay(order.id, 2000, 'ref-2')).toMatchObject({
    outcome: 'refundDue',
    order: { status: 'confirmed', paid: yuan(2000) },
  });
  await shop.tuan.orders.cancel({ orderId: order.id });
  expect(await pay(order.id, 2000, 'ref-3')).toMatchObject({
    outcome: 'refundDue',
    order: { status: 'cancelled' },
  });
  expect(await balance(2200)).toBe(-6000);
});

test('R17: pay at pickup posts nothing at placement and everything at the payment', async () => {
  const order = await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    lines: [{ offerId: planted.appleOffer, pieces: 2 }],
    payment: 'atPickup',
  });
  expect(order).toMatchObject({ status: 'confirmed', amountDue: yuan(2000), paid: yuan(0) });
  expect(await balance(2300)).toBe(0);
  expect(await pay(order.id, 2000)).toMatchObject({ outcome: 'accepted', order: { amountDue: yuan(0) } });
  expect(await balance(2300)).toBe(-200);
});

test('R18: cash in the leader’s hand is a debt of the leader', async () => {
  const order = await placed();
  await shop.tuan.orders.pay({
    orderId: order.id,
    amount: yuan(2000),
    reference: 'cash-1',
    collectedBy: 'leader',
  });
  expect(await balance(1110)).toBe(2000);
  expect(await balance(1100)).toBe(0);
  expect(
    await shop.tuan.reader.rows(
      `SELECT "cash" FROM "leader_accounts" WHERE "leaderId" = '${planted.leader}'`,
    ),
  ).toEqual([{ cash: 2000 }]);
});

test('R39: a leader’s own purchase earns nothing', async () => {
  const order = await placed(1, 'external:C-1');
  await pay(order.id, 1000);
  const own = await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: { phone: '13800000001' },
    leaderId: planted.leader,
    lines: [{ offerId: planted.appleOffer, pieces: 1 }],
    payment: { amount: yuan(1000), reference: 'own-1' },
  });
  expect(own.status).toBe('confirmed');
  expect(await balance(2300)).toBe(-100);
});

test('R18: a shopper tells of no payment, a leader only of own cash for own orders', async () => {
  const order = await placed();
  const payment = { orderId: order.id, amount: yuan(2000), reference: 'told-1' };
  const customer = { kind: 'customer', customerId: planted.customer } as const;
  const leader = (leaderId: string) => ({ actor: { kind: 'leader', leaderId } as const });
  await expect(shop.tuan.orders.pay(payment, { actor: customer })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.orders.pay(payment, leader(planted.leader))).rejects.toMatchObject({
    code: 'not_allowed',
  });
  const cash = { ...payment, collectedBy: 'leader' } as const;
  await expect(shop.tuan.orders.pay(cash, leader(planted.otherLeader))).rejects.toMatchObject({
    code: 'not_found',
  });
  expect(await shop.tuan.orders.pay(cash, leader(planted.leader))).toMatchObject({ outcome: 'accepted' });
});

test('R30: at pickup, what the clock has closed takes no money any more, whether a job has run or not', async () => {
  const order = await shop.tuan.orders.place({
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: planted.leader,
    lines: [{ offerId: planted.appleOffer, pieces: 2 }],
    payment: 'atPickup',
  });
  await arrive(shop, [order.id]);
  shop.at('2026-11-25T20:30:00+08:00');
  expect(await pay(order.id, 2000)).toMatchObject({
    outcome: 'refundDue',
    order: { status: 'ready', paid: yuan(0) },
  });
  await shop.tuan.tick();
  expect(await shop.tuan.orders.get({ orderId: order.id })).toMatchObject({ status: 'uncollected' });
  expect(await balance(4000)).toBe(0);
});
