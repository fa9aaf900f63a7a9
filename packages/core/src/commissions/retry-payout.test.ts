import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { posted } from '../testing/ready-orders.ts';

let shop: TestShop;
let payoutId = '';
/** Ten apples are collected and settled, and 10.00 is on its way. */
beforeEach(async () => {
  shop = await testShop();
  await collectApples(shop, 10);
  shop.at('2026-11-28T09:00:00+08:00');
  await shop.tuan.statements.create({ to: '2026-11-28' });
  payoutId = (await shop.tuan.payouts.claim({ leaderId })).id;
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const leaderId = planted.leader;

test('R38: a failed payout goes on its way again; asked twice is harmless', async () => {
  await shop.tuan.payouts.fail({ payoutId, failure: '超时' });
  const again = await shop.tuan.payouts.retry({ payoutId });
  expect(again).toMatchObject({ status: 'claimed', failure: null, settledAt: null });
  expect(await shop.tuan.payouts.retry({ payoutId })).toEqual(again);
  await shop.tuan.payouts.confirm({ payoutId, reference: 'transfer 1' });
  expect(await shop.tuan.commissions.summary({ leaderId })).toMatchObject({
    settled: yuan(0),
    paid: yuan(1000),
  });
  expect(await posted(shop, 'payout.claimed')).toEqual([
    [2320, 2000],
    [2330, -2000],
  ]);
});

test('C6: what was clawed back since it failed is not paid again', async () => {
  await shop.tuan.payouts.fail({ payoutId, failure: '超时' });
  const [line] = await shop.tuan.reader.rows<{ id: string; orderId: string }>(
    'SELECT "id", "orderId" FROM "order_lines"',
  );
  const back = {
    orderId: line?.orderId ?? '',
    lineId: line?.id ?? '',
    amount: yuan(4000),
    reason: '坏果',
    fault: 'supplier',
  } as const;
  await shop.tuan.orders.refund(back);
  shop.at('2026-11-29T09:00:00+08:00');
  await shop.tuan.statements.create({ to: '2026-11-29' });
  await expect(shop.tuan.payouts.retry({ payoutId })).rejects.toMatchObject({
    code: 'payout_too_high',
    details: { credit: 600 },
  });
  expect(await shop.tuan.payouts.claim({ leaderId })).toMatchObject({ amount: yuan(600) });
});

test('R41: not while the leader is suspended, nor while another is on its way, nor once it is sent', async () => {
  await shop.tuan.payouts.fail({ payoutId, failure: '超时' });
  await shop.tuan.leaders.suspend({ leaderId, reason: '休假' });
  await expect(shop.tuan.payouts.retry({ payoutId })).rejects.toMatchObject({ code: 'leader_unavailable' });
  await shop.tuan.leaders.reinstate({ leaderId });
  const part = await shop.tuan.payouts.claim({ leaderId, amount: yuan(100) });
  await expect(shop.tuan.payouts.retry({ payoutId })).rejects.toMatchObject({
    code: 'payout_under_way',
    details: { payoutId: part.id },
  });
  await shop.tuan.payouts.confirm({ payoutId: part.id, reference: 'transfer 1' });
  await expect(shop.tuan.payouts.retry({ payoutId: part.id })).rejects.toMatchObject({
    code: 'payout_status',
  });
});

test('retry payout: for the shop alone', async () => {
  const actor = { kind: 'customer', customerId: planted.customer } as const;
  await expect(shop.tuan.payouts.retry({ payoutId }, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
