import { afterEach, beforeEach, expect, test } from 'vitest';
import { loseGoods } from '../purchasing/lose-goods.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, balances, buyApples, posted, profit } from '../testing/ready-orders.ts';
import { completeLine } from './complete-line.ts';
import { refundLine } from './refund-line.ts';
import { orderLines, orders } from './tables.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  // Discounts and a gift are planted here that no promotion gave.
  await shop.audit(['line_discount', 'gift_given']);
  await shop.close();
});

/** Three pieces with 5.00 off, 25.00 paid. */
async function discounted(): Promise<{ orderId: string; lineId: string }> {
  const { id: orderId, lines } = await buyApples(shop, 3, '', { payment: undefined });
  const lineId = lines[0]?.id ?? '';
  await shop.plant((work) => {
    work.set(orderLines, work.get(orderLines, lineId), { discount: 500, net: 2500, refundBase: 2500 });
    return work.set(orders, work.get(orders, orderId), { total: 2500, amountDue: 2500 });
  });
  await shop.tuan.orders.pay({ orderId, amount: { amount: 2500, currency: 'CNY' }, reference: 'till-1' });
  return { orderId, lineId };
}

test('ledger: promotions carry the discount on what was kept: 5.00 × 2 ÷ 3 pieces', async () => {
  const { orderId, lineId } = await discounted();
  await arrive(shop, [orderId], { short: { [lineId]: 1 } });
  await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-a-1' });
  // 25.00 − 8.33 = 16.67 kept, with 3.33 of discount a sale of 20.00; 10 % of 16.67 is 1.67.
  expect(await posted(shop, 'line.completed')).toEqual([
    [1300, -1600],
    [1600, -167],
    [2100, 1667],
    [4000, -2000],
    [5000, 1600],
    [6000, 167],
    [6100, 333],
  ]);
});

test('ledger: the cost of a gift is promotion, not cost of goods', async () => {
  const { id: orderId, lines } = await buyApples(shop, 1, '', {
    lines: [
      { offerId: planted.appleOffer, pieces: 1 },
      { offerId: planted.eggOffer, pieces: 1 },
    ],
    payment: undefined,
  });
  await shop.plant((work) => {
    const gift = work.get(orderLines, lines[1]?.id ?? '');
    work.set(orderLines, gift, { gift: true, unitPrice: 0, net: 0, refundBase: 0 });
    return work.set(orders, work.get(orders, orderId), { total: 1000, amountDue: 1000 });
  });
  await shop.tuan.orders.pay({ orderId, amount: { amount: 1000, currency: 'CNY' }, reference: 'till-1' });
  await arrive(shop, [orderId], { unitCost: { [planted.apple]: 800, [planted.egg]: 150 } });
  await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-a-1' });
  expect(await balances(shop)).toMatchObject({ '4000': -1000, '5000': 800, '6100': 150 });
  expect(await profit(shop)).toBe(1000 - 800 - 150 - 100);
});

test('C8: with one piece lost on the way the line is complete when the others are handed over', async () => {
  const { orderId, lineId } = await discounted();
  await arrive(shop, [orderId]);
  await shop.plant((work, context) => {
    const line = work.get(orderLines, lineId);
    const cause = { reason: 'missing', fault: 'carrier', source: `transport ${lineId}` };
    refundLine(work, lineId, { kind: 'byPiece', pieces: 1 }, cause, context);
    work.set(orderLines, work.get(orderLines, lineId), { lost: 1 });
    loseGoods(work, line, { ...cause, stage: 'transport', pieces: 1 }, context);
    completeLine(work, lineId, context);
    return null;
  });
  expect(await posted(shop, 'line.completed')).toEqual([]);
  await shop.tuan.pickups.handOver({ orderId, handoverId: 'phone-a-1' });
  await shop.plant((work, context) => {
    completeLine(work, lineId, context);
    return null;
  });
  const left = await balances(shop);
  expect(left).toMatchObject({ '4000': -2000, '5000': 1600, '5300': 800, '6000': 167, '6100': 333 });
  for (const cleared of ['1300', '1600', '2100']) expect(left).not.toHaveProperty(cleared);
});

test('complete line: before the goods are shared out, and with pieces open, it does nothing', async () => {
  const { orderId, lineId } = await discounted();
  await shop.plant((work, context) => {
    completeLine(work, lineId, context);
    return null;
  });
  await arrive(shop, [orderId]);
  await shop.plant((work, context) => {
    completeLine(work, lineId, context);
    return null;
  });
  const [line] = await shop.tuan.reader.table(orderLines, 't."id" = ?', [lineId]);
  expect(line).toMatchObject({ completedAt: null, cost: 0 });
  expect(await posted(shop, 'line.completed')).toEqual([]);
});
