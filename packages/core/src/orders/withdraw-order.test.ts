import { afterEach, beforeEach, expect, test } from 'vitest';
import { offers } from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { stock } from '../purchasing/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, balances, buyApples, profit } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const because = { reason: '配送车故障', fault: 'carrier' as const };

async function freeze(offerId: string): Promise<void> {
  await shop.plant((work) => work.set(offers, work.get(offers, offerId), { status: 'frozen' }));
}

test('R21: after the freeze the shop withdraws: the money goes back, the goods go to stock, the commission to 0', async () => {
  const order = await buyApples(shop, 3, 'till-1');
  await arrive(shop, [order.id]);
  const withdrawn = await shop.tuan.orders.withdraw({ orderId: order.id, ...because });
  expect(withdrawn).toMatchObject({
    status: 'cancelled',
    cancelReason: 'withdrawn',
    pickupCode: null,
    refunded: { amount: 3000 },
    lines: [{ withdrawn: 3 }],
  });
  expect(await balances(shop)).toEqual({ '1100': 3000, '1300': 2400, '2200': -3000, '2400': -2400 });
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toMatchObject([
    { variantId: planted.apple, pieces: 3, cost: 2400 },
  ]);
  const [customer] = await shop.tuan.reader.table(customers, 't."id" = ?', [planted.customer]);
  expect(customer).toMatchObject({ liveOrders: 0 });
  shop.now += 1000;
  expect(await shop.tuan.orders.withdraw({ orderId: order.id, ...because })).toEqual(withdrawn);
  expect((await shop.tuan.refunds.list({ limit: 50 })).data).toMatchObject([
    { ...because, kind: 'byPiece', pieces: 3 },
  ]);
});

test('R21: of a part handover only the rest is withdrawn, and the order is collected', async () => {
  const order = await buyApples(shop, 3, 'till-1');
  await arrive(shop, [order.id]);
  const lines = [{ lineId: order.lines[0]?.id ?? '', pieces: 1 }];
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1', lines });
  expect(await shop.tuan.orders.withdraw({ orderId: order.id, ...because })).toMatchObject({
    status: 'collected',
    refunded: { amount: 2000 },
    lines: [{ handedOver: 1, withdrawn: 2 }],
  });
  expect(await profit(shop)).toBe(100);
});

test('R21: before the goods have arrived nothing goes to stock', async () => {
  const order = await buyApples(shop, 2, 'till-1');
  await freeze(planted.appleOffer);
  await shop.tuan.orders.withdraw({ orderId: order.id, ...because });
  expect(await shop.tuan.reader.table(stock, 'TRUE')).toEqual([]);
  expect(await balances(shop)).toEqual({ '1100': 2000, '2200': -2000 });
});

test('R1: pieces of an offer that is still open can be sold again, frozen ones stand still', async () => {
  const order = await buyApples(shop, 1, 'till-1', {
    lines: [
      { offerId: planted.appleOffer, pieces: 1 },
      { offerId: planted.eggOffer, pieces: 2 },
    ],
    payment: { amount: { amount: 7560, currency: 'CNY' }, reference: 'till-1' },
  });
  await freeze(planted.appleOffer);
  await shop.tuan.orders.withdraw({ orderId: order.id, ...because });
  const [apple, egg] = await shop.tuan.reader.table(offers, 'TRUE ORDER BY t."position"');
  expect(apple).toMatchObject({ sold: 1, firm: 1 });
  expect(egg).toMatchObject({ sold: 0, firm: 0 });
  expect(await balances(shop)).toEqual({ '1100': 7560, '2200': -7560 });
});

test('R17: an order to be paid at pickup owes nothing any more', async () => {
  const order = await buyApples(shop, 2, '', { payment: 'atPickup' });
  await arrive(shop, [order.id]);
  expect(await shop.tuan.orders.withdraw({ orderId: order.id, ...because })).toMatchObject({
    status: 'cancelled',
    amountDue: { amount: 0 },
    refunded: { amount: 0 },
  });
  expect(await balances(shop)).toEqual({ '1300': 1600, '2400': -1600 });
});

test('R21: before the freeze it is cancelled instead; what is over cannot be withdrawn; customers may not', async () => {
  const order = await buyApples(shop, 1, 'till-1');
  const call = { orderId: order.id, ...because };
  await expect(shop.tuan.orders.withdraw(call)).rejects.toMatchObject({
    code: 'order_status',
    details: { status: 'confirmed' },
  });
  const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  await expect(shop.tuan.orders.withdraw(call, customer)).rejects.toMatchObject({ code: 'not_allowed' });
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
  await expect(shop.tuan.orders.withdraw(call)).rejects.toMatchObject({
    code: 'order_status',
    details: { status: 'collected' },
  });
});

test('R29: a handover told after the withdrawal is a conflict, and its code opens nothing', async () => {
  const order = await buyApples(shop, 1, 'till-1');
  await arrive(shop, [order.id]);
  await shop.tuan.orders.withdraw({ orderId: order.id, ...because });
  expect(await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' })).toMatchObject({
    outcome: 'conflict',
  });
  expect(await shop.tuan.pickups.verify({ code: order.pickupCode ?? '' })).toMatchObject({
    outcome: 'unknown',
  });
});
