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
const phone = '13912345678';
const stored = '+8613912345678';

function upsert(...customers: Parameters<typeof shop.tuan.customers.upsert>[0]['customers']) {
  return shop.tuan.customers.upsert({ customers });
}

function get(externalId: string) {
  return shop.tuan.customers.get({ customerId: `external:${externalId}` });
}

/** A leader orders for a neighbour's phone. */
function orderFor(customer: string | { phone: string } | { nickname: string }, pieces: number) {
  const lines = [{ offerId: planted.appleOffer, pieces }];
  return shop.tuan.orders.place(
    { campaignId: planted.campaign, customer, pickupPointId: planted.point, lines },
    chen,
  );
}

test('upsert customers: created, changed and unchanged rows, each answered on its own', async () => {
  const first = await upsert(
    { externalId: 'C-9', name: '赵六', phone: ' 139-1234-5678 ', phoneVerified: true },
    { externalId: 'C-1', name: '小雨', phone: '+86 139 0000 0001', phoneVerified: true },
    { externalId: 'C-2', name: '王姐姐' },
  );
  expect(first).toMatchObject({ created: 1, updated: 1 });
  expect(first.data.map(({ outcome }) => outcome)).toEqual(['created', 'unchanged', 'updated']);
  expect(await get('C-9')).toMatchObject({ name: '赵六', phone: stored, phoneVerified: true, kind: 'host' });
  expect(await get('C-2')).toMatchObject({ name: '王姐姐', phone: '+8613900000002', phoneVerified: true });
});

test('upsert customers: the same call again changes nothing, writes no event and bumps no version', async () => {
  const rows = [
    { externalId: 'C-9', name: '赵六', phone, phoneVerified: true },
    { externalId: 'null' },
    { externalId: 'C-10', phone: '13900000001' },
  ];
  await upsert(...rows);
  const before = await shop.tuan.reader.rows('SELECT * FROM "customers" ORDER BY "id"');
  shop.now += 1000;
  expect(await upsert(...rows)).toMatchObject({ created: 0, updated: 0 });
  expect(await shop.tuan.reader.rows('SELECT * FROM "customers" ORDER BY "id"')).toEqual(before);
  expect(await shop.tuan.reader.rows('SELECT "type" FROM "events"')).toEqual([
    { type: 'customers.upserted' },
  ]);
});

test('upsert customers: 1,000 rows in one call, with a thousand phones', async () => {
  const rows = Array.from({ length: 1000 }, (_, index) => ({
    externalId: `N${String(index)}`,
    name: '邻居',
    phone: `1381${String(index).padStart(7, '0')}`,
    phoneVerified: true,
  }));
  expect(await upsert(...rows)).toMatchObject({ created: 1000 });
  expect(await upsert(...rows)).toMatchObject({ created: 0, updated: 0 });
});

test('upsert customers: the externalId "null" is not the one of a neighbour without any', async () => {
  const order = await orderFor({ phone }, 1);
  const answer = await upsert({ externalId: 'null', phone });
  expect(answer).toMatchObject({ created: 1 });
  expect(answer.data[0]?.id).not.toBe(order.customerId);
});

test('upsert customers: a changed number is no longer verified, unless the host says so', async () => {
  await upsert({ externalId: 'C-1', phone });
  expect(await get('C-1')).toMatchObject({ phone: stored, phoneVerified: false });
  await upsert({ externalId: 'C-1', phoneVerified: true });
  expect(await get('C-1')).toMatchObject({ phone: stored, phoneVerified: true });
});

test('upsert customers: an externalId in two rows is refused naming both', async () => {
  await expect(upsert({ externalId: 'A' }, { externalId: 'B' }, { externalId: 'A' })).rejects.toMatchObject({
    details: {
      fields: [{ path: 'customers.2.externalId', message: 'customers.0 has the same externalId.' }],
    },
  });
});

test('upsert customers: events hold no names and no numbers', async () => {
  await orderFor({ phone }, 1);
  await upsert({ externalId: 'C-1', name: '张三丰', phone, phoneVerified: true });
  const text = JSON.stringify(await shop.tuan.reader.rows('SELECT "subject", "data", "actor" FROM "events"'));
  expect(text).not.toContain('张三丰');
  expect(text).not.toContain('13912345678');
});

test.each(['null', 'undefined', '👨‍👩‍👧 家', 'مرحبا', "Robert'); DROP TABLE customers;--", '%', '='])(
  'upsert customers: %j is a name and an id like any other, beside rows without one',
  async (text) => {
    await orderFor({ phone }, 1);
    expect(await upsert({ externalId: text, name: text })).toMatchObject({ created: 1 });
    expect(await get(text)).toMatchObject({ externalId: text, name: text, kind: 'host' });
  },
);

test.each([
  ['customers.0.phone', { phone: '123' }],
  ['customers.0.phone', { phone: 13800138000 }],
  ['customers.0.name', { name: 'a\u0000' }],
  ['customers.0.name', { name: 'x'.repeat(121) }],
  ['customers.0.externalId', { externalId: '' }],
  ['customers.0.phoneVerified', { phoneVerified: 'yes' }],
  ['customers.0.email', { email: 'x@example.com' }],
])('upsert customers: bad input at %s is named (%#)', async (path, extra) => {
  await expect(upsert({ externalId: 'C-9', ...extra } as never)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: expect.arrayContaining([expect.objectContaining({ path })]) as unknown },
  });
});

test('customers: each sees only itself; the list and the upsert are for the shop', async () => {
  const me = { actor: { kind: 'customer', customerId: planted.customer } } as const;
  expect(await shop.tuan.customers.get({ customerId: planted.customer }, me)).toMatchObject({ name: '小雨' });
  for (const customerId of [planted.otherCustomer, 'external:C-2', 'cus_none']) {
    await expect(shop.tuan.customers.get({ customerId }, me)).rejects.toMatchObject({ code: 'not_found' });
  }
  await expect(shop.tuan.customers.get({ customerId: planted.customer }, chen)).rejects.toMatchObject({
    code: 'not_found',
  });
  await expect(shop.tuan.customers.list({}, chen)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.customers.upsert({ customers: [{ externalId: 'x' }] }, me)).rejects.toMatchObject({
    code: 'not_allowed',
  });
});

test('customers: found by phone as people type it; merged rows are not listed', async () => {
  await orderFor({ phone }, 1);
  await upsert({ externalId: 'C-1', phone, phoneVerified: true });
  const found = await shop.tuan.customers.list({ phone: '+86 139-1234-5678' });
  expect(found.data.map(({ id }) => id)).toEqual([planted.customer]);
  expect((await shop.tuan.customers.list({})).data).toHaveLength(2);
});
