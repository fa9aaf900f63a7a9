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

const change = (wish: object) => shop.tuan.leaders.change({ leaderId: planted.leader, ...wish });

test('change leader: only what is given, and the event names the fields without their values', async () => {
  const changed = await change({
    name: '小陈',
    phone: '13988887777',
    tier: 'gold',
    customerId: 'external:C-2',
  });
  expect(changed).toMatchObject({
    name: '小陈',
    phone: '+8613988887777',
    tier: 'gold',
    customerId: planted.otherCustomer,
    externalId: 'L01',
  });
  const events = await shop.tuan.reader.rows(`SELECT "data" FROM "events" WHERE "type" = 'leader.changed'`);
  expect(events).toEqual([{ data: '{"fields":["name","phone","tier","customerId"]}' }]);
});

test('change leader: the same again writes nothing; null takes away', async () => {
  await change({ name: '东门小陈妈妈', phone: '+86 13800000001' });
  expect(await shop.tuan.reader.rows('SELECT "id" FROM "events"')).toEqual([]);
  expect(await change({ phone: null, externalId: null })).toMatchObject({ phone: null, externalId: null });
});

test('change leader: phone, number and customer of another leader are refused', async () => {
  await expect(change({ phone: '13800000002', externalId: 'L02' })).rejects.toMatchObject({
    code: 'conflict',
    details: { fields: [{ path: 'externalId' }, { path: 'phone' }] },
  });
  await expect(change({ status: 'left' })).rejects.toMatchObject({ code: 'invalid_input' });
  await expect(change({ customerId: 'cus_none' })).rejects.toMatchObject({ code: 'not_found' });
});

test('change leader: by the shop alone', async () => {
  const chen = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  await expect(
    shop.tuan.leaders.change({ leaderId: planted.leader, tier: 'gold' }, chen),
  ).rejects.toMatchObject({ code: 'not_allowed' });
});
