import { afterEach, beforeEach, expect, test } from 'vitest';
import { planted, testShop, type TestShop } from '../testing/index.ts';
import { meanwhile } from '../testing/meanwhile.ts';
import { openClaims } from '../testing/open-claims.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop({ policies: { leaderApprovalMax: 2000, leaderApprovalDayMax: 2500 } });
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const leader = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
const yuan = (amount: number) => ({ amount, currency: 'CNY' });

/** Two claims on goods of two orders, each of 20.00 at most. */
const twoClaims = () => openClaims(shop, 2, 3);

const approval = (claimId = '', amount = 2000) => ({
  claimId,
  amount: yuan(amount),
  faultShares: { shop: 10_000 },
});
const given = async () => {
  const [row] = await shop.tuan.reader.rows<{ sum: number }>(
    `SELECT coalesce(sum("value"), 0) AS "sum" FROM "claims" WHERE "outcome" IS NOT NULL`,
  );
  return row?.sum;
};

test('R32: what a leader approves in two processes at once stays within the limit of the day', async () => {
  const [first = '', second = ''] = await twoClaims();
  meanwhile(shop, (other) => other.claims.approve(approval(second), leader));
  await expect(shop.tuan.claims.approve(approval(first), leader)).rejects.toMatchObject({
    code: 'claim_above_leader_day',
    details: { max: yuan(2500), before: yuan(2000) },
  });
  expect(await given()).toBe(2000);
});

test('R32: two approvals at once that fit together into the day are both done', async () => {
  const [first = '', second = ''] = await twoClaims();
  meanwhile(shop, (other) => other.claims.approve(approval(second, 1000), leader));
  await shop.tuan.claims.approve(approval(first, 1500), leader);
  expect(await given()).toBe(2500);
});

test('R32: the same claim approved in two processes is decided once', async () => {
  const [first = ''] = await twoClaims();
  meanwhile(shop, (other) => other.claims.approve(approval(first, 500), leader));
  await expect(shop.tuan.claims.approve(approval(first, 500), leader)).rejects.toMatchObject({
    code: 'claim_status',
  });
  expect(await given()).toBe(500);
});

test('R32: replacements promised count for the day like refunds', async () => {
  const [first = '', second = ''] = await twoClaims();
  const promise = {
    claimId: second,
    outcome: 'replacement' as const,
    pieces: 2,
    faultShares: { shop: 10_000 },
  };
  meanwhile(shop, (other) => other.claims.approve(promise, leader));
  await expect(shop.tuan.claims.approve(approval(first, 1000), leader)).rejects.toMatchObject({
    code: 'claim_above_leader_day',
  });
  expect(await given()).toBe(2000);
});
