import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { apples, promote, yuan } from '../testing/promote.ts';
import { buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('R31: 10.00 over 3 pieces goes back as 3.33, 3.34, 3.33, each by its own formula', async () => {
  await promote(shop, { kind: 'spendSave', steps: [{ from: yuan(3000), amount: yuan(2000) }] });
  const order = await buyApples(shop, 3, 'till', { payment: { amount: yuan(1000), reference: 'till' } });
  const lineId = order.lines[0]?.id ?? '';
  for (let piece = 0; piece < 3; piece += 1)
    await shop.tuan.orders.refund({ orderId: order.id, lineId, pieces: 1, reason: '碰伤', fault: 'shop' });
  const explained = await shop.tuan.orders.explain({ orderId: order.id });
  expect(explained.agrees).toBe(true);
});
