import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { type Collected, collectApples, windowEnd } from '../testing/collected-orders.ts';

/*
 * Four ways in which other group buying software gets commissions wrong after a refund. None of them here.
 */

let shop: TestShop;
let sold: Collected;
/** Ten apples for 100.00 at 10 %: a commission of 10.00. */
beforeEach(async () => {
  shop = await testShop();
  const [collected] = await collectApples(shop, 10);
  sold = collected ?? { orderId: '', lineId: '' };
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const leaderId = planted.leader;
const summary = () => shop.tuan.commissions.summary({ leaderId });
const due = async () => (await shop.tuan.commissions.list({ orderId: sold.orderId })).data[0]?.due.amount;

async function giveBack(amount: number): Promise<void> {
  await shop.tuan.orders.refund({ ...sold, amount: yuan(amount), reason: '坏果', fault: 'supplier' });
}

async function settle(at: string) {
  shop.at(at);
  return shop.tuan.statements.create({ leaderId, to: at.slice(0, 10) });
}

test('bug 1: a refund after the commission was settled is taken back, not only written into a log', async () => {
  await settle('2026-11-28T09:00:00+08:00');
  await giveBack(5000);
  expect(await summary()).toMatchObject({ earned: yuan(-500), settled: yuan(1000) });
  expect(await settle('2026-11-29T09:00:00+08:00')).toMatchObject({ total: yuan(-500) });
  expect(await summary()).toMatchObject({ earned: yuan(0), settled: yuan(500) });
});

test('bug 2: two refunds of half each leave 0.00, not 2.50: the share is of what is left, never of what was reduced', async () => {
  await giveBack(5000);
  expect(await due()).toBe(500);
  await giveBack(5000);
  expect(await due()).toBe(0);
  expect(await summary()).toMatchObject({ pending: yuan(0) });
});

test('bug 3: after a payout the part that was refunded becomes a debt that is seen, neither lost nor the whole', async () => {
  await settle('2026-11-28T09:00:00+08:00');
  const payout = await shop.tuan.payouts.claim({ leaderId });
  await shop.tuan.payouts.confirm({ payoutId: payout.id, reference: 'transfer 1' });
  await giveBack(3000);
  await settle('2026-11-29T09:00:00+08:00');
  expect(await summary()).toMatchObject({ settled: yuan(-300), debt: yuan(300), paid: yuan(1000) });
  const { data } = await shop.tuan.statements.list({ leaderId });
  expect(data.map(({ balance }) => balance)).toEqual([yuan(-300), yuan(1000)]);
});

test('bug 4: a claim within the window takes its part of the commission, not all of it; one after settlement too', async () => {
  const claim = await shop.tuan.claims.open({
    orderLineId: sold.lineId,
    reason: '不新鲜',
    amount: yuan(1000),
  });
  await shop.tuan.claims.approve({ claimId: claim.id, faultShares: { supplier: 10_000 } });
  expect(await due()).toBe(900);
  shop.at(windowEnd);
  await settle('2026-11-28T09:00:00+08:00');
  const late = await shop.tuan.claims.open({
    orderLineId: sold.lineId,
    reason: '不新鲜',
    amount: yuan(2000),
  });
  await shop.tuan.claims.approve({ claimId: late.id, faultShares: { shop: 10_000 } });
  expect(await settle('2026-11-29T09:00:00+08:00')).toMatchObject({ total: yuan(-200) });
  expect(await due()).toBe(700);
});
