import { afterEach, beforeEach, expect, test } from 'vitest';
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
const change = (wish: object, options = {}) =>
  shop.tuan.communities.change({ communityId: planted.community, ...wish }, options);

test('change community: name and size; the same again writes nothing', async () => {
  expect(await change({ name: '东区', statedMembers: 186 }, chen)).toMatchObject({
    name: '东区',
    statedMembers: 186,
    memberCount: 1,
  });
  await change({ name: '东区', statedMembers: 186 });
  const events = await shop.tuan.reader.rows(
    `SELECT "data" FROM "events" WHERE "type" = 'community.changed'`,
  );
  expect(events).toEqual([{ data: '{"fields":["name","statedMembers"]}' }]);
});

test('change community: with a new invite code the old link opens nothing', async () => {
  const changed = await change({ newInviteCode: true });
  expect(changed.inviteCode).not.toBe('EAST2026');
  const join = (inviteCode: string) =>
    shop.tuan.communities.join({ inviteCode, customer: planted.otherCustomer });
  await expect(join('EAST2026')).rejects.toMatchObject({ code: 'invite_code_unknown' });
  expect(await join(changed.inviteCode)).toMatchObject({ communityId: planted.community });
});

test('change community: a retired one takes no members', async () => {
  await change({ retired: true });
  const join = shop.tuan.communities.join({ inviteCode: 'EAST2026', customer: planted.otherCustomer });
  await expect(join).rejects.toMatchObject({ code: 'invite_code_unknown' });
});

test('change community: of another leader it does not exist; fields of another make are named', async () => {
  const zhou = { actor: { kind: 'leader', leaderId: planted.otherLeader } } as const;
  await expect(change({ name: 'x' }, zhou)).rejects.toMatchObject({ code: 'not_found' });
  await expect(change({ memberCount: 500 })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [{ path: 'memberCount' }] },
  });
  await expect(change({ name: '\u0000' })).rejects.toMatchObject({ code: 'invalid_input' });
});
