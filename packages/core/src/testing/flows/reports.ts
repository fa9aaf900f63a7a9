import { expect } from 'vitest';
import { problemsOf } from '../explain-everything.ts';
import { planted } from '../neighbourhood.ts';
import type { TestShop } from '../test-shop.ts';
import { fetchApples } from './fetched.ts';
import { booksOf, byLeader, byShop, type ShopFlow, tickCleanly, yuan } from './flow.ts';

const { apple, egg, leader, supplier: supplierId } = planted;
const month = '2026-11';

/**
 * One round is played, and everything that can be said of it is read.
 *
 * By hand: 5 apples for 50.00 cost 40.00 and 5.00 of commission; one is bad, 10.00 go back and 1.00 of commission, and
 * the supplier bears 8.00. A rebate of 1 % of 32.00 is 0.32; 4.00 are being paid out.
 */
export const reportFlow: ShopFlow = {
  title: 'reports, explanations to the last yuan, notices and the change feed',
  async play(shop) {
    const round = await playRound(shop);
    await report(shop);
    await explain(shop, round);
    await tell(shop);
    expect(await booksOf(shop)).toEqual({
      hostMoney: 4000,
      rebateDue: 32,
      supplierPayable: -3200,
      payoutsDue: -400,
      sales: -5000,
      returns: 1000,
      costOfGoods: 4000,
      recoveries: -800,
      rebates: -32,
      commission: 400,
    });
  },
};

interface Round {
  readonly orderId: string;
  readonly claimId: string;
}

async function playRound(shop: TestShop): Promise<Round> {
  const { tuan } = shop;
  await tuan.rebateTiers.put({
    supplierId,
    mode: 'whole',
    tiers: [{ threshold: yuan(0), basisPoints: 100 }],
  });
  const [first] = await fetchApples(shop, 3, 2);
  const claim = { orderLineId: first?.lineId ?? '', reason: 'notFresh', pieces: 1 };
  const { id: claimId } = await tuan.claims.open(claim);
  await tuan.claims.approve({ claimId, amount: yuan(1000) });
  const [refund] = (await tuan.refunds.list({ status: 'requested' })).data;
  await tuan.refunds.confirm({ refundId: refund?.id ?? '', reference: 'back-1' });
  shop.at('2026-11-28T09:00:00+08:00');
  await tickCleanly(shop);
  await tuan.statements.create({ to: '2026-11-28' });
  await tuan.payouts.claim({ leaderId: leader });
  shop.at('2026-12-01T09:00:00+08:00');
  await tickCleanly(shop);
  return { orderId: first?.orderId ?? '', claimId };
}

async function report({ tuan }: TestShop): Promise<void> {
  const { reports } = tuan;
  const { total } = await reports.profit({ month });
  expect(total).toMatchObject({
    sales: yuan(5000),
    cost: yuan(4000),
    returns: yuan(1000),
    commission: yuan(400),
  });
  const { data: goods } = await reports.products({ month });
  expect(goods.map(({ id }) => id)).toEqual([apple, egg]);
  expect((await reports.leaders({ month })).data.map(({ id }) => id)).toContain(leader);
  expect((await reports.communities({ month })).data).toHaveLength(1);
  expect((await reports.suppliers({ month })).data).toHaveLength(1);
  for (const by of ['supplier', 'pickupPoint', 'leader', 'variant'] as const)
    expect((await reports.complaints({ month, by })).data).toHaveLength(1);
  for (const by of ['reason', 'stage', 'fault', 'supplier', 'variant', 'leader'] as const)
    expect((await reports.shrinkage({ month, by })).data).toEqual([]);
  for (const by of ['campaign', 'variant', 'community', 'leader', 'supplier'] as const)
    expect((await reports.profit({ month, by })).data).toHaveLength(1);
  const plan = { communities: 3, dailySales: yuan(500_000), marginBasisPoints: 800, days: 30 };
  expect(await reports.forecast(plan)).toMatchObject({ period: { profit: yuan(1_200_000) } });
  const explained = await reports.explainProfit({ month, step: 'profit', language: 'en' });
  expect(problemsOf(explained)).toEqual([]);
}

async function explain({ tuan }: TestShop, { orderId, claimId }: Round): Promise<void> {
  const { claims, commissions, orders, payouts, refunds, statements, supplierStatements } = tuan;
  const [refund] = (await refunds.list({ orderId })).data;
  const [commission] = (await commissions.list({ orderId })).data;
  const [statement] = (await statements.list({ leaderId: leader })).data;
  const [payout] = (await payouts.list({ leaderId: leader })).data;
  const [supplier] = (await supplierStatements.list({ supplierId })).data;
  expect(await refunds.get({ refundId: refund?.id ?? '' })).toMatchObject({ amount: yuan(1000) });
  const explained = await Promise.all([
    orders.explain({ orderId }),
    claims.explain({ claimId }),
    refunds.explain({ refundId: refund?.id ?? '' }),
    commissions.explain({ commissionId: commission?.id ?? '' }),
    statements.explain({ statementId: statement?.id ?? '' }),
    payouts.explain({ payoutId: payout?.id ?? '' }),
    supplierStatements.explain({ statementId: supplier?.id ?? '' }),
  ]);
  expect(explained.flatMap(problemsOf)).toEqual([]);
}

/** Words of the shop's own, a notice that was given up and is sent again, and the feed to its end. */
async function tell({ tuan }: TestShop): Promise<void> {
  const { events, notices, outbox } = tuan;
  const key = { topic: 'claim.opened', receiverKind: 'leader' } as const;
  expect(await notices.preview({ ...key, zh: '有人投诉了' })).toBeDefined();
  await notices.putText({ ...key, zh: '有人投诉了' });
  expect((await notices.texts({})).data.find(({ topic }) => topic === key.topic)).toMatchObject({
    changed: true,
  });
  const { data } = await notices.list({}, byLeader(leader));
  const noticeId = data[0]?.id ?? '';
  await notices.read({ noticeId }, byLeader(leader));
  await tuan.engine.run([
    {
      sql: `UPDATE "notices" SET "deliveryStatus" = 'dead', "deliveredAt" = NULL, "failure" = 'busy' WHERE "id" = ?`,
      params: [noticeId],
    },
  ]);
  await notices.retry({ noticeId });
  expect(await notices.take({})).toEqual({ noticeIds: [noticeId] });
  await notices.settle({ sent: [noticeId], failed: [] });
  let after = 0;
  let told = 0;
  for (;;) {
    const page = await events.list({ after, limit: 20 }, byShop);
    if (page.data.length === 0) break;
    told += page.data.length;
    after = page.data.at(-1)?.sequence ?? 0;
  }
  expect(told).toBe(after);
  await outbox.move({ reader: 'search', sequence: after });
  expect(await outbox.position({ reader: 'search' })).toMatchObject({ sequence: after });
}
