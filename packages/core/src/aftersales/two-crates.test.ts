import { afterEach, beforeEach, expect, test } from 'vitest';
import { orderLines, orders } from '../orders/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, balances, buyApples, earn, posted, profit } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  // Discounts are planted here that no promotion gave.
  await shop.audit(['line_discount']);
  await shop.close();
});

/** Takes 5.00 off an unpaid order, as the first-order discount does at placement. */
async function discount(orderId: string, amount: number): Promise<void> {
  await shop.plant((work) => {
    const order = work.get(orders, orderId);
    const [line] = work.list(orderLines, { orderId });
    if (!line) throw new Error('the order has a line');
    const net = line.net - amount;
    work.set(orderLines, line, { discount: amount, net, refundBase: net });
    return work.set(orders, order, { total: net, amountDue: net });
  });
}

const other = { customer: planted.otherCustomer };

/** A 3 斤 with 5.00 off, B 20, C 15, D 2; one of two crates is rejected and shared out by order time. */
async function playUntilArrival() {
  const anna = await buyApples(shop, 3, '', { payment: undefined });
  await discount(anna.id, 500);
  await shop.tuan.orders.pay({ orderId: anna.id, amount: { amount: 2500, currency: 'CNY' }, reference: 'a' });
  const bo = await buyApples(shop, 20, 'b', other);
  const cai = await buyApples(shop, 15, 'c', other);
  const dan = await buyApples(shop, 2, 'd', other);
  const [boLine = '', caiLine = '', danLine = ''] = [bo, cai, dan].map(({ lines }) => lines[0]?.id ?? '');
  const short = { [boLine]: 3, [caiLine]: 15, [danLine]: 2 };
  await arrive(shop, [anna.id, bo.id, cai.id, dan.id], { short });
  return { anna: anna.id, bo: bo.id, boLine };
}

test('Two crates: what was planted is the table up to the shortage', async () => {
  await playUntilArrival();
  expect(await posted(shop, 'order.paid')).toEqual([
    [1100, 39_500],
    [1600, 3950],
    [2100, -39_500],
    [2300, -3950],
  ]);
  expect(await posted(shop, 'goods.accepted')).toEqual([
    [1300, 16_000],
    [2400, -16_000],
  ]);
  expect(await posted(shop, 'refund.requested')).toEqual([
    [1600, -2000],
    [2100, 20_000],
    [2200, -20_000],
    [2300, 2000],
  ]);
});

test('Two crates: from collection to the claim, posting by posting, to a profit of 13.50', async () => {
  const { anna, bo, boLine } = await playUntilArrival();
  await shop.tuan.pickups.handOver({ orderId: anna, handoverId: 'phone-a-1' });
  await shop.tuan.pickups.handOver({ orderId: bo, handoverId: 'phone-a-2' });
  expect(await posted(shop, 'line.completed')).toEqual([
    [1300, -16_000],
    [1600, -1950],
    [2100, 19_500],
    [4000, -20_000],
    [5000, 16_000],
    [6000, 1950],
    [6100, 500],
  ]);
  await earn(shop);
  expect(await posted(shop, 'commission.earned')).toEqual([
    [2300, 1950],
    [2310, -1950],
  ]);
  const amount = { amount: 2000, currency: 'CNY' };
  const claim = await shop.tuan.claims.open({ orderLineId: boLine, reason: '不新鲜', pieces: 2, amount });
  await shop.tuan.claims.approve({ claimId: claim.id, faultShares: { supplier: 10_000 } });
  expect(await posted(shop, 'fault.charged')).toEqual([
    [2400, 1600],
    [5100, -1600],
  ]);
  for (const refund of (await shop.tuan.refunds.list({ limit: 50 })).data) {
    await shop.tuan.refunds.confirm({ refundId: refund.id, reference: `bank ${refund.id}` });
  }
  expect(await posted(shop, 'refund.confirmed')).toEqual([
    [1100, -22_000],
    [2200, 22_000],
  ]);
  expect(await profit(shop)).toBe(1350);
  // Money 175.00 = supplier 144.00 + leader 17.50 + profit 13.50; every clearing account is at 0.
  expect(await balances(shop)).toEqual({
    '1100': 17_500,
    '2310': -1750,
    '2400': -14_400,
    '4000': -20_000,
    '4900': 2000,
    '5000': 16_000,
    '5100': -1600,
    '6000': 1750,
    '6100': 500,
  });
});
