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
