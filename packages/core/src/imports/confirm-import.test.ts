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

const count = async (table: string) => {
  const [row] = await shop.tuan.reader.rows<{ rows: number }>(`SELECT count(*) AS "rows" FROM "${table}"`);
  return row?.rows;
};
const leaderHeaders = ['编号', '昵称', '身份', '社群', '人数', '佣金比例'];
const pointHeaders = ['编号', '自提点', '地址', '纬度', '经度', '营业时间', '团长'];
const priceHeaders = [
  '供应商',
  '货号',
  '品名',
  '规格',
  '单位',
  '箱规',
  '进价',
  '售价',
  '品类',
  '称重',
  '备货天数',
];

test('confirm import: the real price list: 53 variants of 7 suppliers, to the cent', async () => {
  expect(await take('priceList', await sampleSheet('price-list.csv'))).toMatchObject({
    status: 'confirmed',
    rows: 53,
    created: 51,
    updated: 2,
    unchanged: 0,
  });
  expect([await count('variants'), await count('products'), await count('suppliers')]).toEqual([53, 53, 7]);
  const get = (sku: string) => shop.tuan.products.get({ productId: `external:${sku}` });
  const potatoes = await get('V001');
  expect(potatoes).toMatchObject({ name: '土豆', category: '蔬菜' });
  expect(potatoes.variants).toMatchObject([
    {
      externalId: 'V001',
      unit: '斤',
      packSize: 50,
      gramsPerUnit: 500,
      cost: { amount: 120 },
      price: { amount: 198 },
      leadDays: 1,
    },
  ]);
  expect(await get('G005')).toMatchObject({
    variants: [
      {
        specification: '5L',
        packSize: 4,
        gramsPerUnit: null,
        cost: { amount: 9900 },
        price: { amount: 11_200 },
        leadDays: 2,
      },
    ],
  });
  const { id } = await shop.tuan.suppliers.get({ supplierId: 'external:余杭豆制品厂' });
  expect(await get('T001')).toMatchObject({ variants: [{ supplierId: id }] });
  const sums = await shop.tuan.reader.rows(
    'SELECT sum("cost") AS "cost", sum("price") AS "price", sum("gramsPerUnit" IS NOT NULL) AS "weighed" FROM "variants"',
  );
  expect(sums).toEqual([{ cost: 74_070, price: 95_096, weighed: 13 }]);
});

test('confirm import: the apple of the article keeps its spread of 2.00 [S]', async () => {
  await take('priceList', await sampleSheet('price-list.csv'));
  const [apple] = (await shop.tuan.products.get({ productId: 'external:F001' })).variants;
  expect((apple?.price.amount ?? 0) - (apple?.cost.amount ?? 0)).toBe(200);
});

test('confirm import: the same file again changes nothing at all', async () => {
  const sheets = [
    ['priceList', 'price-list.csv', 53],
    ['leaders', 'leaders.csv', 8],
    ['pickupPoints', 'pickup-points.csv', 8],
  ] as const;
  for (const [kind, file] of sheets) await take(kind, await sampleSheet(file));
  const tables = [
    'products',
    'variants',
    'suppliers',
    'leaders',
    'communities',
    'commission_rules',
    'pickup_points',
  ];
  const state = () =>
    Promise.all(tables.map((table) => shop.tuan.reader.rows(`SELECT * FROM "${table}" ORDER BY "id"`)));
  const before = await state();
  const { lastSequence } = await shop.tuan.events.list({ limit: 1000 });
  shop.now += 86_400_000;
  for (const [kind, file, rows] of sheets) {
    expect(await take(kind, await sampleSheet(file))).toMatchObject({
      created: 0,
      updated: 0,
      unchanged: rows,
    });
  }
  expect(await state()).toEqual(before);
  const news = await shop.tuan.events.list({ after: lastSequence });
  expect(new Set(news.data.map(({ type }) => type))).toEqual(
    new Set(['import.previewed', 'import.confirmed']),
  );
});

test('confirm import: twice is harmless and answers the same, also at once', async () => {
  const { id } = await preview('leaders', await sampleSheet('leaders.csv'));
  const [first, second] = await Promise.all([confirm(id), confirm(id)]);
  expect(second).toEqual(first);
  shop.now += 1000;
  expect(await confirm(id)).toEqual(first);
  expect((await shop.tuan.events.list({ types: ['import.confirmed'] })).data).toHaveLength(1);
});

test('confirm import: with a problem nothing is stored, and the problems are told', async () => {
  const rows = [
    ['S', 'A', '苹果', '', '斤', '20', '8.00', '10.00', '水果', '是', '1'],
    ['S', 'B', '苹果', '', '斤', '0', '8.00', '10.00', '水果', '是', '1'],
  ];
  const { id } = await preview('priceList', sheetOf(priceHeaders, ...rows));
  await expect(confirm(id)).rejects.toMatchObject({
    code: 'import_has_problems',
    details: { problems: [{ row: 3, column: '箱规', code: 'out_of_range' }] },
  });
  expect([await count('variants'), await count('suppliers')]).toEqual([2, 1]);
  expect(await shop.tuan.imports.get({ importId: id })).toMatchObject({ status: 'preview' });
});

test('confirm import: what has changed since the preview is found', async () => {
  const sheet = sheetOf(leaderHeaders, ['L02', '便利店老周', '便利店主', '西区', '203', '10%']);
  const { id, problems } = await preview('leaders', sheet);
  expect(problems).toEqual([]);
  await shop.tuan.leaders.leave({ leaderId: planted.otherLeader });
  await expect(confirm(id)).rejects.toMatchObject({
    code: 'import_has_problems',
    details: { problems: [{ row: 2, code: 'leader_gone' }] },
  });
});

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

test('confirm import: the real pickup points with position and leader', async () => {
  await take('leaders', await sampleSheet('leaders.csv'));
  expect(await take('pickupPoints', await sampleSheet('pickup-points.csv'))).toMatchObject({
    created: 6,
    updated: 2,
  });
  const { id } = await shop.tuan.leaders.get({ leaderId: 'external:L07' });
  expect(await shop.tuan.pickupPoints.get({ pickupPointId: 'external:P07' })).toMatchObject({
    name: '西溪里邻里中心',
    position: { latitude: 30.286, longitude: 120.0522 },
    windows: [{ opens: '16:00', closes: '21:00' }],
    leaderId: id,
  });
});

test('confirm import: an empty cell for position or leader leaves a point as it is', async () => {
  const row = (latitude: string, longitude: string, leader: string) => [
    'P01',
    '幸福里东门驿站',
    '文一西路1500号',
    latitude,
    longitude,
    '16:00-20:30',
    leader,
  ];
  await take('pickupPoints', sheetOf(pointHeaders, row('30.2817', '120.0183', '')));
  expect(await take('pickupPoints', sheetOf(pointHeaders, row('', '', '')))).toMatchObject({ unchanged: 1 });
  expect(await shop.tuan.pickupPoints.get({ pickupPointId: 'external:P01' })).toMatchObject({
    position: { latitude: 30.2817 },
    leaderId: planted.leader,
  });
});

test('confirm import: a variant that the host keeps under a product of its own stays there, its other variants too', async () => {
  const variant = (externalId: string) => ({
    externalId,
    unit: '斤',
    price: { amount: 1, currency: 'CNY' },
    cost: { amount: 1, currency: 'CNY' },
    supplierId: planted.supplier,
  });
  await shop.tuan.products.upsert({
    products: [
      {
        externalId: 'host-7',
        name: '水果篮',
        category: '礼盒',
        variants: [variant('X1'), variant('X2'), variant('X3')],
      },
    ],
  });
  const row = (sku: string) => [
    '果然鲜果业',
    sku,
    '别的名字',
    '',
    '斤',
    '20',
    '8.00',
    '10.00',
    '水果',
    '否',
    '1',
  ];
  const answer = await take('priceList', sheetOf(priceHeaders, row('X1'), row('X2')));
  expect(answer).toMatchObject({ created: 0, updated: 2 });
  const product = await shop.tuan.products.get({ productId: 'external:host-7' });
  expect(product).toMatchObject({ name: '水果篮', category: '礼盒' });
  expect(
    product.variants.map(({ externalId, price, retired }) => [externalId, price.amount, retired]),
  ).toEqual([
    ['X1', 1000, false],
    ['X2', 1000, false],
    ['X3', 1, false],
  ]);
  expect(await count('products')).toBe(3);
});

test('confirm import: a supplier whom the host knows by another id is found by the name', async () => {
  await shop.tuan.suppliers.upsert({ suppliers: [{ externalId: 'S-7', name: '千岛湖水产' }] });
  await take(
    'priceList',
    sheetOf(priceHeaders, ['千岛湖水产', 'W9', '鱼', '', '条', '1', '8.00', '10.00', '水产', '否', '1']),
  );
  const { id } = await shop.tuan.suppliers.get({ supplierId: 'external:S-7' });
  expect(await shop.tuan.products.get({ productId: 'external:W9' })).toMatchObject({
    variants: [{ supplierId: id }],
  });
  expect(await count('suppliers')).toBe(2);
});

test('confirm import: 5,000 rows in one batch, all or none', async () => {
  const rows = Array.from({ length: 5000 }, (_, index) => [
    `供应商${String(index % 40)}`,
    `N${String(index)}`,
    '货',
    '',
    '件',
    '1',
    '8.00',
    '10.00',
    '日用品',
    '否',
    '0',
  ]);
  const { id } = await preview('priceList', sheetOf(priceHeaders, ...rows));
  const run = shop.tuan.engine.run.bind(shop.tuan.engine);
  let writes = 0;
  Object.assign(shop.tuan.engine, {
    run: async (...call: Parameters<typeof run>) => {
      writes += call[1] === 'write' ? 1 : 0;
      return run(...call);
    },
  });
  expect(await confirm(id)).toMatchObject({ created: 5000 });
  expect(writes).toBe(1);
  expect(await count('variants')).toBe(5002);
});

test('confirm import: unknown imports are not found', async () => {
  await expect(confirm('imp_none')).rejects.toMatchObject({ code: 'not_found' });
});
