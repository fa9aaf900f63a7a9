import { afterEach, beforeEach, expect, test } from 'vitest';
import { customers } from '../customers/tables.ts';
import { communities, members } from './tables.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const as = (customerId: string) => ({ actor: { kind: 'customer', customerId } }) as const;
const join = (extra: object = {}, options: object = as(planted.otherCustomer)) =>
  shop.tuan.communities.join({ inviteCode: 'EAST2026', ...extra }, options);

async function state() {
  const joined = await shop.tuan.reader.rows(
    'SELECT "customerId", "invitedById", "newcomer" FROM "members" WHERE "customerId" <> ? ORDER BY "customerId"',
    [planted.customer],
  );
  const [community] = await shop.tuan.reader.rows<{ memberCount: number }>(
    'SELECT "memberCount" FROM "communities" WHERE "id" = ?',
    [planted.community],
  );
  return { members: joined, memberCount: community?.memberCount };
}

test('R13: a newcomer counts for the member whose link was used', async () => {
  const joined = await join({ invitedById: planted.customer });
  expect(joined).toMatchObject({
    communityId: planted.community,
    name: '幸福里东区邻居群',
    leaderId: planted.leader,
    newcomer: true,
  });
  expect(await state()).toEqual({
    members: [{ customerId: planted.otherCustomer, invitedById: planted.customer, newcomer: 1 }],
    memberCount: 2,
  });
  const events = await shop.tuan.reader.rows(`SELECT "data" FROM "events" WHERE "type" = 'community.joined'`);
  expect(events).toEqual([
    {
      data: JSON.stringify({
        customerId: planted.otherCustomer,
        invitedById: planted.customer,
        newcomer: true,
      }),
    },
  ]);
});

test('R13: joining twice is harmless, also at once, and the first inviter stays', async () => {
  await join({ invitedById: planted.customer });
  await Promise.all([join(), join()]);
  shop.now += 60_000;
  expect(await join()).toMatchObject({ joinedAt: '2026-11-23T01:00:00.000Z' });
  expect(await state()).toMatchObject({ members: [{ invitedById: planted.customer }], memberCount: 2 });
  const events = await shop.tuan.reader.rows(`SELECT "id" FROM "events" WHERE "type" = 'community.joined'`);
  expect(events).toHaveLength(1);
});

test('R13: nobody invites themselves, not even through an id that was merged', async () => {
  await shop.plant((work, { now }) =>
    work.insert(customers, {
      id: 'cus_guest',
      name: 'x',
      mergedIntoId: planted.otherCustomer,
      createdAt: now,
      updatedAt: now,
    }),
  );
  await join({ invitedById: 'cus_guest' });
  await join({ invitedById: planted.otherCustomer });
  expect(await state()).toMatchObject({ members: [{ invitedById: null }] });
});

test('R13: a link of somebody who is no member lets people in and counts for nobody', async () => {
  await join({ invitedById: 'cus_gone' });
  expect(await state()).toMatchObject({ members: [{ invitedById: null, newcomer: 1 }], memberCount: 2 });
});

test('R13: who was ever a member of any community of this shop is no newcomer, a person counts once', async () => {
  const west = await shop.tuan.communities.create({ leaderId: planted.otherLeader, name: '西区' });
  await join({ inviteCode: west.inviteCode });
  await shop.plant((work, { now }) => {
    const key = { communityId: west.id, customerId: planted.otherCustomer };
    work.set(members, work.get(members, key), { leftAt: now });
    work.add(communities, work.get(communities, west.id), { memberCount: -1 });
    return null;
  });
  expect(await join({ invitedById: planted.customer })).toMatchObject({ newcomer: false });
  expect(await join({ inviteCode: west.inviteCode })).toMatchObject({ newcomer: true });
  const [count] = await shop.tuan.reader.rows('SELECT "memberCount" FROM "communities" WHERE "id" = ?', [
    west.id,
  ]);
  expect(count).toEqual({ memberCount: 1 });
});

test('R13: of two first joins at once in two communities only one is a newcomer', async () => {
  const west = await shop.tuan.communities.create({ leaderId: planted.otherLeader, name: '西区' });
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  let raced = false;
  Object.assign(shop.tuan.engine, {
    run: async (...call: Parameters<typeof run>) => {
      if (call[1] === 'write' && !raced) {
        raced = true;
        await run([
          {
            sql: 'INSERT INTO "members" ("communityId", "customerId", "newcomer", "joinedAt") VALUES (?, ?, 1, 1)',
            params: [west.id, planted.otherCustomer],
          },
          {
            sql: 'UPDATE "customers" SET "version" = "version" + 1 WHERE "id" = ?',
            params: [planted.otherCustomer],
          },
          { sql: 'UPDATE "communities" SET "memberCount" = 1 WHERE "id" = ?', params: [west.id] },
        ]);
      }
      return run(...call);
    },
  });
  expect(await join()).toMatchObject({ newcomer: false });
});

test('join community: the code as people type it', async () => {
  expect(await join({ inviteCode: ' east-2o26 ' })).toMatchObject({ communityId: planted.community });
  await expect(join({ inviteCode: 'NOSUCHCD' })).rejects.toMatchObject({ code: 'invite_code_unknown' });
  for (const inviteCode of ['', 'x'.repeat(41), '\u0000', "' OR 1=1 --"]) {
    await expect(join({ inviteCode })).rejects.toMatchObject({ code: /invalid_input|invite_code_unknown/ });
  }
});

test('R41: nobody joins the group of a leader who is suspended', async () => {
  await shop.tuan.leaders.suspend({ leaderId: planted.leader });
  await expect(join()).rejects.toMatchObject({ code: 'leader_unavailable' });
});

test('join community: the shop names who joins, a customer joins as nobody else, a leader lets nobody in', async () => {
  expect(await join({ customer: 'external:C-2' }, {})).toMatchObject({ customerId: planted.otherCustomer });
  await expect(join({}, {})).rejects.toMatchObject({ code: 'customer_required' });
  await expect(join({ customer: planted.customer })).rejects.toMatchObject({ code: 'not_allowed' });
  const chen = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  await expect(join({ customer: planted.customer }, chen)).rejects.toMatchObject({ code: 'not_allowed' });
});

test('members: the leader sees masked names, the shop whole ones, page by page', async () => {
  await shop.tuan.customers.upsert({ customers: [{ externalId: 'C-2', name: '👨‍👩‍👧 王家' }] });
  shop.now += 1000;
  await join({ invitedById: planted.customer });
  const chen = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  const first = await shop.tuan.communities.members({ communityId: planted.community, limit: 1 }, chen);
  expect(first.data).toEqual([
    {
      customerId: planted.otherCustomer,
      name: '👨‍👩‍👧*',
      invitedById: planted.customer,
      newcomer: true,
      joinedAt: '2026-11-23T01:00:01.000Z',
    },
  ]);
  const second = await shop.tuan.communities.members(
    { communityId: planted.community, limit: 1, cursor: first.nextCursor ?? '' },
    chen,
  );
  expect(second.data.map(({ name }) => name)).toEqual(['小*']);
  expect(second.nextCursor).toBeNull();
  const whole = await shop.tuan.communities.members({ communityId: planted.community });
  expect(whole.data.map(({ name }) => name)).toEqual(['👨‍👩‍👧 王家', '小雨']);
});
