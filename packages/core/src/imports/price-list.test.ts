import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parsePriceList } from './price-list.ts';
import type { PriceListRow } from './price-list.ts';
import { readSheet } from './read-sheet.ts';
import { encodeUtf8 } from './utf8.ts';
import { writeSheet } from './write-sheet.ts';
import type { ParsedList } from './columns.ts';

const headers = [
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
const potato = {
  供应商: '城北批发市场·蔬菜',
  货号: 'V001',
  品名: '土豆',
  规格: '约500g',
  单位: '斤',
  箱规: '50',
  进价: '1.20',
  售价: '1.98',
  品类: '蔬菜',
  称重: '是',
  备货天数: '1',
};

async function parse(text: string, currency = 'CNY'): Promise<ParsedList<PriceListRow>> {
  return parsePriceList(await readSheet(encodeUtf8(text)), currency);
}

/** A list of one potato for each set of changed cells. */
function potatoes(...changes: readonly Partial<typeof potato>[]): Promise<ParsedList<PriceListRow>> {
  const rows = changes.map((change) => Object.values({ ...potato, ...change }).join(','));
  return parse([headers.join(','), ...rows].join('\n'));
}

/** Row, column and code of each problem. */
function problems(list: ParsedList<PriceListRow>): string[] {
  return list.problems.map(({ row, column, code }) => `${row} ${column} ${code}`);
}

async function sample(): Promise<ParsedList<PriceListRow>> {
  const file = await readFile(new URL('../testing/sample/price-list.csv', import.meta.url));
  return parsePriceList(await readSheet(file), 'CNY');
}

describe('import: the sample price list', () => {
  test('import: every row of the sample is read or asked about', async () => {
    const list = await sample();
    expect(list.rows.length + new Set(list.problems.map(({ row }) => row)).size).toBe(53);
    expect(list.ignoredColumns).toEqual([]);
    expect(problems(list)).toEqual([]);
  });

  test('import: the first row, weighed; amounts in minor units', async () => {
    expect((await sample()).rows[0]).toEqual({
      row: 2,
      supplier: '城北批发市场·蔬菜',
      sku: 'V001',
      name: '土豆',
      specification: '约500g',
      unit: '斤',
      packSize: 50,
      cost: 120,
      price: 198,
      category: '蔬菜',
      gramsPerUnit: 500,
      leadDays: 1,
    });
  });

  test('C14 grams per unit come from the specification, from 斤, or not at all', async () => {
    const rows = new Map((await sample()).rows.map((row) => [row.sku, row.gramsPerUnit]));
    expect(['V005', 'F001', 'F002', 'F004', 'V014', 'V004', 'F005'].map((sku) => rows.get(sku))).toEqual([
      2500,
      500,
      500,
      600,
      1500,
      null,
      null,
    ]);
  });

  test('[S] apples: cost 8.00, price 10.00', async () => {
    const apples = (await sample()).rows.find(({ sku }) => sku === 'F001');
    expect(apples).toMatchObject({ name: '苹果', cost: 800, price: 1000, packSize: 20 });
  });

  test('import: the same list as XLSX reads the same', async () => {
    const file = await readFile(new URL('../testing/sample/price-list.csv', import.meta.url));
    const sheet = await readSheet(file);
    const rows = sheet.rows.map(({ cells }) =>
      cells.map((cell) => (/^\d+(\.\d+)?$/.test(cell) ? Number(cell) : cell)),
    );
    const workbook = await writeSheet({ headers: sheet.headers, rows, format: 'xlsx' });
    expect(parsePriceList(await readSheet(workbook), 'CNY')).toEqual(await sample());
  });
});

describe('import: headers', () => {
  test('import: English headers in any order, with remarks in brackets', async () => {
    const list = await parse(
      'SKU,Name,Supplier,Specification,unit,Pack size,cost (USD),Price (USD),category,weighed,Lead days\n' +
        'A1,Apples,Farm,,kg,10,1.50,2,Fruit,yes,0\n',
      'USD',
    );
    expect(list).toEqual({
      rows: [
        {
          row: 2,
          supplier: 'Farm',
          sku: 'A1',
          name: 'Apples',
          specification: '',
          unit: 'kg',
          packSize: 10,
          cost: 150,
          price: 200,
          category: 'Fruit',
          gramsPerUnit: 1000,
          leadDays: 0,
        },
      ],
      problems: [],
      ignoredColumns: [],
    });
  });

  test('import: full-width brackets and spaces in headers', async () => {
    const list = await parse(
      `${headers.join(',').replace('进价', '进 价（元）')}\n${Object.values(potato).join(',')}`,
    );
    expect(list.rows).toHaveLength(1);
  });

  test('import: a missing column names both its headers, and no row is read', async () => {
    const list = await parse(
      `\n${headers.filter((header) => header !== '进价' && header !== '规格').join(',')}\nx\n`,
    );
    expect(list.rows).toEqual([]);
    expect(list.problems).toEqual([
      {
        row: 2,
        column: '进价',
        code: 'column_missing',
        message: 'The sheet has no column 进价 or cost in row 2.',
      },
    ]);
  });

  test('import: a column that stands twice is asked about', async () => {
    const list = await parse(`${headers.join(',')},price\n`);
    expect(list.problems).toMatchObject([
      {
        row: 1,
        column: '售价',
        code: 'column_twice',
        message: 'Columns H and L are both 售价, remove one of them.',
      },
    ]);
  });

  test('import: a column that the list does not know is named as not read', async () => {
    const list = await parse(`${headers.join(',')},备注\n${Object.values(potato).join(',')},新货\n`);
    expect(list).toMatchObject({ ignoredColumns: ['备注'], problems: [], rows: [{ sku: 'V001' }] });
  });

  test('import: a file that cannot be read gives its own problem alone', async () => {
    expect(problems(await parse('货号,"品名\n'))).toEqual(['1  quote_not_closed']);
    expect(problems(await parse(''))).toEqual(['0  sheet_empty']);
  });
});

describe('import: every problem names row and column, and nothing is dropped in silence', () => {
  test('import: each cell that is wrong is said at once, the other rows are read', async () => {
    const list = await potatoes(
      {},
      { 货号: 'V002', 品名: '', 箱规: '0', 进价: '面议', 售价: '1.985', 称重: '?', 备货天数: '1.5' },
      { 货号: 'V003' },
    );
    expect(list.rows.map(({ sku }) => sku)).toEqual(['V001', 'V003']);
    expect(problems(list).toSorted()).toEqual(
      [
        '3 售价 not_an_amount',
        '3 品名 missing',
        '3 备货天数 not_a_whole_number',
        '3 称重 not_yes_or_no',
        '3 箱规 out_of_range',
        '3 进价 not_an_amount',
      ].toSorted(),
    );
  });

  test('import: messages say what to write', async () => {
    const list = await potatoes({ 进价: '面议', 称重: '?', 箱规: '一箱' });
    expect(list.problems.map(({ message }) => message).toSorted()).toEqual([
      '"?" is neither 是 (yes) nor 否 (no).',
      '"一箱" is not a whole number.',
      '"面议" is not an amount in CNY, write 12.50.',
    ]);
  });

  test.each(['供应商', '货号', '品名', '单位', '箱规', '进价', '售价', '品类', '称重', '备货天数'])(
    'import: an empty %s is a problem',
    async (column) => {
      expect(problems(await potatoes({ [column]: '' }))).toEqual([`2 ${column} missing`]);
    },
  );

  test('import: negative prices, huge numbers and long texts are problems', async () => {
    expect(problems(await potatoes({ 进价: '-1' }))).toEqual(['2 进价 not_an_amount']);
    expect(problems(await potatoes({ 箱规: '1e9' }))).toEqual(['2 箱规 not_a_whole_number']);
    expect(problems(await potatoes({ 箱规: '-5' }))).toEqual(['2 箱规 out_of_range']);
    expect(problems(await potatoes({ 备货天数: '366' }))).toEqual(['2 备货天数 out_of_range']);
    expect(problems(await potatoes({ 品名: 'x'.repeat(201) }))).toEqual(['2 品名 too_long']);
  });

  test('import: full-width digits are read', async () => {
    const list = await potatoes({ 箱规: '５０', 进价: '￥１．２０', 称重: 'Ｙ' });
    expect(list.rows[0]).toMatchObject({ packSize: 50, cost: 120, gramsPerUnit: 500 });
  });

  test('import: goods numbers that stand twice are all asked about, nobody knows which is meant', async () => {
    const list = await potatoes({}, { 货号: 'V002' }, { 售价: '9.99' }, { 售价: '面议' });
    expect(list.rows.map(({ sku }) => sku)).toEqual(['V002']);
    expect(problems(list)).toEqual([
      '2 货号 duplicate',
      '4 货号 duplicate',
      '5 售价 not_an_amount',
      '5 货号 duplicate',
    ]);
    expect(list.problems[0]?.message).toBe('V001 stands in rows 2, 4, 5, keep one of them.');
  });

  test('C14 weighed goods without a weight are a problem of 规格; sold by the piece they need none', async () => {
    expect(problems(await potatoes({ 规格: '', 单位: '个' }))).toEqual(['2 规格 weight_unknown']);
    expect(problems(await potatoes({ 规格: '400-600g', 单位: '个' }))).toEqual(['2 规格 weight_ambiguous']);
    expect((await potatoes({ 规格: '', 单位: '个', 称重: '否' })).rows[0]?.gramsPerUnit).toBeNull();
  });

  test('import: problems of the sheet itself stay among the others, in order of rows', async () => {
    const list = await potatoes(
      { 售价: '#N/A' },
      { 货号: 'V002', 售价: 'x' },
      { 货号: 'V003', 备货天数: '1,2' },
    );
    expect(problems(list)).toEqual([
      '2 售价 formula_error',
      '3 售价 not_an_amount',
      '4 L cell_without_header',
    ]);
  });

  test('import: whatever the cells hold, a row is read or named', async () => {
    const cell = fc.oneof(
      fc.constantFrom('', '是', '斤', '1', '1.5', '约500g', '"', "'=1"),
      fc.string({ unit: 'grapheme' }),
    );
    const row = fc.tuple(...headers.map(() => cell));
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 5 }), async (rows) => {
        const sheet = await readSheet(await writeSheet({ headers, rows, format: 'csv' }));
        const list = parsePriceList(sheet, 'CNY');
        const named = new Set([...list.rows, ...list.problems].map((entry) => entry.row));
        const filled = rows.filter((cells) => cells.some((text) => text.trim() !== '')).length;
        expect(named.size).toBe(filled);
      }),
    );
  });
});
