import { afterEach, beforeEach, expect, test } from 'vitest';
import { auditDatabase } from '../audit/audit-database.ts';
import { createOpenTuan, type OpenTuan } from '../open-tuan.ts';
import { libsqlEngine } from '../storage/libsql.ts';
import { migrate } from '../storage/migrate.ts';
import { instantOf } from '../shared/time.ts';

const now = instantOf('2026-11-23T09:00:00+08:00');
const wish = { name: '幸福里鲜果店', zone: 'Asia/Shanghai', currency: 'CNY', locale: 'zh-CN' };

let tuan: OpenTuan;
beforeEach(async () => {
  const engine = await libsqlEngine({ url: ':memory:' });
  await migrate(engine, now);
  let count = 0;
  tuan = createOpenTuan({
    engine,
    clock: () => now,
    random: (length) => Uint8Array.from({ length }, (_, index) => index * 7),
    newId: (prefix) => `${prefix}_${String((count += 1))}`,
  });
});
afterEach(async () => {
  expect((await auditDatabase(tuan.reader)).broken).toEqual([]);
  await tuan.engine.close?.();
});

test('create shop: settings, the defaults of the rules, a house leader with an account, and 10 % commission', async () => {
  const shop = await tuan.shop.create(wish);
  expect(shop).toMatchObject({
    ...wish,
    policies: { holdMinutes: 15, claimWindowHours: 48, shortage: 'orderTime' },
  });
  expect(await tuan.shop.get({})).toEqual(shop);
  const leaders = await tuan.reader.rows('SELECT "id", "name", "house", "status" FROM "leaders"');
  expect(leaders).toEqual([{ id: shop.houseLeaderId, name: '店铺自营', house: 1, status: 'active' }]);
  const accounts = await tuan.reader.rows('SELECT "leaderId", "pending", "earned" FROM "leader_accounts"');
  expect(accounts).toEqual([{ leaderId: shop.houseLeaderId, pending: 0, earned: 0 }]);
  const rules = await tuan.reader.rows('SELECT "basisPoints", "leaderId", "active" FROM "commission_rules"');
  expect(rules).toEqual([{ basisPoints: 1000, leaderId: null, active: 1 }]);
});

test('create shop: the session secret has 260 bits and is never answered', async () => {
  const shop = await tuan.shop.create(wish);
  const [row] = await tuan.reader.rows<{ sessionSecret: string }>('SELECT "sessionSecret" FROM "shops"');
  expect(row?.sessionSecret).toMatch(/^[0-9A-HJKMNP-TV-Z]{52}$/);
  expect(JSON.stringify(shop)).not.toContain(row?.sessionSecret);
});

test('create shop: once per database, also when two callers try at once', async () => {
  const tries = await Promise.allSettled([
    tuan.shop.create(wish),
    tuan.shop.create({ ...wish, name: 'another' }),
  ]);
  expect(tries.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  expect(tries[1]).toMatchObject({ reason: { code: 'shop_exists' } });
  await expect(tuan.shop.create(wish)).rejects.toMatchObject({ code: 'shop_exists' });
  expect(await tuan.reader.rows('SELECT "id" FROM "leaders"')).toHaveLength(1);
});

test('create shop: before it is set up, reading it says what to do', async () => {
  await expect(tuan.shop.get({})).rejects.toMatchObject({ code: 'shop_not_set_up' });
});

test.each([
  ['zone', '+08:00'],
  ['zone', 'Asia/Hangzhou'],
  ['zone', 'Asia/Shanghai\u0000'],
  ['currency', 'cny'],
  ['currency', 'XYZ'],
  ['currency', '人民币'],
  ['locale', 'not a locale'],
  ['name', ''],
  ['name', 'a\u0000b'],
  ['name', 'x'.repeat(121)],
  ['policies.holdMinutes', { holdMinutes: 0 }],
  ['policies.holdMinutes', { holdMinutes: 1.5 }],
  ['policies.colour', { colour: 'red' }],
])('create shop: a wrong %s (%j) is refused by its name and nothing is stored', async (path, value) => {
  const [field = ''] = path.split('.');
  await expect(tuan.shop.create({ ...wish, [field]: value })).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: expect.arrayContaining([expect.objectContaining({ path })]) as unknown },
  });
  expect(await tuan.reader.rows('SELECT "id" FROM "leaders"')).toEqual([]);
});

test('create shop: names with emoji, right-to-left text and quotes come back as they were', async () => {
  const name = `حي السعادة 👨‍👩‍👧 '"; DROP TABLE shops; -- <script>`;
  expect(await tuan.shop.create({ ...wish, name, locale: 'ar', currency: 'KWD' })).toMatchObject({
    name,
    currency: 'KWD',
  });
});

test('create shop: only the shop itself may', async () => {
  const actor = { kind: 'storefront', keyId: 'key_1' } as const;
  await expect(tuan.shop.create(wish, { actor })).rejects.toMatchObject({ code: 'not_allowed' });
});
