import fc from 'fast-check';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readSheet } from './read-sheet.ts';
import { continueCsv, writeSheet } from './write-sheet.ts';
import type { SheetValue } from './write-sheet.ts';

async function csvText(
  headers: readonly string[],
  rows: readonly (readonly SheetValue[])[],
): Promise<string> {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    await writeSheet({ headers, rows, format: 'csv' }),
  );
}

const hostile = ['=1+1', '+86 138', '-x', '@SUM(A1)', '＝1', '=HYPERLINK("http://x","y")'];

describe('write sheet', () => {
  test('CSV: UTF-8 with byte order mark and CRLF; quotes only where they are needed', async () => {
    expect(
      await csvText(
        ['货号', '进价', '称重'],
        [
          ['V001', 1.2, true],
          ['a,"b"\nc', -5, null],
        ],
      ),
    ).toBe('\ufeff货号,进价,称重\r\nV001,1.2,true\r\n"a,""b""\nc",-5,\r\n');
  });

  test('Security: in CSV a text that starts like a formula gets an apostrophe, a number does not', async () => {
    const text = await csvText(['=h'], [...hostile.map((cell) => [cell]), ['-12.50'], [-12.5]]);
    expect(text.slice(1).split('\r\n')).toEqual([
      "'=h",
      "'=1+1",
      "'+86 138",
      "'-x",
      "'@SUM(A1)",
      "'＝1",
      `"'=HYPERLINK(""http://x"",""y"")"`,
      '-12.50',
      '-12.5',
      '',
    ]);
  });

  test('Security: in XLSX texts are typed as texts and numbers as numbers, none is a formula', async () => {
    const rows = [...hostile.map((cell) => [cell]), ['12.50'], [12.5], [true], [null]];
    const workbook = await readXlsx(await writeSheet({ headers: ['h'], rows, format: 'xlsx' }), {
      readStyles: true,
    });
    expect(workbook.sheets[0]?.rows.slice(1)).toEqual(rows.slice(0, -1));
    expect([...(workbook.sheets[0]?.cells?.values() ?? [])].some((cell) => cell.formula !== undefined)).toBe(
      false,
    );
  });

  test('write sheet: equal content makes equal bytes', async () => {
    const content = { headers: ['a'], rows: [[1]], format: 'xlsx' } as const;
    expect(await writeSheet(content)).toEqual(await writeSheet(content));
  });

  test('write sheet: a sheet name that workbooks do not allow is made one', async () => {
    const names = ['采购单', 'a/b:c*[d]?', 'x'.repeat(40), '  ', ''];
    const read = names.map(async (name) => {
      const workbook = await readXlsx(await writeSheet({ headers: ['a'], rows: [], format: 'xlsx', name }));
      return workbook.sheets[0]?.name;
    });
    expect(await Promise.all(read)).toEqual(['采购单', 'a b c  d', 'x'.repeat(31), 'Sheet1', 'Sheet1']);
  });

  test('a workbook has a sheet for each table, with frozen headers, and a CSV the one table', async () => {
    const sheets = [
      { name: '按商品', headers: ['商品', '数量'], rows: [['苹果', 3]] },
      { name: '东门驿站', headers: ['顾客', '数量', '金额'], rows: [['王*', 3, { decimal: '30.00' }]] },
    ];
    const flat = { headers: ['自提点', '数量'], rows: [['东门驿站', 3]], sheets };
    const { sheets: read } = await readXlsx(await writeSheet({ ...flat, format: 'xlsx' }));
    expect(read.map(({ name, rows, freezePane }) => [name, rows, freezePane?.rows])).toEqual([
      [
        '按商品',
        [
          ['商品', '数量'],
          ['苹果', 3],
        ],
        1,
      ],
      [
        '东门驿站',
        [
          ['顾客', '数量', '金额'],
          ['王*', 3, 30],
        ],
        1,
      ],
    ]);
    const csv = new TextDecoder().decode(await writeSheet({ ...flat, format: 'csv' }));
    expect(csv).toBe('自提点,数量\r\n东门驿站,3\r\n');
  });

  test('sheets of one workbook never have the same name, nor one that Excel refuses', async () => {
    const wanted = [
      "'驿站'",
      '驿站',
      'a/b',
      'A B',
      'History',
      '',
      ' ',
      '点'.repeat(40),
      '点'.repeat(41),
      `${'x'.repeat(30)}😀`,
    ];
    const sheets = wanted.map((name) => ({ name, headers: ['a'], rows: [] }));
    const { sheets: read } = await readXlsx(
      await writeSheet({ headers: [], rows: [], sheets, format: 'xlsx' }),
    );
    const names = read.map(({ name }) => name);
    expect(names).toEqual([
      '驿站',
      '驿站 2',
      'a b',
      'A B 2',
      'Sheet1',
      'Sheet 2',
      'Sheet 3',
      '点'.repeat(31),
      `${'点'.repeat(29)} 2`,
      'x'.repeat(30),
    ]);
  });

  test('write sheet: refuses numbers that no sheet can hold', async () => {
    await expect(writeSheet({ headers: ['a'], rows: [[Number.NaN]], format: 'csv' })).rejects.toThrow(
      RangeError,
    );
    await expect(writeSheet({ headers: ['a'], rows: [[Infinity]], format: 'xlsx' })).rejects.toThrow(
      RangeError,
    );
  });

  test.each(['csv', 'xlsx'] as const)('write sheet: what is written as %s is read back', async (format) => {
    const cell = fc
      .string({
        unit: fc.constantFrom(
          '=',
          '+',
          '-',
          '@',
          "'",
          '"',
          ',',
          ';',
          '\n',
          ' ',
          '1',
          'a',
          '小',
          '😀',
          '&',
          '<',
        ),
      })
      .map((text) => text.trim())
      .filter((text) => text !== '');
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(table, async (rows) => {
        const sheet = await readSheet(await writeSheet({ headers: ['甲', '乙'], rows, format }));
        expect(sheet.problems).toEqual([]);
        expect(sheet.rows.map(({ cells }) => cells)).toEqual(rows);
      }),
      { numRuns: format === 'csv' ? 300 : 30 },
    );
  });

  test('a sum keeps all decimals of its currency: as written in CSV, as a number with them in XLSX', async () => {
    const rows = [[{ decimal: '1.250' }, { decimal: '-0.05' }, { decimal: '120' }]];
    expect(await csvText(['KWD', 'CNY', 'JPY'], rows)).toBe('\ufeffKWD,CNY,JPY\r\n1.250,-0.05,120\r\n');
    const bytes = await writeSheet({ headers: ['KWD', 'CNY', 'JPY'], rows, format: 'xlsx' });
    const { sheets } = await readXlsx(bytes, { readStyles: true });
    expect(sheets[0]?.rows[1]).toEqual([1.25, -0.05, 120]);
    const formats = [0, 1, 2].map((column) => sheets[0]?.cells?.get(`1,${String(column)}`)?.style?.numFmt);
    expect(formats).toEqual(['0.000', '0.00', '0']);
  });

  test('a long CSV goes on without a second header, and with nothing for no rows', () => {
    const text = (rows: readonly (readonly SheetValue[])[]) => new TextDecoder().decode(continueCsv(rows));
    expect(
      text([
        ['=1', 2, { decimal: '3.00' }],
        [null, true, 'a,b'],
      ]),
    ).toBe('\'=1,2,3.00\r\n,true,"a,b"\r\n');
    expect(text([])).toBe('');
  });
});
