import { afterEach, beforeEach, expect, test } from 'vitest';
import { leaderAccounts } from '../commissions/tables.ts';
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

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;

async function cancelled(
  reference: string,
  payment: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const amount = { amount: 1000, currency: 'CNY' };
  const order = await buyApples(shop, 1, reference, { payment: { amount, reference, ...payment } });
  await shop.tuan.orders.cancel({ orderId: order.id });
  const { data } = await shop.tuan.refunds.list({ limit: 50, orderId: order.id });
  return data[0]?.id ?? '';
}

test('confirm refund: what was owed is paid; the same reference again has the same answer and posts nothing', async () => {
  const refundId = await cancelled('till-1');
  expect(await balances(shop)).toEqual({ '1100': 1000, '2200': -1000 });
  shop.now += 60_000;
  const confirmed = await shop.tuan.refunds.confirm({ refundId, reference: 'bank-1' });
  expect(confirmed).toMatchObject({
    status: 'confirmed',
    reference: 'bank-1',
    amount: { amount: 1000 },
    settledAt: '2026-11-23T01:01:00.000Z',
  });
  shop.now += 60_000;
  expect(await shop.tuan.refunds.confirm({ refundId, reference: 'bank-1' })).toEqual(confirmed);
  expect(await balances(shop)).toEqual({});
});

test('audit 6: a refund reference counts once, for ever, and a confirmed refund takes no second one', async () => {
  const first = await cancelled('till-1');
  const second = await cancelled('till-2');
  await shop.tuan.refunds.confirm({ refundId: first, reference: 'bank-1' });
  await expect(shop.tuan.refunds.confirm({ refundId: second, reference: 'bank-1' })).rejects.toMatchObject({
    code: 'refund_reference_used',
  });
  await expect(shop.tuan.refunds.confirm({ refundId: first, reference: 'bank-2' })).rejects.toMatchObject({
    code: 'refund_status',
    details: { status: 'confirmed' },
  });
});

test('audit 6: of two refunds confirmed at once with one reference, one counts', async () => {
  const ids = [await cancelled('till-1'), await cancelled('till-2')];
  const tries = await Promise.allSettled(
    ids.map((refundId) => shop.tuan.refunds.confirm({ refundId, reference: 'bank-1' })),
  );
  expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
});

test('R18: the leader who took the cash confirms having paid it back, and owes that much less', async () => {
  const refundId = await cancelled('cash-1', { collectedBy: 'leader' });
  const call = { refundId, reference: 'by hand 1', paidBackBy: 'leader' as const };
  const stranger = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
  await expect(shop.tuan.refunds.confirm(call, stranger)).rejects.toMatchObject({ code: 'not_found' });
  await shop.tuan.refunds.confirm(call, leader);
  expect(await balances(shop)).toEqual({});
  const [account] = await shop.tuan.reader.table(leaderAccounts, 't."leaderId" = ?', [planted.leader]);
  expect(account).toMatchObject({ cash: 0 });
});

test('R18: of money that the host took no leader can say to have paid it back; customers confirm nothing', async () => {
  const refundId = await cancelled('till-1');
  const call = { refundId, reference: 'by hand 1', paidBackBy: 'leader' as const };
  await expect(shop.tuan.refunds.confirm(call, leader)).rejects.toMatchObject({ code: 'not_allowed' });
  const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  await expect(shop.tuan.refunds.confirm(call, customer)).rejects.toMatchObject({ code: 'not_allowed' });
});

test('list and get refunds: everyone sees own ones only', async () => {
  const refundId = await cancelled('till-1');
  const own = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  const strangers = [
    { actor: { kind: 'customer', customerId: planted.otherCustomer } },
    { actor: { kind: 'leader', leaderId: planted.otherLeader } },
  ] as const;
  expect((await shop.tuan.refunds.list({ limit: 50, status: 'requested' }, own)).data).toHaveLength(1);
  expect(await shop.tuan.refunds.get({ refundId }, leader)).toMatchObject({
    id: refundId,
    reason: 'cancelled.shop',
  });
  for (const stranger of strangers) {
    expect((await shop.tuan.refunds.list({ limit: 50 }, stranger)).data).toEqual([]);
    await expect(shop.tuan.refunds.get({ refundId }, stranger)).rejects.toMatchObject({ code: 'not_found' });
  }
});
