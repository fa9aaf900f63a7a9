import { afterEach, beforeEach, expect, test } from 'vitest';
import * as postings from '../ledger/postings.ts';
import { postTransaction } from '../ledger/post-transaction.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { postingsAlone } from '../testing/plant-postings.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { playRound } from '../testing/whole-round.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(() => shop.close());

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const week = { from: '2026-11-23', to: '2026-11-30' };
const chen = async () => (await shop.tuan.reports.leaders(week)).data.find(({ id }) => id === planted.leader);

/** Sales of a leader at an instant, in minor units. */
async function plantSales(at: string, left: number, leaderId: string = planted.leader): Promise<void> {
  shop.at(at);
  await shop.plant((work, context) => {
    const row = postings.lineCompleted({ left, discount: 0, cost: 1, commissions: [], about: { leaderId } });
    postTransaction(
      work,
      context,
      { type: 'planted', subject: at },
      row.filter(({ amount }) => amount !== 0),
    );
    return null;
  }, postingsAlone);
}

test.each([
  ['nothing to compare with', 0, 1000, null],
  ['sold before, nothing now', 1000, 0, 'high'],
  ['less than half of before', 1000, 499, 'medium'],
  ['half of before', 1000, 500, 'low'],
  ['more than before', 1000, 2000, 'low'],
])('leaders: churn risk, %s', async (_case, before, now, risk) => {
  if (before > 0) await plantSales('2026-11-16T00:00:00+08:00', before);
  await plantSales('2026-11-15T23:59:59+08:00', 99_999);
  if (now > 0) await plantSales('2026-11-23T00:00:00+08:00', now);
  expect(await chen()).toMatchObject({ churnRisk: risk, netSalesBefore: yuan(before), netSales: yuan(now) });
});

test('leaders: buyers, claims and money of a round; who sold nothing is a row, the house only when it sold', async () => {
  await playRound(shop);
  const { data, total } = await shop.tuan.reports.leaders(week);
  const profit = await shop.tuan.reports.profit({ ...week, by: 'leader' });
  expect(total).toMatchObject(profit.total);
  expect(await chen()).toMatchObject({ label: '东门小陈妈妈', status: 'active', customers: 2, claims: 2 });
  expect(data.find(({ id }) => id === planted.otherLeader)).toMatchObject({
    customers: 0,
    netSales: yuan(0),
  });
  expect(data.some(({ id }) => id === 'led_house')).toBe(false);
  const open = await shop.tuan.reports.leaders({});
  expect(
    open.data.every(({ churnRisk, netSalesBefore }) => churnRisk === null && netSalesBefore === null),
  ).toBe(true);
});

test('suppliers: the spread, what people complain about, and what went back for it', async () => {
  const [one, two] = await collectApples(shop, 5, 3);
  const complain = async (orderLineId: string, reason: string, amount: number) => {
    const { id: claimId } = await shop.tuan.claims.open({ orderLineId, reason, amount: yuan(amount) });
    await shop.tuan.claims.approve({ claimId, faultShares: { supplier: 10_000 } });
  };
  await complain(one?.lineId ?? '', '水果不新鲜', 500);
  await complain(one?.lineId ?? '', '水果不新鲜', 100);
  await complain(two?.lineId ?? '', '压坏', 1000);
  const { data, total } = await shop.tuan.reports.suppliers(week);
  const [fruit] = data;
  expect(fruit).toMatchObject({
    id: planted.supplier,
    label: '果然鲜果业',
    spread: yuan(1600),
    spreadBasisPoints: 2000,
    lines: 2,
    claims: 3,
    claimBasisPoints: 15_000,
    reasons: [
      { reason: '水果不新鲜', claims: 2, returned: yuan(600) },
      { reason: '压坏', claims: 1, returned: yuan(1000) },
    ],
    returns: yuan(1600),
  });
  expect(total).toMatchObject({ spread: yuan(1600), spreadBasisPoints: 2000 });
});

test('complaints: by supplier and by pickup point, in the words of people, with what may help', async () => {
  const [one, two] = await collectApples(shop, 5, 3);
  const complain = async (orderLineId: string, reason: string) => {
    const { id: claimId } = await shop.tuan.claims.open({ orderLineId, reason, amount: yuan(500) });
    await shop.tuan.claims.approve({ claimId, faultShares: { shop: 10_000 } });
  };
  await complain(one?.lineId ?? '', '水果不新鲜');
  await complain(two?.lineId ?? '', '水果不新鲜');
  await shop.tuan.claims.open({ orderLineId: two?.lineId ?? '', reason: '提货时间太赶', amount: yuan(1) });
  const { data, total } = await shop.tuan.reports.complaints({ ...week, by: 'pickupPoint' });
  expect(total).toEqual({ claims: 3, returned: yuan(1000) });
  expect(data).toMatchObject([
    { id: planted.point, label: '幸福里东门驿站', reason: '水果不新鲜', claims: 2, returned: yuan(1000) },
    { reason: '提货时间太赶', claims: 1, returned: yuan(0), hint: { zh: '可考虑调整提货时间' } },
  ]);
  for (const [by, label] of [
    ['supplier', '果然鲜果业'],
    ['leader', '东门小陈妈妈'],
    ['variant', '苹果'],
  ] as const) {
    const first = await shop.tuan.reports.complaints({ ...week, by, limit: 1 });
    expect(first).toMatchObject({
      total,
      data: [{ label, hint: { en: expect.stringContaining('supplier') as string } }],
      nextCursor: '1',
    });
  }
  const actor = { kind: 'leader', leaderId: planted.leader } as const;
  await expect(shop.tuan.reports.complaints({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});

test('leaders and suppliers: the shop alone, and pages', async () => {
  await playRound(shop);
  for (const ask of [shop.tuan.reports.leaders, shop.tuan.reports.suppliers]) {
    const actor = { kind: 'leader', leaderId: planted.leader } as const;
    await expect(ask({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
    const first = await ask({ limit: 1 });
    expect([first.data.length, first.nextCursor]).toEqual([1, '1']);
    const second = await ask({ limit: 1, cursor: '1' });
    expect(second.data[0]?.id).not.toBe(first.data[0]?.id);
  }
});
