import { afterEach, beforeEach, expect, test } from 'vitest';
import { leaders } from './tables.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { buyApples } from '../testing/ready-orders.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
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
const levels = [
  { name: '铜牌', reach: {} },
  { name: '银牌', reach: { sales: yuan(2000), orders: 1 }, keep: { sales: yuan(1000) } },
  { name: '金牌', reach: { sales: yuan(9000), orders: 2 }, keep: { sales: yuan(5000) } },
];

const put = (wish: object = {}) => shop.tuan.leaderLevels.put({ levels, ...wish });
const tierOf = async (leaderId: string) => (await shop.tuan.leaders.get({ leaderId })).tier;
const changesOf = async (leaderId: string) => (await shop.tuan.leaderLevels.changes({ leaderId })).data;

test('levels: the month that is over decides, once, with figures in the history and the event', async () => {
  await put();
  await collectApples(shop, 3);
  expect(await shop.tuan.leaderLevels.review({})).toMatchObject({ reviewed: 0 });
  shop.at('2026-11-30T12:00:00+08:00');
  expect((await shop.tuan.leaderLevels.preview({})).data).toMatchObject([
    { leaderId: leader, tier: null, tierAfter: '银牌', figures: { sales: yuan(3000), orders: 1, buyers: 1 } },
    { leaderId: otherLeader, tier: null, tierAfter: '铜牌' },
  ]);
  shop.at('2026-12-01T00:00:00+08:00');
  expect(await shop.tuan.leaderLevels.review({})).toMatchObject({
    reviewed: 1,
    promoted: 2,
    demoted: 0,
    more: false,
  });
  expect(await shop.tuan.leaderLevels.review({})).toMatchObject({ reviewed: 0 });
  expect(await changesOf(leader)).toMatchObject([
    {
      fromTier: null,
      toTier: '银牌',
      cause: 'review',
      from: '2026-10-31T16:00:00.000Z',
      figures: { sales: yuan(3000), orders: 1, buyers: 1, members: 1, complaintRate: 0 },
    },
  ]);
  const events = await shop.tuan.events.list({ types: ['leader.levelChanged'] });
  expect(events.data.map(({ subject, data }) => [subject, data['toTier']])).toEqual([
    [leader, '银牌'],
    [otherLeader, '铜牌'],
  ]);
});

test('levels: kept for the grace, then down to what can be kept; late reviews go month by month', async () => {
  await put({ graceMonths: 1 });
  await collectApples(shop, 3);
  shop.at('2026-12-02T09:00:00+08:00');
  await tick(shop.tuan);
  expect(await tierOf(leader)).toBe('银牌');
  shop.at('2027-01-02T09:00:00+08:00');
  await tick(shop.tuan);
  expect(await tierOf(leader)).toBe('银牌');
  const actor = { kind: 'leader', leaderId: leader } as const;
  expect(await shop.tuan.leaderLevels.standing({}, { actor })).toMatchObject({
    tier: '银牌',
    figures: { sales: yuan(0) },
    next: { name: '金牌', missing: { sales: yuan(9000), orders: 2 } },
    keep: { missing: { sales: yuan(1000) }, missed: 1, graceMonths: 1 },
  });
  // Two months at once: December was missed before, January is the second in a row.
  shop.at('2027-03-05T09:00:00+08:00');
  await tick(shop.tuan);
  expect(await tierOf(leader)).toBe('铜牌');
  expect((await changesOf(leader)).map(({ fromTier, toTier }) => [fromTier, toTier])).toEqual([
    ['银牌', '铜牌'],
    [null, '银牌'],
  ]);
});

test('levels: pinned by hand, or of a tier that is no level, a leader is left alone', async () => {
  await shop.tuan.leaders.change({ leaderId: otherLeader, tier: '合作店' });
  await put();
  await shop.tuan.leaders.change({ leaderId: leader, tier: '金牌', tierPinned: true });
  shop.at('2026-12-02T09:00:00+08:00');
  expect(await shop.tuan.leaderLevels.review({})).toMatchObject({ promoted: 0, demoted: 0 });
  expect([await tierOf(leader), await tierOf(otherLeader)]).toEqual(['金牌', '合作店']);
  await shop.tuan.leaders.change({ leaderId: leader, tierPinned: false });
  shop.at('2027-01-01T00:00:00+08:00');
  await tick(shop.tuan);
  expect(await tierOf(leader)).toBe('铜牌');
});

test('levels: a month that was begun takes no level away', async () => {
  await put();
  const { id } = await shop.tuan.leaders.apply({ name: '小李', tier: '银牌' });
  await shop.tuan.leaders.approve({ leaderId: id });
  shop.at('2026-12-01T00:00:00+08:00');
  await shop.tuan.leaderLevels.review({});
  expect(await tierOf(id)).toBe('银牌');
  shop.at('2027-01-01T00:00:00+08:00');
  await shop.tuan.leaderLevels.review({});
  expect(await tierOf(id)).toBe('铜牌');
});

test('R34, levels: another level touches new orders only', async () => {
  await put();
  await shop.tuan.commissionRules.create({ leaderTier: '银牌', basisPoints: 2000 });
  await shop.tuan.leaders.change({ leaderId: leader, tier: '铜牌' });
  await buyApples(shop, 1, 'till-before');
  await shop.tuan.leaders.change({ leaderId: leader, tier: '银牌' });
  await buyApples(shop, 1, 'till-after');
  const { data } = await shop.tuan.commissions.list({ leaderId: leader });
  expect(data.map(({ basisPoints }) => basisPoints)).toEqual([2000, 1000]);
});

test('levels: two reviews at once review once', async () => {
  await put();
  shop.at('2026-12-01T00:00:00+08:00');
  const [one, other] = await Promise.all([
    shop.tuan.leaderLevels.review({}),
    shop.tuan.leaderLevels.review({}),
  ]);
  expect(one.reviewed + other.reviewed).toBe(1);
});

test('levels: complaints count against a leader; one that was turned down does not', async () => {
  await put({
    levels: [
      { name: '铜牌', reach: {} },
      { name: '银牌', reach: { sales: yuan(1000), complaintRateMax: 5000 } },
    ],
  });
  const [bad, unfounded] = await collectApples(shop, 2, 1, 1);
  const claim = async (one: typeof bad) =>
    await shop.tuan.claims.open({ orderLineId: one?.lineId ?? '', reason: '不新鲜', pieces: 1 });
  await claim(bad);
  const { id: claimId } = await claim(unfounded);
  await shop.tuan.claims.reject({ claimId, reason: '照片不符' });
  shop.at('2026-11-30T12:00:00+08:00');
  const { data } = await shop.tuan.leaderLevels.preview({});
  expect(data[0]).toMatchObject({ leaderId: leader, tierAfter: '银牌', figures: { complaintRate: 5000 } });
});

test('levels: a leader reads the own standing and history, and nothing else', async () => {
  await put();
  await shop.tuan.leaders.change({ leaderId: otherLeader, tier: '银牌' });
  const actor = { kind: 'leader', leaderId: leader } as const;
  expect((await shop.tuan.leaderLevels.changes({ leaderId: otherLeader }, { actor })).data).toEqual([]);
  expect(await shop.tuan.leaderLevels.standing({ leaderId: otherLeader }, { actor })).toMatchObject({
    leaderId: leader,
    next: { name: '铜牌' },
    keep: null,
  });
  for (const call of [
    shop.tuan.leaderLevels.preview({}, { actor }),
    shop.tuan.leaderLevels.review({}, { actor }),
  ])
    await expect(call).rejects.toMatchObject({ code: 'not_allowed' });
});

test('levels: suspended leaders are left out of a review', async () => {
  await put();
  await shop.plant((work) => {
    work.set(leaders, work.get(leaders, leader), { status: 'suspended' });
    return null;
  });
  shop.at('2026-12-01T00:00:00+08:00');
  expect(await shop.tuan.leaderLevels.review({})).toMatchObject({ promoted: 1 });
  expect(await tierOf(leader)).toBe(null);
});
