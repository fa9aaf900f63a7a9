import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { commissionEntries, commissionMovements, leaderAccounts } from '../commissions/tables.ts';
import type { ShopPolicies } from '../shop/policies.ts';
import { shops } from '../shop/tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { arrive, balances, buyApples, earn, posted, profit } from '../testing/ready-orders.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
const money = (amount: number) => ({ amount, currency: 'CNY' });

async function choose(policies: Partial<ShopPolicies>): Promise<void> {
  await shop.plant((work) => {
    const row = work.get(shops, 'shop');
    return work.set(shops, row, { policies: { ...row.policies, ...policies } });
  });
}

/** Apples that were bought, fetched and found bad. */
async function claimOn(pieces: number, opened = true) {
  const order = await buyApples(shop, pieces, 'till-1');
  await arrive(shop, [order.id]);
  await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1' });
  const orderLineId = order.lines[0]?.id ?? '';
  if (!opened) return { orderId: order.id, orderLineId, claimId: '' };
  const { id: claimId } = await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1 });
  return { orderId: order.id, orderLineId, claimId };
}

describe('R33: who bears a claim', () => {
  test('fault shares split the cost of the goods concerned by largest remainder, in the order of the parties', async () => {
    const { claimId } = await claimOn(3);
    // 24.00 of cost × 10.00 ÷ 30.00 = 8.00 over three equal shares.
    const faultShares = { leader: 3333, supplier: 3334, carrier: 3333 };
    await shop.tuan.claims.approve({ claimId, amount: money(1000), faultShares });
    expect(await posted(shop, 'fault.charged')).toEqual([
      [1500, 267],
      [2310, 266],
      [2400, 267],
      [5100, -800],
    ]);
    const [account] = await shop.tuan.reader.table(leaderAccounts, 't."leaderId" = ?', [planted.leader]);
    expect(account).toMatchObject({ earned: -266, pending: 200 });
    const movements = await shop.tuan.reader.table(commissionMovements, 'TRUE');
    expect(movements).toMatchObject([{ kind: 'fault', amount: -266, reason: 'claim', statementId: null }]);
  });

  test("cost and left are those before the line's first claim, so that several never charge more than the goods cost", async () => {
    const { orderLineId, claimId } = await claimOn(3);
    const faultShares = { supplier: 10_000 };
    await shop.tuan.claims.approve({ claimId, amount: money(2000), faultShares });
    const again = await shop.tuan.claims.open({ orderLineId, reason: '还是坏', pieces: 1 });
    await shop.tuan.claims.approve({ claimId: again.id, amount: money(1000), faultShares });
    expect(await posted(shop, 'fault.charged')).toEqual([
      [2400, 2400],
      [5100, -2400],
    ]);
  });

  test("the shop's and the customer's share stay with the shop; nobody is charged", async () => {
    const { claimId } = await claimOn(3);
    await shop.tuan.claims.approve({
      claimId,
      amount: money(1000),
      faultShares: { shop: 5000, customer: 5000 },
    });
    expect(await posted(shop, 'fault.charged')).toEqual([]);
    expect(await profit(shop)).toBe(300 - 1000 + 100);
  });

  test('the policy `refund` splits the refund instead of the cost', async () => {
    await choose({ faultBasis: 'refund' });
    const { claimId } = await claimOn(3);
    await shop.tuan.claims.approve({ claimId, amount: money(1000), faultShares: { supplier: 10_000 } });
    expect(await posted(shop, 'fault.charged')).toEqual([
      [2400, 1000],
      [5100, -1000],
    ]);
  });

  test('the shares must sum to 10,000', async () => {
    const { claimId } = await claimOn(3);
    for (const faultShares of [{}, { supplier: 9999 }, { supplier: 10_000, shop: 1 }]) {
      const call = shop.tuan.claims.approve({ claimId, amount: money(1000), faultShares });
      await expect(call).rejects.toMatchObject({
        code: 'invalid_input',
        details: { fields: [{ path: 'faultShares' }] },
      });
    }
  });
});

describe('R36: the commission follows the money', () => {
  test('before it is earned, in accrued', async () => {
    const { claimId, orderId } = await claimOn(3);
    await shop.tuan.claims.approve({ claimId, amount: money(1000), faultShares: { shop: 10_000 } });
    expect(await posted(shop, 'refund.requested')).toEqual([
      [2200, -1000],
      [2300, 100],
      [4900, 1000],
      [6000, -100],
    ]);
    const [entry] = await shop.tuan.reader.table(commissionEntries, 't."orderId" = ?', [orderId]);
    expect(entry).toMatchObject({ status: 'accrued', due: 200, reversed: 100 });
  });

  test('after it is earned, as a negative entry in earned', async () => {
    const { orderLineId } = await claimOn(3, false);
    await earn(shop);
    const { id: claimId } = await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1 });
    await shop.tuan.claims.approve({ claimId, amount: money(1000), faultShares: { shop: 10_000 } });
    expect(await posted(shop, 'refund.requested')).toEqual([
      [2200, -1000],
      [2310, 100],
      [4900, 1000],
      [6000, -100],
    ]);
    const movements = await shop.tuan.reader.table(commissionMovements, `t."kind" = 'reversed'`);
    expect(movements).toMatchObject([{ amount: -100, statementId: null, datedAt: shop.now }]);
  });

  test('by the clock: what was due before the claim is earned first, whether a job has run or not', async () => {
    const { orderLineId, orderId } = await claimOn(3, false);
    shop.now += 48 * 3_600_000;
    const { id: claimId } = await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1 });
    await shop.tuan.claims.approve({ claimId, amount: money(1000), faultShares: { shop: 10_000 } });
    const [entry] = await shop.tuan.reader.table(commissionEntries, 't."orderId" = ?', [orderId]);
    expect(entry).toMatchObject({
      status: 'earned',
      earnedAt: shop.now,
      accrued: 300,
      reversed: 100,
      due: 200,
    });
  });

  test('after it is settled, in the next statement, with the fault of the leader', async () => {
    const { orderLineId } = await claimOn(3, false);
    shop.at('2026-12-01T09:00:00+08:00');
    expect(await shop.tuan.statements.create({ to: '2026-12-01' })).toMatchObject({ total: money(300) });
    const { id: claimId } = await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1 });
    await shop.tuan.claims.approve({ claimId, amount: money(1000), faultShares: { leader: 10_000 } });
    shop.at('2026-12-08T09:00:00+08:00');
    // 1.00 of commission and 8.00 for the goods: the leader owes, and nothing is clamped.
    expect(await shop.tuan.statements.create({ to: '2026-12-08' })).toMatchObject({ total: money(-900) });
    const [account] = await shop.tuan.reader.table(leaderAccounts, 't."leaderId" = ?', [planted.leader]);
    expect(account).toMatchObject({ pending: 0, earned: 0, settled: -600 });
  });

  test('a claim on a part handover comes out of the deposit; the rest is recognised at completion', async () => {
    const order = await buyApples(shop, 3, 'till-1');
    await arrive(shop, [order.id]);
    const orderLineId = order.lines[0]?.id ?? '';
    const lines = [{ lineId: orderLineId, pieces: 1 }];
    await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-1', lines });
    const { id: claimId } = await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1 });
    await shop.tuan.claims.approve({ claimId, amount: money(1000), faultShares: { supplier: 10_000 } });
    expect(await posted(shop, 'refund.requested')).toEqual([
      [1600, -100],
      [2100, 1000],
      [2200, -1000],
      [2300, 100],
    ]);
    await shop.tuan.pickups.handOver({ orderId: order.id, handoverId: 'phone-a-2' });
    // 20.00 kept − 24.00 cost − 2.00 commission + 8.00 from the supplier.
    expect(await profit(shop)).toBe(200);
    expect(await balances(shop)).not.toHaveProperty('1600');
    const [entry] = await shop.tuan.reader.table(commissionEntries, 'TRUE');
    expect(entry).toMatchObject({ due: 200, earnableAt: shop.now + 48 * 3_600_000 });
  });
});

test('approve claim: the proposed amount by default, or else what was asked for, never more than is left', async () => {
  const { claimId, orderLineId } = await claimOn(3);
  const faultShares = { supplier: 10_000 };
  await shop.tuan.engine.run([{ sql: 'UPDATE "claims" SET "suggestedAmount" = NULL', params: [] }]);
  await expect(shop.tuan.claims.approve({ claimId, faultShares })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'amount' }] },
  });
  await shop.tuan.claims.propose({ claimId, amount: money(700) }, leader);
  const approved = await shop.tuan.claims.approve({ claimId, faultShares, note: '同意' });
  expect(approved).toMatchObject({
    status: 'approved',
    approvedAmount: money(700),
    faultShares,
    decision: '同意',
  });
  const asked = await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', amount: money(300) });
  const tooHigh = shop.tuan.claims.approve({ claimId: asked.id, amount: money(2301), faultShares });
  await expect(tooHigh).rejects.toMatchObject({ code: 'refund_too_high', details: { left: 2300 } });
  expect(await shop.tuan.claims.approve({ claimId: asked.id, faultShares })).toMatchObject({
    approvedAmount: money(300),
  });
});

test('approve claim: two approvals at once refund once', async () => {
  const { claimId } = await claimOn(3);
  const call = { claimId, amount: money(1000), faultShares: { shop: 10_000 } };
  const tries = await Promise.allSettled([shop.tuan.claims.approve(call), shop.tuan.claims.approve(call)]);
  expect(tries).toMatchObject([
    { status: 'fulfilled' },
    { reason: { code: 'claim_status', details: { status: 'approved' } } },
  ]);
  expect((await shop.tuan.refunds.list({ limit: 50 })).data).toMatchObject([
    { reason: 'claim', fault: 'shop', amount: money(1000) },
  ]);
});

test("approve claim: a leader up to the shop's limit, counted over all claims of the line", async () => {
  const { claimId, orderLineId } = await claimOn(3);
  const call = { claimId, amount: money(500), faultShares: { shop: 10_000 } };
  await expect(shop.tuan.claims.approve(call, leader)).rejects.toMatchObject({
    code: 'claim_above_leader_limit',
  });
  await choose({ leaderApprovalMax: 900 });
  expect(await shop.tuan.claims.approve(call, leader)).toMatchObject({ status: 'approved' });
  const { id } = await shop.tuan.claims.open({ orderLineId, reason: '不新鲜', pieces: 1 }, leader);
  await expect(shop.tuan.claims.approve({ ...call, claimId: id }, leader)).rejects.toMatchObject({
    code: 'claim_above_leader_limit',
    details: { max: money(900), before: money(500) },
  });
  const customer = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  await expect(shop.tuan.claims.approve({ ...call, claimId: id }, customer)).rejects.toMatchObject({
    code: 'not_allowed',
  });
});

test('approve claim: it is refunded when the refund is confirmed', async () => {
  const { claimId } = await claimOn(3);
  const { refundId } = await shop.tuan.claims.approve({
    claimId,
    amount: money(1000),
    faultShares: { shop: 10_000 },
  });
  await shop.tuan.refunds.fail({ refundId: refundId ?? '', failure: '超时' });
  expect(await shop.tuan.claims.get({ claimId })).toMatchObject({ status: 'approved', closedAt: null });
  await shop.tuan.refunds.confirm({ refundId: refundId ?? '', reference: 'bank-1' });
  expect(await shop.tuan.claims.get({ claimId })).toMatchObject({
    status: 'refunded',
    closedAt: '2026-11-24T08:00:00.000Z',
  });
});
