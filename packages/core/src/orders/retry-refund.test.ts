import { afterEach, beforeEach, expect, test } from 'vitest';
import { events } from '../events/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('R32: a failed refund is asked for again; retrying twice is harmless', async () => {
  const order = await buyApples(shop, 1, 'till-1');
  await shop.tuan.orders.cancel({ orderId: order.id });
  const refundId = (await shop.tuan.refunds.list({ limit: 50 })).data[0]?.id ?? '';
  await shop.tuan.refunds.fail({ refundId, failure: '超时' });
  const retried = await shop.tuan.refunds.retry({ refundId });
  expect(retried).toMatchObject({ status: 'requested', settledAt: null });
  expect(await shop.tuan.refunds.retry({ refundId })).toEqual(retried);
  expect(await shop.tuan.reader.table(events, `t."type" = 'refund.retried'`)).toHaveLength(1);
  await shop.tuan.refunds.confirm({ refundId, reference: 'bank-1' });
  await expect(shop.tuan.refunds.retry({ refundId })).rejects.toMatchObject({ code: 'refund_status' });
  const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  await expect(shop.tuan.refunds.retry({ refundId }, leader)).rejects.toMatchObject({ code: 'not_allowed' });
});
