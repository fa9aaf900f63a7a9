import { afterEach, beforeEach, expect, test } from 'vitest';
import { createOpenTuan } from '../open-tuan.ts';
import { planted, testShop, type TestShop } from '../testing/index.ts';

let shop: TestShop;
beforeEach(async () => {
  shop = await testShop();
});
afterEach(async () => {
  await shop.audit();
  await shop.close();
});

const chen = { actor: { kind: 'leader', leaderId: planted.leader } } as const;

test('create community: an invite code of eight characters that people can type', async () => {
  const community = await shop.tuan.communities.create({
    leaderId: 'external:L02',
    name: '幸福里西区福利群',
    externalId: 'G2',
    statedMembers: 203,
  });
  expect(community).toMatchObject({
    leaderId: planted.otherLeader,
    memberCount: 0,
    statedMembers: 203,
    retired: false,
  });
  expect(community.inviteCode).toMatch(/^[0-9A-HJKMNP-TV-Z]{8}$/);
  expect(await shop.tuan.communities.get({ communityId: 'external:G2' })).toEqual(community);
});

test('create community: codes that come out equal are drawn again', async () => {
  const engine = shop.tuan.engine;
  let draws = 0;
  const random = (length: number) => Uint8Array.from({ length }, () => (draws++ < 16 ? 7 : draws % 256));
  const newId = (prefix: string) => `${prefix}_x${String(draws)}${String(Math.trunc((draws * 7919) % 1000))}`;
  const tuan = createOpenTuan({ engine, clock: () => shop.now, random, newId });
  const first = await tuan.communities.create({ leaderId: planted.leader, name: 'a' });
  const second = await tuan.communities.create({ leaderId: planted.leader, name: 'b' });
  expect(first.inviteCode).toBe('77777777');
  expect(second.inviteCode).not.toBe(first.inviteCode);
});

test('create community: a leader opens own ones only, and only while active', async () => {
  expect(await shop.tuan.communities.create({ name: '新群' }, chen)).toMatchObject({
    leaderId: planted.leader,
  });
  await expect(
    shop.tuan.communities.create({ name: 'x', leaderId: planted.otherLeader }, chen),
  ).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.communities.create({ name: 'x' })).rejects.toMatchObject({
    code: 'leader_required',
  });
  await shop.tuan.leaders.suspend({ leaderId: planted.leader });
  await expect(shop.tuan.communities.create({ name: 'x' }, chen)).rejects.toMatchObject({
    code: 'leader_unavailable',
  });
});

test('create community: an externalId once', async () => {
  await shop.tuan.communities.create({ leaderId: planted.leader, name: 'a', externalId: 'G1' });
  const again = shop.tuan.communities.create({ leaderId: planted.leader, name: 'b', externalId: 'G1' });
  await expect(again).rejects.toMatchObject({
    code: 'conflict',
    details: { fields: [{ path: 'externalId' }] },
  });
});

test('communities: a leader lists and reads the own ones, a customer none', async () => {
  await shop.tuan.communities.create({ leaderId: planted.otherLeader, name: 'west' });
  expect((await shop.tuan.communities.list({})).data).toHaveLength(2);
  expect(
    (await shop.tuan.communities.list({ leaderId: planted.otherLeader }, chen)).data.map(({ id }) => id),
  ).toEqual([planted.community]);
  const zhou = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
  await expect(shop.tuan.communities.get({ communityId: planted.community }, zhou)).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(shop.tuan.communities.members({ communityId: planted.community }, zhou)).rejects.toMatchObject(
    { code: 'not_found' },
  );
  const me = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  await expect(shop.tuan.communities.list({}, me)).rejects.toMatchObject({ code: 'not_allowed' });
});
