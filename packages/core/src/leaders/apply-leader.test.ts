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

const me = { actor: { kind: 'customer', customerId: planted.customer } } as const;

test('apply leader: waits for approval, with an account from the first day', async () => {
  const leader = await shop.tuan.leaders.apply({
    externalId: 'L09',
    name: '芳姐',
    phone: '139 8888 7777',
    role: '宝妈',
    tier: 'gold',
    recruitedById: 'external:L01',
  });
  expect(leader).toMatchObject({
    status: 'applied',
    phone: '+8613988887777',
    tier: 'gold',
    recruitedById: planted.leader,
    approvedAt: null,
    house: false,
  });
  expect(await shop.tuan.leaders.get({ leaderId: 'external:L09' })).toEqual(leader);
  const accounts = await shop.tuan.reader.rows(
    'SELECT "pending", "settled" FROM "leader_accounts" WHERE "leaderId" = ?',
    [leader.id],
  );
  expect(accounts).toEqual([{ pending: 0, settled: 0 }]);
});

test('apply leader: takes no orders before approval', async () => {
  const leader = await shop.tuan.leaders.apply({ name: '芳姐' });
  const lines = [{ offerId: planted.appleOffer, pieces: 1 }];
  const order = {
    campaignId: planted.campaign,
    customer: planted.customer,
    leaderId: leader.id,
    pickupPointId: planted.point,
    lines,
  };
  await expect(shop.tuan.orders.place(order)).rejects.toMatchObject({
    code: 'leader_unavailable',
    details: { status: 'applied' },
  });
});

test('R39: a customer applies as nobody else, and is recognised as that leader', async () => {
  expect(await shop.tuan.leaders.apply({ name: '小雨妈妈' }, me)).toMatchObject({
    customerId: planted.customer,
  });
  await expect(shop.tuan.leaders.apply({ name: '小雨妈妈' }, me)).rejects.toMatchObject({
    code: 'conflict',
    details: { fields: [{ path: 'customerId' }] },
  });
  for (const extra of [{ customerId: planted.otherCustomer }, { tier: 'gold' }, { externalId: 'L01' }]) {
    await expect(shop.tuan.leaders.apply({ name: 'x', ...extra }, me)).rejects.toMatchObject({
      code: 'not_allowed',
    });
  }
});

test('apply leader: externalId, phone and customer name one leader; every clash is told at once', async () => {
  const clash = { externalId: 'L01', name: 'x', phone: '13800000002' };
  await expect(shop.tuan.leaders.apply(clash)).rejects.toMatchObject({
    code: 'conflict',
    details: { fields: [{ path: 'externalId' }, { path: 'phone' }] },
  });
});

test('apply leader: who was rejected may apply again with the same phone', async () => {
  const first = await shop.tuan.leaders.apply({ externalId: 'L09', name: '芳姐', phone: '13988887777' });
  await shop.tuan.leaders.reject({ leaderId: first.id });
  const second = await shop.tuan.leaders.apply({ externalId: 'L09', name: '芳姐', phone: '13988887777' });
  expect(second.id).not.toBe(first.id);
  expect(await shop.tuan.leaders.get({ leaderId: 'external:L09' })).toMatchObject({
    id: second.id,
    status: 'applied',
  });
});

test('R40: only an active leader recruits', async () => {
  const applied = await shop.tuan.leaders.apply({ name: 'a' });
  await expect(shop.tuan.leaders.apply({ name: 'b', recruitedById: applied.id })).rejects.toMatchObject({
    code: 'leader_unavailable',
  });
  await expect(shop.tuan.leaders.apply({ name: 'b', recruitedById: 'led_house' })).rejects.toMatchObject({
    code: 'leader_unavailable',
  });
  await expect(shop.tuan.leaders.apply({ name: 'b', recruitedById: 'led_none' })).rejects.toMatchObject({
    code: 'not_found',
  });
});

test('apply leader: the event holds no name and no number', async () => {
  await shop.tuan.leaders.apply({ name: '芳姐', phone: '13988887777' });
  const events = await shop.tuan.reader.rows(`SELECT "type", "data" FROM "events"`);
  expect(events).toEqual([{ type: 'leader.applied', data: '{"recruitedById":null}' }]);
});

test.each([
  ['name', { name: '' }],
  ['name', { name: 'a\u0000b' }],
  ['phone', { phone: '12345' }],
  ['tier', { tier: '' }],
  ['status', { status: 'active' }],
])('apply leader: a wrong %s is named', async (path, extra) => {
  await expect(shop.tuan.leaders.apply({ name: 'x', ...extra })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: [expect.objectContaining({ path }) as unknown] },
  });
});

test('leaders: each sees only itself, a list is for the shop', async () => {
  const chen = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  expect(await shop.tuan.leaders.get({ leaderId: 'external:L01' }, chen)).toMatchObject({
    id: planted.leader,
  });
  await expect(shop.tuan.leaders.get({ leaderId: planted.otherLeader }, chen)).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(shop.tuan.leaders.get({ leaderId: planted.leader }, me)).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(shop.tuan.leaders.list({}, chen)).rejects.toMatchObject({ code: 'not_allowed' });
  const page = await shop.tuan.leaders.list({ status: 'active', limit: 2 });
  const rest = await shop.tuan.leaders.list({ status: 'active', limit: 2, cursor: page.nextCursor ?? '' });
  expect([...page.data, ...rest.data].map(({ name }) => name).toSorted()).toEqual([
    '东门小陈妈妈',
    '便利店老周',
    '店铺自营',
  ]);
});

test('leaders: me shows the own communities and account, and nobody else has one', async () => {
  const chen = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  expect(await shop.tuan.leaders.me({}, chen)).toMatchObject({
    leader: { id: planted.leader, name: '东门小陈妈妈' },
    communities: [{ id: planted.community, memberCount: 1 }],
    account: { pending: { amount: 0, currency: 'CNY' }, cash: { amount: 0, currency: 'CNY' } },
  });
  await expect(shop.tuan.leaders.me({}, me)).rejects.toMatchObject({ code: 'not_allowed' });
});
