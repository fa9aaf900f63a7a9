import { afterEach, beforeEach, expect, test } from 'vitest';
import { readSheet } from './read-sheet.ts';
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
const preview = (kind: Preview['kind'], sheet: object, fileName = `${kind}.csv`) =>
  shop.tuan.imports.preview({ kind, fileName, sheet } as Preview);
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
const priceRow = (sku: string, price = '10.00') => [
  '果然鲜果业',
  sku,
  '苹果',
  '',
  '斤',
  '20',
  '8.00',
  price,
  '水果',
  '是',
  '1',
];
const pointHeaders = ['编号', '自提点', '地址', '营业时间', '团长'];

test('preview import: the real price list is understood, 53 rows without a problem, in money of the shop', async () => {
  const { rows, problems, ...rest } = await preview(
    'priceList',
    await sampleSheet('price-list.csv'),
    'price-list.csv',
  );
  expect(problems).toEqual([]);
  expect(rows).toHaveLength(53);
  expect(rest).toMatchObject({
    kind: 'priceList',
    status: 'preview',
    fileName: 'price-list.csv',
    created: 0,
    confirmedAt: null,
  });
  expect(rows[4]).toEqual({
    row: 6,
    supplier: '城北批发市场·蔬菜',
    sku: 'V005',
    name: '大白菜',
    specification: '约2.5kg',
    unit: '颗',
    packSize: 10,
    cost: { amount: 380, currency: 'CNY' },
    price: { amount: 580, currency: 'CNY' },
    category: '蔬菜',
    gramsPerUnit: 2500,
    leadDays: 1,
  });
});

test('preview import: nothing is stored but the preview, and it can be read again', async () => {
  const shown = await preview('priceList', await sampleSheet('price-list.csv'));
  expect(await shop.tuan.reader.rows('SELECT count(*) AS "variants" FROM "variants"')).toEqual([
    { variants: 2 },
  ]);
  expect(await shop.tuan.imports.get({ importId: shown.id })).toEqual(shown);
  const { data } = await shop.tuan.imports.list({ kind: 'priceList' });
  expect(data).toMatchObject([{ id: shown.id, rows: 53, problems: 0 }]);
  expect((await shop.tuan.imports.list({ kind: 'leaders' })).data).toEqual([]);
});

test('preview import: positions in degrees, hours and leaders of the real pickup points', async () => {
  await preview('leaders', await sampleSheet('leaders.csv')).then(({ id }) =>
    shop.tuan.imports.confirm({ importId: id }),
  );
  const { rows, problems } = await preview('pickupPoints', await sampleSheet('pickup-points.csv'));
  expect(problems).toEqual([]);
  expect(rows[4]).toMatchObject({
    externalId: 'P05',
    position: { latitude: 30.2944, longitude: 120.0093 },
    windows: [{ opens: '15:30', closes: '19:30' }],
    leaderExternalId: 'L05',
  });
});

test('preview import: problems by row and column beside the rows that were understood', async () => {
  const sheet = sheetOf(
    [...priceHeaders, '备注'],
    [...priceRow('A'), ''],
    [...priceRow('B', 'zehn'), 'x'],
    [...priceRow('C'), ''],
    [...priceRow('C'), ''],
  );
  const shown = await preview('priceList', sheet);
  expect(shown.problems).toMatchObject([
    { row: 3, column: '售价', code: 'not_an_amount' },
    { row: 4, column: '货号', code: 'duplicate' },
    { row: 5, column: '货号', code: 'duplicate' },
  ]);
  expect(shown.rows.map(({ row }) => row)).toEqual([2]);
  expect(shown.ignoredColumns).toEqual(['备注']);
});

test('preview import: of thousands of problems the first thousand are told, and how many there are more', async () => {
  const rows = Array.from({ length: 1500 }, (_, index) => priceRow(`N${String(index)}`, 'x'.repeat(300)));
  const { problems } = await preview('priceList', sheetOf(priceHeaders, ...rows));
  expect(problems).toHaveLength(1001);
  expect(problems.at(-1)).toMatchObject({
    code: 'more_problems',
    message: expect.stringContaining('500 further') as unknown,
  });
});

test('preview import: a price that the books cannot hold is a problem of its row', async () => {
  const { rows, problems } = await preview(
    'priceList',
    sheetOf(priceHeaders, priceRow('A', '90000000001.00'), priceRow('B')),
  );
  expect(problems).toMatchObject([{ row: 2, column: '售价', code: 'out_of_range' }]);
  expect(rows).toHaveLength(1);
});

test('preview import: a pickup point of a leader whom nobody knows is a problem with a way out', async () => {
  const sheet = sheetOf(
    pointHeaders,
    ['P20', 'a', 'b', '16:00-20:00', 'L01'],
    ['P21', 'a', 'b', '16:00-20:00', 'L99'],
  );
  const { problems } = await preview('pickupPoints', sheet);
  expect(problems).toEqual([
    {
      row: 3,
      column: '团长',
      code: 'leader_unknown',
      message: 'There is no leader L99. Import the leaders first, or leave the cell empty.',
    },
  ]);
});

test('preview import: two suppliers of one name cannot be told apart', async () => {
  const name = '老王';
  await shop.tuan.suppliers.upsert({
    suppliers: [
      { externalId: 'S-1', name },
      { externalId: 'S-2', name },
    ],
  });
  const row = priceRow('A').with(0, name);
  const { problems } = await preview('priceList', sheetOf(priceHeaders, row));
  expect(problems).toMatchObject([{ row: 2, column: '供应商', code: 'supplier_ambiguous' }]);
  await shop.tuan.suppliers.upsert({ suppliers: [{ externalId: 'S-2', name, retired: true }] });
  expect((await preview('priceList', sheetOf(priceHeaders, row))).problems).toEqual([]);
});

test('preview import: a file that is no sheet is refused, saying why', async () => {
  const bytes = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]);
  await expect(preview('priceList', await readSheet(bytes))).rejects.toMatchObject({
    code: 'sheet_unreadable',
    details: { fields: [{ path: 'sheet', code: 'file_old_format' }] },
  });
  await expect(preview('leaders', { headers: [], rows: [] })).rejects.toMatchObject({
    code: 'sheet_unreadable',
  });
  expect(await shop.tuan.reader.rows('SELECT "id" FROM "imports"')).toEqual([]);
});

test('preview import: headers alone, the wrong kind, and columns in another order', async () => {
  expect(await preview('priceList', sheetOf(priceHeaders))).toMatchObject({ rows: [], problems: [] });
  const wrong = await preview('leaders', await sampleSheet('price-list.csv'));
  expect(wrong.rows).toEqual([]);
  expect(wrong.problems.map(({ code }) => code)).toContain('column_missing');
  const turned = sheetOf([...priceHeaders].toReversed(), priceRow('A').toReversed());
  expect((await preview('priceList', turned)).rows).toMatchObject([{ sku: 'A', price: { amount: 1000 } }]);
});

test.each([
  ['kind', { kind: 'customers' }],
  ['fileName', { fileName: '' }],
  ['sheet.rows.0.cells.0', { sheet: { headers: ['a'], rows: [{ row: 2, cells: ['\u0000'] }] } }],
  ['sheet.rows.0.cells.0', { sheet: { headers: ['a'], rows: [{ row: 2, cells: [12] }] } }],
  ['sheet.rows.0.row', { sheet: { headers: ['a'], rows: [{ row: -1, cells: [] }] } }],
  [
    'sheet.rows',
    { sheet: { headers: ['a'], rows: Array.from({ length: 5001 }, () => ({ row: 2, cells: [] })) } },
  ],
  ['sheet.headers', { sheet: { headers: Array.from({ length: 101 }, () => 'a'), rows: [] } }],
  ['sheet', { sheet: 'base64' }],
  ['confirm', { confirm: true }],
])('preview import: a wrong %s is named (%#)', async (path, extra) => {
  const wish = { kind: 'priceList', fileName: 'x.csv', sheet: { headers: ['a'], rows: [] }, ...extra };
  await expect(shop.tuan.imports.preview(wish as Preview)).rejects.toMatchObject({
    code: 'invalid_input',
    details: { fields: expect.arrayContaining([expect.objectContaining({ path })]) as unknown },
  });
});

test('imports: for the shop alone', async () => {
  const options = { actor: { kind: 'leader', leaderId: planted.leader } } as const;
  const wish: Preview = { kind: 'leaders', fileName: 'x.csv', sheet: { headers: ['a'], rows: [] } };
  await expect(shop.tuan.imports.preview(wish, options)).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(shop.tuan.imports.confirm({ importId: 'imp_1' }, options)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.imports.get({ importId: 'imp_1' }, options)).rejects.toMatchObject({
    code: 'not_allowed',
  });
  await expect(shop.tuan.imports.list({}, options)).rejects.toMatchObject({ code: 'not_allowed' });
});
