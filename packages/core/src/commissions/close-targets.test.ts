import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Collected, collectApples } from '../testing/collected-orders.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { posted } from '../testing/ready-orders.ts';
import { tick } from '../tick.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const { leader, otherLeader } = planted;
const december = '2026-12-01T00:00:00+08:00';
const steps = [
  { threshold: yuan(2000), bonus: yuan(100) },
  { threshold: yuan(3000), bonus: yuan(500) },
  { threshold: yuan(9000), basisPoints: 1000 },
];

function create(wish: object = {}) {
  return shop.tuan.commissionTargets.create({
    name: '十一月冲量',
    period: { kind: 'month' },
    steps,
    ...wish,
  });
}

function giveBack({ orderId, lineId }: Collected, amount: number) {
  return shop.tuan.orders.refund({ orderId, lineId, amount: yuan(amount), reason: '补偿', fault: 'shop' });
}

const resultsOf = async (leaderId: string) => (await shop.tuan.commissionTargets.results({ leaderId })).data;

test('R40: Σ left of the lines earned in the period; the highest step reached only, at its end', async () => {
  const target = await create();
  const [first] = await collectApples(shop, 3, 1);
  shop.at('2026-11-26T16:00:00+08:00');
  await giveBack(first as Collected, 500);
  expect(await shop.tuan.commissionTargets.close({})).toMatchObject({ closed: 0 });
  shop.at(december);
  expect(await shop.tuan.commissionTargets.close({})).toMatchObject({
    closed: 1,
    leaders: 2,
    rewarded: 1,
    amount: yuan(500),
    more: false,
  });
  expect(await resultsOf(leader)).toMatchObject([
    { targetId: target.id, sales: yuan(3500), step: 2, amount: yuan(500) },
  ]);
  expect(await resultsOf(otherLeader)).toMatchObject([{ sales: yuan(0), step: null, amount: yuan(0) }]);
  expect(await posted(shop, 'bonus.posted')).toEqual([
    [2310, -500],
    [6000, 500],
  ]);
});

test('R40, R36: the bonus lands in the next statement, with period, sales and step in its reason', async () => {
  await create();
  await collectApples(shop, 3);
  shop.at(december);
  await tick(shop.tuan);
  shop.at('2026-12-02T09:00:00+08:00');
  const { statementId } = await shop.tuan.statements.create({ leaderId: leader, to: '2026-12-02' });
  const id = statementId ?? '';
  expect(await shop.tuan.statements.get({ statementId: id })).toMatchObject({
    earned: yuan(300),
    bonus: yuan(500),
    total: yuan(800),
  });
  const { data } = await shop.tuan.statements.lines({ statementId: id });
  expect(data.find(({ kind }) => kind === 'bonus')?.reason).toBe(
    '目标奖励 target 十一月冲量 · 2026-11-01–2026-11-30 · 销售额 sales 30.00 CNY · 第2档 step 2: ≥ 30.00 CNY',
  );
});

test('R40: not reopened by a later refund; a late tick posts what a punctual one would have', async () => {
  await create();
  const [first] = await collectApples(shop, 3);
  // After the end of the period, before anybody closed it: 10.00 of 30.00 go back.
  shop.at('2026-12-01T10:00:00+08:00');
  await giveBack(first as Collected, 1000);
  shop.at('2026-12-04T10:00:00+08:00');
  await tick(shop.tuan);
  expect(await resultsOf(leader)).toMatchObject([{ sales: yuan(3000), step: 2, amount: yuan(500) }]);
  await giveBack(first as Collected, 2000);
  await tick(shop.tuan);
  await tick(shop.tuan);
  expect(await resultsOf(leader)).toHaveLength(1);
});

test('R40: several periods that nobody closed are closed one by one, each with its own sales', async () => {
  await create({ period: { kind: 'week' } });
  await collectApples(shop, 3);
  shop.at('2026-12-08T09:00:00+08:00');
  expect(await shop.tuan.commissionTargets.close({})).toMatchObject({ closed: 1, rewarded: 1, more: true });
  await tick(shop.tuan);
  expect(await resultsOf(leader)).toMatchObject([
    { from: '2026-11-29T16:00:00.000Z', sales: yuan(0), amount: yuan(0) },
    { from: '2026-11-22T16:00:00.000Z', sales: yuan(3000), amount: yuan(500) },
  ]);
});

test('R40: basis points of the sales; one leader, or the leaders of a tier', async () => {
  await shop.tuan.leaders.change({ leaderId: leader, tier: '金牌' });
  await create({ name: '甲', leaderId: otherLeader });
  await create({ name: '乙', leaderTier: '金牌', steps: [{ threshold: yuan(2999), basisPoints: 333 }] });
  await collectApples(shop, 3);
  shop.at(december);
  // After the end of the period: it is the tier of then that counts.
  await shop.tuan.leaders.change({ leaderId: leader, tier: null });
  await tick(shop.tuan);
  expect(await resultsOf(leader)).toMatchObject([{ name: '乙', step: 1, amount: yuan(100) }]);
  expect(await resultsOf(otherLeader)).toMatchObject([{ name: '甲', amount: yuan(0) }]);
});

test('R40: at two closings at once one posts, and none of it twice', async () => {
  await create();
  await collectApples(shop, 3);
  shop.at(december);
  const [one, other] = await Promise.all([
    shop.tuan.commissionTargets.close({}),
    shop.tuan.commissionTargets.close({}),
  ]);
  expect([one.closed + other.closed, one.rewarded + other.rewarded]).toEqual([1, 1]);
});

test('R40, R41: dates once; who is suspended keeps the bonus, who has left gets none', async () => {
  await create({ period: { kind: 'dates', from: '2026-11-24', to: '2026-11-28' } });
  await collectApples(shop, 3);
  await shop.tuan.leaders.suspend({ leaderId: leader });
  await shop.tuan.leaders.leave({ leaderId: otherLeader });
  shop.at('2026-11-28T00:00:00+08:00');
  await tick(shop.tuan);
  const { data } = await shop.tuan.commissionTargets.results({});
  expect(data).toMatchObject([{ leaderId: leader, amount: yuan(500) }]);
  expect((await shop.tuan.commissionTargets.list({ running: true })).data).toEqual([]);
});

test('C15, R40: a leader sees the month that runs, though nobody has closed the one before', async () => {
  await create();
  await collectApples(shop, 3);
  shop.at('2026-12-03T09:00:00+08:00');
  const actor = { kind: 'leader', leaderId: leader } as const;
  expect((await shop.tuan.commissionTargets.running({}, { actor })).data).toMatchObject([
    { from: '2026-11-30T16:00:00.000Z', sales: yuan(0), step: null },
  ]);
  await tick(shop.tuan);
  const from = '2026-11-01';
  expect((await shop.tuan.commissionTargets.results({ from }, { actor })).data).toMatchObject([{ step: 2 }]);
  expect((await shop.tuan.commissionTargets.results({ from: '2026-12-01' }, { actor })).data).toEqual([]);
});

test('R40: a leader sees how far it is: sales, next step, what is missing, the bonus; nobody else does', async () => {
  await create();
  await collectApples(shop, 2);
  const actor = { kind: 'leader', leaderId: leader } as const;
  // Sold but not earned: the claim window is open.
  expect((await shop.tuan.commissionTargets.running({}, { actor })).data).toMatchObject([
    { sales: yuan(0), step: null, bonus: yuan(0), next: { step: 1, missing: yuan(2000), bonus: yuan(100) } },
  ]);
  shop.at('2026-11-26T16:00:00+08:00');
  expect(
    (await shop.tuan.commissionTargets.running({ leaderId: otherLeader }, { actor })).data,
  ).toMatchObject([
    {
      leaderId: leader,
      sales: yuan(2000),
      step: 1,
      bonus: yuan(100),
      next: { step: 2, threshold: yuan(3000), missing: yuan(1000), bonus: yuan(500) },
      withheld: yuan(0),
    },
  ]);
  await expect(shop.tuan.commissionTargets.list({}, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.commissionTargets.close({}, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
  const customer = { kind: 'customer', customerId: planted.customer } as const;
  await expect(shop.tuan.commissionTargets.running({}, { actor: customer })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
