import { afterEach, beforeEach, expect, test } from 'vitest';
import { collectApples } from '../testing/collected-orders.ts';
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
const steps = [{ threshold: yuan(9000), basisPoints: 1000 }];

function create(wish: object = {}) {
  return shop.tuan.commissionTargets.create({
    name: '十一月冲量',
    period: { kind: 'month' },
    steps,
    withholding: { amount: yuan(200), acknowledged: true },
    ...wish,
  });
}

const resultsOf = async (leaderId: string) => (await shop.tuan.commissionTargets.results({ leaderId })).data;

const lastWeek = { kind: 'dates', from: '2026-11-24', to: '2026-12-01' } as const;

test('R40: withheld is shown before it is posted: preview, notice and event three days before', async () => {
  const target = await create({ period: lastWeek });
  await collectApples(shop, 3);
  shop.at('2026-11-27T23:59:59+08:00');
  await tick(shop.tuan);
  expect(await shop.tuan.reader.rows('SELECT 1 FROM "target_notices"')).toEqual([]);
  shop.at('2026-11-28T00:00:00+08:00');
  await tick(shop.tuan);
  await tick(shop.tuan);
  const told = await shop.tuan.reader.rows(
    `SELECT "receiverId" AS "receiverId", "facts" ->> '$.missing.amount' AS "missing", "facts" ->> '$.withheld.amount' AS "withheld"
      FROM "notices" WHERE "topic" = 'withholdingAnnounced' ORDER BY "receiverId"`,
  );
  expect(told).toEqual([
    { receiverId: leader, missing: 6000, withheld: 200 },
    { receiverId: otherLeader, missing: 9000, withheld: 200 },
  ]);
  const { data } = await shop.tuan.commissionTargets.preview({ targetId: target.id });
  expect(data).toMatchObject([
    { leaderId: leader, withheld: yuan(200), announcedAt: '2026-11-27T16:00:00.000Z' },
    { leaderId: otherLeader, withheld: yuan(200) },
  ]);
  shop.at(december);
  expect(await shop.tuan.commissionTargets.close({})).toMatchObject({ withheld: 2, amount: yuan(-400) });
  expect(await resultsOf(leader)).toMatchObject([{ step: null, amount: yuan(-200) }]);
  expect(await posted(shop, 'bonus.posted')).toEqual([
    [2310, 400],
    [6000, -400],
  ]);
  shop.at('2026-12-02T00:00:00+08:00');
  const { statementId } = await shop.tuan.statements.create({ leaderId: leader, to: '2026-12-02' });
  expect(await shop.tuan.statements.get({ statementId: statementId ?? '' })).toMatchObject({
    bonus: yuan(-200),
    total: yuan(100),
  });
});

test('R40: what was not announced is not withheld, nor from a leader who began within the period', async () => {
  await create();
  await create({ period: lastWeek });
  shop.at(december);
  await tick(shop.tuan);
  expect((await shop.tuan.commissionTargets.results({})).data.map(({ amount }) => amount)).toEqual(
    Array.from({ length: 4 }, () => yuan(0)),
  );
  const fresh = await shop.tuan.leaders.apply({ name: '小李' });
  shop.at('2026-12-05T09:00:00+08:00');
  await shop.tuan.leaders.approve({ leaderId: fresh.id });
  shop.at('2026-12-30T09:00:00+08:00');
  await tick(shop.tuan);
  shop.at('2027-01-01T00:00:00+08:00');
  await tick(shop.tuan);
  expect(await resultsOf(fresh.id)).toMatchObject([{ sales: yuan(0), amount: yuan(0) }]);
  expect((await resultsOf(leader))[0]).toMatchObject({ amount: yuan(-200) });
});

test('R40: the shop alone announces, and nothing is due where nothing is withheld', async () => {
  await create({ period: lastWeek, withholding: undefined });
  shop.at('2026-11-30T12:00:00+08:00');
  expect(await shop.tuan.commissionTargets.announce({})).toEqual({ targets: 0, leaders: 0 });
  const actor = { kind: 'leader', leaderId: leader } as const;
  await expect(shop.tuan.commissionTargets.announce({}, { actor })).rejects.toMatchObject({
    code: 'not_allowed',
  });
});
