import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { type Collected, collectApples, windowEnd } from '../testing/collected-orders.ts';

/*
 * Four ways in which other group buying software gets commissions wrong after a refund. Each test says what the peer would
 * arrive at, by the arithmetic of its code, and that we arrive elsewhere.
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

/** What the peers' code does with a commission, minor units; each as it was read in their source. */
const peers = {
  /** EP-Admin: once settled, a refund is written into a log and nothing is taken back. */
  settledStays: (commission: number) => commission,
  /** EP-Admin: the share of the original payment, taken of the commission that is left already. */
  compounds: (commission: number, paid: number, refunds: readonly number[]) =>
    refunds.reduce((left, refund) => left - (left * refund) / paid, commission),
  /** CRMEB: the whole brokerage for any refund, but no more than the balance holds: the rest is lost without a word. */
  clampsToBalance: (balance: number, commission: number) => balance - Math.min(balance, commission),
  /** likeshop: any after-sale within the window voids the commission of the whole line; after settlement none does. */
  voidsTheLine: (commission: number, settled: boolean) => (settled ? commission : 0),
};

test('bug 1 (EP-Admin): 50.00 of 100.00 back after settlement leaves 5.00 of 10.00, where the peer leaves 10.00', async () => {
  await settle('2026-11-28T09:00:00+08:00');
  await giveBack(5000);
  expect(await summary()).toMatchObject({ earned: yuan(-500), settled: yuan(1000) });
  expect(await settle('2026-11-29T09:00:00+08:00')).toMatchObject({ total: yuan(-500) });
  expect(await summary()).toMatchObject({ earned: yuan(0), settled: yuan(500) });
  expect(peers.settledStays(1000)).toBe(1000);
});

test('bug 2 (EP-Admin): two refunds of half each leave 0.00 of 10.00, where the peer leaves 2.50', async () => {
  await giveBack(5000);
  expect(await due()).toBe(500);
  await giveBack(5000);
  expect(await due()).toBe(0);
  expect(await summary()).toMatchObject({ pending: yuan(0) });
  expect(peers.compounds(1000, 10_000, [5000, 5000])).toBe(250);
});

test('bug 3 (CRMEB): 30.00 of 100.00 back after the payout is a debt of 3.00 that is seen, where the peer has 0.00 and forgets it', async () => {
  await settle('2026-11-28T09:00:00+08:00');
  const payout = await shop.tuan.payouts.claim({ leaderId });
  await shop.tuan.payouts.confirm({ payoutId: payout.id, reference: 'transfer 1' });
  await giveBack(3000);
  await settle('2026-11-29T09:00:00+08:00');
  expect(await summary()).toMatchObject({ settled: yuan(-300), debt: yuan(300), paid: yuan(1000) });
  const { data } = await shop.tuan.statements.list({ leaderId });
  expect(data.map(({ balance }) => balance)).toEqual([yuan(-300), yuan(1000)]);
  expect(peers.clampsToBalance(0, 1000)).toBe(0);
});

test('bug 3 (CRMEB): before the payout 30.00 of 100.00 take 3.00 of 10.00, where the peer takes the whole 10.00', async () => {
  await settle('2026-11-28T09:00:00+08:00');
  await giveBack(3000);
  await settle('2026-11-29T09:00:00+08:00');
  expect(await summary()).toMatchObject({ settled: yuan(700), debt: yuan(0) });
  expect(peers.clampsToBalance(1000, 1000)).toBe(0);
});

test('bug 4 (likeshop): 10.00 of 100.00 back within the window leave 9.00, where the peer voids all 10.00', async () => {
  const claim = await shop.tuan.claims.open({
    orderLineId: sold.lineId,
    reason: '不新鲜',
    amount: yuan(1000),
  });
  await shop.tuan.claims.approve({ claimId: claim.id, faultShares: { supplier: 10_000 } });
  expect(await due()).toBe(900);
  expect(peers.voidsTheLine(1000, false)).toBe(0);
});

test('bug 4 (likeshop): 20.00 of 100.00 back after settlement leave 8.00, where the peer leaves 10.00', async () => {
  shop.at(windowEnd);
  await settle('2026-11-28T09:00:00+08:00');
  const late = await shop.tuan.claims.open({
    orderLineId: sold.lineId,
    reason: '不新鲜',
    amount: yuan(2000),
  });
  await shop.tuan.claims.approve({ claimId: late.id, faultShares: { shop: 10_000 } });
  expect(await settle('2026-11-29T09:00:00+08:00')).toMatchObject({ total: yuan(-200) });
  expect(await due()).toBe(800);
  expect(peers.voidsTheLine(1000, true)).toBe(1000);
});
