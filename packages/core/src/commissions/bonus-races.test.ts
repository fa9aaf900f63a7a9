import { afterEach, beforeEach, expect, test } from 'vitest';
import type { OpenTuan } from '../open-tuan.ts';
import { type Collected, collectApples } from '../testing/collected-orders.ts';
import { interleave, planted, testShop, type TestShop } from '../testing/index.ts';
import { leaderReferrals } from './referral-tables.ts';

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
const steps = [{ threshold: yuan(3000), bonus: yuan(500) }];
const moments = ['afterFirstRead', 'beforeWrite'] as const;

async function december(): Promise<Collected | undefined> {
  await shop.tuan.commissionTargets.create({ name: '冲量', period: { kind: 'month' }, steps });
  const [collected] = await collectApples(shop, 3);
  shop.at('2026-12-01T00:00:00+08:00');
  return collected;
}

const bonusCount = async () =>
  (await shop.tuan.reader.rows(`SELECT 1 FROM "commission_movements" WHERE "kind" = 'bonus'`)).length;

test.each(moments)('R40: another process closes the period %s: one of them posts', async (moment) => {
  await december();
  interleave(shop, (other: OpenTuan) => other.commissionTargets.close({}), moment);
  expect(await shop.tuan.commissionTargets.close({})).toMatchObject({ closed: 0 });
  expect(await bonusCount()).toBe(1);
});

test.each(moments)(
  'R40: a refund %s of a closing changes nothing of what was sold by then',
  async (moment) => {
    const { orderId = '', lineId = '' } = (await december()) ?? {};
    const refund = { orderId, lineId, amount: yuan(1000), reason: '补偿', fault: 'shop' } as const;
    interleave(shop, (other: OpenTuan) => other.orders.refund(refund), moment);
    expect(await shop.tuan.commissionTargets.close({})).toMatchObject({ closed: 1, amount: yuan(500) });
  },
);

test.each(moments)(
  'R40: the target is retired %s of a closing: a period that is over is paid',
  async (moment) => {
    await december();
    const [target] = (await shop.tuan.commissionTargets.list({})).data;
    const targetId = target?.id ?? '';
    interleave(
      shop,
      (other: OpenTuan) => other.commissionTargets.retire({ targetId, running: 'drop' }),
      moment,
    );
    expect(await shop.tuan.commissionTargets.close({})).toMatchObject({ closed: 1, rewarded: 1 });
    expect(await shop.tuan.commissionTargets.get({ targetId })).toMatchObject({ next: null });
  },
);

test.each(moments)('levels: another process reviews %s: one of them moves leaders', async (moment) => {
  await shop.tuan.leaderLevels.put({ levels: [{ name: '铜牌', reach: {} }] });
  shop.at('2026-12-01T00:00:00+08:00');
  interleave(shop, (other: OpenTuan) => other.leaderLevels.review({}), moment);
  expect(await shop.tuan.leaderLevels.review({})).toMatchObject({ reviewed: 0 });
  expect((await shop.tuan.leaderLevels.changes({ leaderId: leader })).data).toHaveLength(1);
});

test.each(moments)('levels: a leader is pinned by hand %s of a review: left alone', async (moment) => {
  await shop.tuan.leaderLevels.put({ levels: [{ name: '铜牌', reach: {} }] });
  shop.at('2026-12-01T00:00:00+08:00');
  interleave(shop, (other: OpenTuan) => other.leaders.change({ leaderId: leader, tierPinned: true }), moment);
  expect(await shop.tuan.leaderLevels.review({})).toMatchObject({ promoted: 1 });
  expect((await shop.tuan.leaders.get({ leaderId: leader })).tier).toBe(null);
});

test.each(moments)('R40: another process pays for the recruit %s: it is paid once', async (moment) => {
  await shop.plant((work, { now }) => {
    const once = { amount: 5000, approvedAt: now };
    return work.insert(leaderReferrals, { recruitId: leader, recruiterId: otherLeader, ...once });
  });
  await collectApples(shop, 1);
  shop.at('2026-11-27T00:00:00+08:00');
  interleave(shop, (other: OpenTuan) => other.referrals.pay({}), moment);
  expect(await shop.tuan.referrals.pay({})).toMatchObject({ paid: 0 });
  expect(await bonusCount()).toBe(1);
});
