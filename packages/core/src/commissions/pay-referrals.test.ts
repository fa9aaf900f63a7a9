import { afterEach, beforeEach, expect, test } from 'vitest';
import { collectApples } from '../testing/collected-orders.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { posted } from '../testing/ready-orders.ts';
import { offerReferral, onceForRecruit, plantReferral, recruit } from '../testing/recruits.ts';
import { tick } from '../tick.ts';
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
const bonuses = async (leaderId: string) =>
  await shop.tuan.reader.rows(
    `SELECT "amount" AS "amount", "reason" AS "reason" FROM "commission_movements" WHERE "kind" = 'bonus' AND "leaderId" = ?`,
    [leaderId],
  );

test('R40: a fixed sum, once, when the first commission of the recruit is earned: nothing for an empty recruit', async () => {
  await plantReferral(shop, { basisPoints: null, endsAt: null, amount: 5000 });
  await collectApples(shop, 1);
  shop.at('2026-11-26T15:59:59+08:00');
  expect(await shop.tuan.referrals.pay({})).toMatchObject({ paid: 0 });
  shop.at('2026-11-26T16:00:00+08:00');
  expect(await shop.tuan.referrals.pay({})).toEqual({ paid: 1, amount: yuan(5000) });
  expect(await shop.tuan.referrals.pay({})).toMatchObject({ paid: 0 });
  await tick(shop.tuan);
  expect(await bonuses(otherLeader)).toEqual([{ amount: 5000, reason: '推荐团长 referral of 东门小陈妈妈' }]);
  expect((await shop.tuan.statements.unsettled({ leaderId: otherLeader })).data).toMatchObject([
    { reasonTexts: { zh: '推荐团长：东门小陈妈妈', en: 'For bringing 东门小陈妈妈 as a leader' } },
  ]);
  expect(await posted(shop, 'referral.paid')).toEqual([
    [2310, -5000],
    [6000, 5000],
  ]);
  shop.at('2026-11-28T09:00:00+08:00');
  const { statementId } = await shop.tuan.statements.create({ leaderId: otherLeader, to: '2026-11-28' });
  expect(await shop.tuan.statements.get({ statementId: statementId ?? '' })).toMatchObject({
    bonus: yuan(5000),
    total: yuan(5000),
  });
});

test('R40: the terms are those of the day of the approval; who has left gets none', async () => {
  await offerReferral(shop, onceForRecruit);
  const id = await recruit(shop);
  await offerReferral(shop, null);
  const unpaid = await recruit(shop, { phone: '13700000002' });
  const rows = await shop.tuan.reader.table(leaderReferrals, 'TRUE ORDER BY t."recruitId"', []);
  expect(rows.map(({ recruitId, recruiterId, amount }) => [recruitId, recruiterId, amount])).toEqual([
    [id, leader, 5000],
  ]);
  expect(unpaid).not.toBe(id);
  expect(await shop.tuan.referrals.pay({})).toMatchObject({ paid: 0 });
});

test('R40: the shop alone pays', async () => {
  const actor = { kind: 'leader', leaderId: otherLeader } as const;
  await expect(shop.tuan.referrals.pay({}, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});
