import { afterEach, beforeEach, expect, test } from 'vitest';
import { commissionEntries } from '../commissions/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, balances, buyApples } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

test('R35: a rejection gives nothing back, and the commission is earned at the later of the window and the decision', async () => {
  const order = await buyApples(shop, 3, 'till-1');
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
  const before = await balances(shop);
  const orderLineId = order.lines[0]?.id ?? '';
  const { id: claimId } = await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1 });
  const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  await expect(shop.tuan.claims.reject({ claimId, reason: 'x' }, leader)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await shop.tuan.claims.propose({ claimId, amount: { amount: 500, currency: 'CNY' } }, leader);
  shop.at('2026-11-28T10:00:00+08:00');
  expect(await shop.tuan.claims.reject({ claimId, reason: '照片看不清' })).toMatchObject({
    status: 'rejected',
    decision: '照片看不清',
    refundId: null,
    approvedAmount: null,
  });
  await expect(shop.tuan.claims.reject({ claimId, reason: 'x' })).rejects.toMatchObject({
    code: 'claim_status',
  });
  expect(await balances(shop)).toEqual(before);
  const [entry] = await shop.tuan.reader.table(commissionEntries, 'TRUE');
  expect(entry).toMatchObject({ status: 'accrued', earnableAt: shop.now });
});
