import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const { leader, otherLeader, point, otherPoint } = planted;
const chen = { actor: { kind: 'leader', leaderId: leader } } as const;
const fang = { actor: { kind: 'leader', leaderId: otherLeader } } as const;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const cash = (orderId: string, more: object = {}) => ({
  orderId,
  amount: yuan(2000),
  reference: `cash ${orderId}`,
  collectedBy: 'leader' as const,
  ...more,
});
const unpaid = () => buyApples(shop, 2, '', { payment: 'atPickup' });
/** What each leader has of the customers' money, by the books. */
const inHand = () =>
  shop.tuan.reader.rows(
    `SELECT "leaderId" AS "who", sum("amount") AS "amount" FROM "ledger_entries" WHERE "account" = 1110
      GROUP BY "leaderId" HAVING sum("amount") <> 0`,
  );
const earns = () =>
  shop.tuan.reader.rows(
    `SELECT "leaderId" AS "who", -sum("amount") AS "amount" FROM "ledger_entries" WHERE "account" = 2300 GROUP BY "leaderId"`,
  );

test('R18, R44: of an order moved to a point its leader takes the cash and owes it; who earns stays', async () => {
  const order = await unpaid();
  await expect(shop.tuan.orders.pay(cash(order.id), fang)).rejects.toMatchObject({ code: 'not_found' });
  await shop.tuan.pickups.moveOrders({ orderIds: [order.id], toPointId: otherPoint });
  await arrive(shop, [order.id]);
  const paid = await shop.tuan.orders.pay(cash(order.id), fang);
  expect(paid).toMatchObject({ outcome: 'accepted' });
  expect(await shop.tuan.orders.pay(cash(order.id), fang)).toEqual(paid);
  expect(await inHand()).toEqual([{ who: otherLeader, amount: 2000 }]);
  expect(await earns()).toEqual([{ who: leader, amount: 200 }]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-b-1' }, fang);
});

test('R18, R44: a substitute takes the cash of the days stood in for, and no other', async () => {
  const order = await unpaid();
  await arrive(shop, [order.id]);
  const days = { from: '2026-11-24', to: '2026-11-24', pickupPointId: point };
  await expect(shop.tuan.orders.pay(cash(order.id), fang)).rejects.toMatchObject({ code: 'not_found' });
  await shop.tuan.pickupPoints.appointSubstitute({ ...days, leaderId: otherLeader }, chen);
  await shop.tuan.orders.pay(cash(order.id), fang);
  expect(await inHand()).toEqual([{ who: otherLeader, amount: 2000 }]);
});

test('R18: the shop names the leader who took the cash; else it is the one the order earns for', async () => {
  const [one, two] = [await unpaid(), await unpaid()];
  await shop.tuan.orders.pay(cash(one.id, { cashLeaderId: otherLeader }));
  await shop.tuan.orders.pay(cash(two.id));
  expect(await inHand()).toEqual([
    { who: leader, amount: 2000 },
    { who: otherLeader, amount: 2000 },
  ]);
});

test('R18: a leader tells of own cash only, and money of the host is in no hand', async () => {
  const order = await unpaid();
  const others = cash(order.id, { cashLeaderId: otherLeader });
  await expect(shop.tuan.orders.pay(others, chen)).rejects.toMatchObject({ code: 'not_allowed' });
  const host = { ...others, collectedBy: 'host' as const };
  await expect(shop.tuan.orders.pay(host)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'cashLeaderId' }] },
  });
  expect(await inHand()).toEqual([]);
});

test('R18: whoever has the cash gives it back out of the own hand; who only earns cannot', async () => {
  const order = await unpaid();
  await shop.tuan.pickups.moveOrders({ orderIds: [order.id], toPointId: otherPoint });
  await arrive(shop, [order.id]);
  await shop.tuan.orders.pay(cash(order.id), fang);
  const lineId = order.lines[0]?.id ?? '';
  const { refund } = await shop.tuan.orders.refund({
    orderId: order.id,
    lineId,
    amount: yuan(500),
    reason: '人情',
    fault: 'shop',
  });
  const back = { refundId: refund?.id ?? '', reference: 'by hand', paidBackBy: 'leader' as const };
  expect((await shop.tuan.refunds.inHand({}, chen)).data).toEqual([]);
  expect((await shop.tuan.refunds.inHand({}, fang)).data).toMatchObject([
    { refundId: back.refundId, orderId: order.id, customer: '小*', title: '苹果', amount: yuan(500) },
  ]);
  await expect(shop.tuan.refunds.confirm(back, chen)).rejects.toMatchObject({ code: 'not_allowed' });
  expect(await shop.tuan.refunds.confirm(back, fang)).toMatchObject({ status: 'confirmed' });
  expect(await inHand()).toEqual([{ who: otherLeader, amount: 1500 }]);
  expect((await shop.tuan.refunds.inHand({}, fang)).data).toEqual([]);
});

test('R16, R18: cash for an order that is closed is owed back by whoever took it', async () => {
  const order = await unpaid();
  await shop.tuan.orders.cancel({ orderId: order.id });
  const late = await shop.tuan.orders.pay(cash(order.id, { cashLeaderId: otherLeader }));
  expect(late).toMatchObject({ outcome: 'refundDue' });
  expect(await inHand()).toEqual([{ who: otherLeader, amount: 2000 }]);
  const refundId = late.refundId ?? '';
  expect((await shop.tuan.refunds.inHand({}, fang)).data).toMatchObject([
    { refundId, title: null, amount: yuan(2000) },
  ]);
  await shop.tuan.refunds.confirm({ refundId, reference: 'by hand', paidBackBy: 'leader' }, fang);
  expect(await inHand()).toEqual([]);
});

test('R18: money that the host has is in no list of cash, and nobody but a leader has one', async () => {
  const order = await buyApples(shop, 2, 'wechat 1');
  await shop.tuan.orders.cancel({ orderId: order.id });
  expect((await shop.tuan.refunds.list({})).data).toHaveLength(1);
  expect((await shop.tuan.refunds.inHand({}, chen)).data).toEqual([]);
  const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  for (const who of [customer, {}])
    await expect(shop.tuan.refunds.inHand({}, who)).rejects.toMatchObject({ code: 'not_allowed' });
});
