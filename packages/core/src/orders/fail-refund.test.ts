import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { balances, buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

async function requested(): Promise<string> {
  const order = await buyApples(shop, 1, 'till-1');
  await shop.tuan.orders.cancel({ orderId: order.id });
  return (await shop.tuan.refunds.list({ limit: 50 })).data[0]?.id ?? '';
}

test('R32: a failed refund stays owed, and can be confirmed by hand with a reference', async () => {
  const refundId = await requested();
  const failed = await shop.tuan.refunds.fail({ refundId, failure: '银行卡已注销' });
  expect(failed).toMatchObject({ status: 'failed', failure: '银行卡已注销' });
  shop.now += 1000;
  expect(await shop.tuan.refunds.fail({ refundId, failure: '银行卡已注销' })).toEqual(failed);
  expect(await balances(shop)).toEqual({ '1100': 1000, '2200': -1000 });
  expect(await shop.tuan.refunds.confirm({ refundId, reference: '现金 1' })).toMatchObject({
    status: 'confirmed',
  });
  expect(await balances(shop)).toEqual({});
});

test('fail refund: what is confirmed has not failed, and only the shop tells', async () => {
  const refundId = await requested();
  const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  await expect(shop.tuan.refunds.fail({ refundId, failure: 'x' }, leader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await shop.tuan.refunds.confirm({ refundId, reference: 'bank-1' });
  await expect(shop.tuan.refunds.fail({ refundId, failure: 'x' })).rejects.toMatchObject({
    code: 'refund_status',
    details: { status: 'confirmed' },
  });
});
