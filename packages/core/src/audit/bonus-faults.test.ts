import { afterAll, beforeAll, expect, test } from 'vitest';
import { leaderReferrals } from '../commissions/referral-tables.ts';
import { collectApples } from '../testing/collected-orders.ts';
import { added, type Fault, inserted, replaced } from '../testing/faults.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { tick } from '../tick.ts';
import { auditDatabase } from './audit-database.ts';
import { bonusInvariants } from './bonuses.ts';

const yuan = (amount: number) => ({ amount, currency: 'CNY' });
const { leader, otherLeader } = planted;
const weeks = { kind: 'dates', from: '2026-11-24', to: '2026-12-01' } as const;
let shop: TestShop;
beforeAll(async () => {
  shop = await testShop();
  const { tuan } = shop;
  await shop.plant((work, { now }) => {
    const share = { basisPoints: 200, endsAt: now * 2, approvedAt: now };
    work.insert(leaderReferrals, { recruitId: leader, recruiterId: otherLeader, ...share });
    return null;
  });
  await tuan.commissionTargets.create({
    name: '奖',
    period: weeks,
    steps: [
      { threshold: yuan(1000), bonus: yuan(100) },
      { threshold: yuan(3000), basisPoints: 500 },
    ],
  });
  const withholding = { amount: yuan(50), acknowledged: true };
  const far = [{ threshold: yuan(9000), bonus: yuan(100) }];
  await tuan.commissionTargets.create({ name: '扣', period: weeks, steps: far, withholding });
  await tuan.leaderLevels.put({
    levels: [
      { name: '铜牌', reach: {} },
      { name: '银牌', reach: { orders: 1 } },
    ],
  });
  await tuan.leaders.change({ leaderId: leader, tier: '铜牌' });
  await collectApples(shop, 3);
  shop.at('2026-11-29T09:00:00+08:00');
  await tick(tuan);
  shop.at('2026-12-01T00:00:00+08:00');
  await tick(tuan);
});
afterAll(() => shop.close());

async function run(...statements: readonly string[]): Promise<void> {
  await shop.tuan.engine.run(statements.map((sql) => ({ sql, params: [] })));
}

async function brokenNames(): Promise<readonly string[]> {
  const { broken } = await auditDatabase(shop.tuan.reader);
  return broken.map(({ invariant }) => invariant).filter((name) => name !== 'leader_history');
}

const bonus = `"kind" = 'bonus' AND "amount" > 0`;
const result = `"leaderId" = '${leader}' AND "amount" > 0`;
const faults: Readonly<Record<string, Readonly<Record<string, Fault>>>> = {
  bonus_cause: {
    'a bonus movement without a result': [
      [`UPDATE "commission_movements" SET "source" = 'x' || "source" WHERE ${bonus}`],
      [`UPDATE "commission_movements" SET "source" = substr("source", 2) WHERE ${bonus}`],
    ],
  },
  target_result_amount: {
    'sales that do not reach the step': added('target_results', 'sales', result, -1000),
    'another step than the highest': added('target_results', 'step', result, -1),
    'withheld without an announcement': [
      [`UPDATE "target_notices" SET "from" = "from" + 1`],
      [`UPDATE "target_notices" SET "from" = "from" - 1`],
    ],
  },
  target_result_period: {
    'two results for one period': inserted(
      'target_results',
      '"id", "targetId", "leaderId", "from", "to", "sales", "amount", "postedAt", "source"',
      `'tre_x', (SELECT "targetId" FROM "target_results" WHERE "amount" = 150), '${otherLeader}',
        (SELECT min("from") FROM "target_results"), (SELECT min("to") FROM "target_results"), 0, 0, (SELECT max("postedAt") FROM "target_results"), 'x'`,
      `"id" = 'tre_x'`,
    ),
    'a result before the end of its period': added('target_results', 'postedAt', result, -1),
  },
  referral_entry: {
    'an entry for somebody who recruited nobody': replaced(
      'leader_referrals',
      'recruiterId',
      otherLeader,
      'led_house',
    ),
    'another rate than agreed': added('leader_referrals', 'basisPoints', 'TRUE'),
    'an order placed when it was over': [
      [`UPDATE "leader_referrals" SET "endsAt" = 1`],
      [`UPDATE "leader_referrals" SET "endsAt" = 9000000000000`],
    ],
  },
  leader_level: {
    'a level without a change': replaced('leaders', 'tier', '银牌', '铜牌', `"id" = '${leader}'`),
    'a change that begins elsewhere': replaced('leader_level_changes', 'fromTier', '铜牌', '金牌'),
  },
};

test('audit: targets, a referral and levels by their verbs break nothing', async () => {
  expect(await brokenNames()).toEqual([]);
  const { data } = await shop.tuan.commissionTargets.results({ leaderId: leader });
  expect(data.map(({ amount }) => amount.amount).toSorted((one, other) => one - other)).toEqual([-50, 150]);
});

const cases = Object.entries(faults).flatMap(([name, ways]) =>
  Object.entries(ways).map(([says, fault]) => [name, says, fault] as const),
);

test.each(cases)('audit %s: %s is named, and nothing else', async (name, _says, [breaks, mends]) => {
  await run(...breaks);
  const broken = await brokenNames();
  await run(...mends);
  expect(broken).toEqual([name]);
  expect(await brokenNames()).toEqual([]);
});

test('audit: every invariant of bonuses has a planted fault', () => {
  expect(Object.keys(faults).toSorted()).toEqual(bonusInvariants.map(({ name }) => name).toSorted());
});
