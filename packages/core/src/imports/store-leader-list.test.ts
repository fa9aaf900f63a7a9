import { afterEach, beforeEach, expect, test } from 'vitest';
import { sampleSheet, sheetOf } from '../testing/sample-sheet.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

type Preview = Parameters<TestShop['tuan']['imports']['preview']>[0];
const preview = (kind: Preview['kind'], sheet: object) =>
  shop.tuan.imports.preview({ kind, fileName: `${kind}.csv`, sheet } as Preview);
const confirm = (importId: string) => shop.tuan.imports.confirm({ importId });

async function take(kind: Preview['kind'], sheet: object) {
  const { id } = await preview(kind, sheet);
  return confirm(id);
}

const leaderHeaders = ['编号', '昵称', '身份', '社群', '人数', '佣金比例'];

test('confirm import: the real leaders are active, each with a community, its size, an account and an own rate', async () => {
  expect(await take('leaders', await sampleSheet('leaders.csv'))).toMatchObject({ created: 6, updated: 2 });
  const rows = await shop.tuan.reader
    .rows(`SELECT l."externalId" AS "leader", l."status" AS "status", l."role" AS "role",
      c."name" AS "community", c."statedMembers" AS "stated", c."memberCount" AS "members", r."basisPoints" AS "rate", a."pending" AS "pending"
    FROM "leaders" l JOIN "communities" c ON c."leaderId" = l."id" JOIN "leader_accounts" a ON a."leaderId" = l."id"
    JOIN "commission_rules" r ON r."leaderId" = l."id" AND r."validTo" IS NULL ORDER BY l."externalId"`);
  expect(rows).toHaveLength(8);
  expect(rows[0]).toEqual({
    leader: 'L01',
    status: 'active',
    role: '宝妈',
    community: '幸福里东区邻居群',
    stated: 186,
    members: 1,
    rate: 1000,
    pending: 0,
  });
  expect(rows[6]).toEqual({
    leader: 'L07',
    status: 'active',
    role: '宝妈',
    community: '西溪里妈妈团',
    stated: 311,
    members: 0,
    rate: 1100,
    pending: 0,
  });
  const codes = await shop.tuan.reader.rows('SELECT DISTINCT "inviteCode" FROM "communities"');
  expect(codes).toHaveLength(8);
});

test('C18: a changed rate replaces the rule, a renamed group stays the group', async () => {
  await take('leaders', sheetOf(leaderHeaders, ['L09', '芳姐', '', '芳姐群', '10', '10%']));
  shop.now += 1000;
  expect(
    await take('leaders', sheetOf(leaderHeaders, ['L09', '芳姐', '', '芳姐大群', '20', '12%'])),
  ).toMatchObject({ updated: 1 });
  const { id } = await shop.tuan.leaders.get({ leaderId: 'external:L09' });
  const rules = await shop.tuan.reader.rows(
    'SELECT "basisPoints", "validTo" IS NULL AS "runs" FROM "commission_rules" WHERE "leaderId" = ? ORDER BY "validFrom"',
    [id],
  );
  expect(rules).toEqual([
    { basisPoints: 1000, runs: 0 },
    { basisPoints: 1200, runs: 1 },
  ]);
  expect((await shop.tuan.communities.list({ leaderId: id })).data).toMatchObject([
    { name: '芳姐大群', statedMembers: 20 },
  ]);
});

test('confirm import: an applicant on the list is approved, a suspended leader stays suspended', async () => {
  await shop.tuan.leaders.apply({ externalId: 'L09', name: '芳姐' });
  await shop.tuan.leaders.suspend({ leaderId: planted.otherLeader });
  await take(
    'leaders',
    sheetOf(
      leaderHeaders,
      ['L09', '芳姐', '', '芳姐群', '10', '10%'],
      ['L02', '老周', '', '西区', '10', '10%'],
    ),
  );
  expect(await shop.tuan.leaders.get({ leaderId: 'external:L09' })).toMatchObject({
    status: 'active',
    approvedAt: '2026-11-23T01:00:00.000Z',
  });
  expect(await shop.tuan.leaders.get({ leaderId: 'external:L02' })).toMatchObject({
    status: 'suspended',
    name: '老周',
  });
});
