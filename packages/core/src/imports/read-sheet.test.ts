import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { readSheet } from './read-sheet.ts';
import { columnLetters } from './sheet.ts';
import type { Sheet } from './sheet.ts';
import { encodeUtf8 } from './utf8.ts';

function csv(text: string): Promise<Sheet> {
  return readSheet(encodeUtf8(text));
}

/** Row, column and code of each problem. */
function problems(sheet: Sheet): string[] {
  return sheet.problems.map(({ row, column, code }) => `${row} ${column} ${code}`);
}

function texts(sheet: Sheet): (readonly string[])[] {
  return sheet.rows.map(({ cells }) => cells);
}

describe('CSV', () => {
  test('CSV: headers, and rows numbered as the spreadsheet numbers them', async () => {
    expect(await csv('货号,品名\nV001,土豆\nV002,西红柿\n')).toEqual({
      headers: ['货号', '品名'],
      headerRow: 1,
      rows: [
        { row: 2, cells: ['V001', '土豆'] },
        { row: 3, cells: ['V002', '西红柿'] },
      ],
      problems: [],
      otherSheets: [],
    });
  });

  test.each([
    ['with a byte order mark', '\ufeffa,b\n1,2'],
    ['with CRLF', 'a,b\r\n1,2\r\n'],
    ['with CR', 'a,b\r1,2\r'],
    ['with semicolons', 'a;b\n1;2\n'],
    ['with tabs', 'a\tb\n1\t2\n'],
    ['with quotes', '"a","b"\n"1","2"'],
    ['with spaces around', ' a , b \n 1 ,\u30002 '],
  ])('CSV: %s', async (_, text) => {
    const sheet = await csv(text);
    expect([sheet.headers, ...texts(sheet)]).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ]);
  });

  test('CSV: quoted cells hold commas, quotes and line ends, and row numbers still agree', async () => {
    const sheet = await csv('a,b\n"x, y","say ""hi"""\n"two\nlines",z\nlast,row\n');
    expect(texts(sheet)).toEqual([
      ['x, y', 'say "hi"'],
      ['two\nlines', 'z'],
      ['last', 'row'],
    ]);
    expect(sheet.rows.map(({ row }) => row)).toEqual([2, 3, 4]);
  });

  test('CSV: semicolons divide although the cells hold commas', async () => {
    expect(texts(await csv('a;b\n1,5;2,5\n'))).toEqual([['1,5', '2,5']]);
  });

  test('CSV: empty rows are passed over, the numbers go on', async () => {
    const sheet = await csv('\n,,\na,b\n\n1,2\n , \n3,4\n\n');
    expect(sheet.headerRow).toBe(3);
    expect(sheet.rows).toEqual([
      { row: 5, cells: ['1', '2'] },
      { row: 7, cells: ['3', '4'] },
    ]);
  });

  test('CSV: short rows are filled up, empty cells beyond the headers do no harm', async () => {
    expect(texts(await csv('a,b,c\n1\n1,2,3,,\n'))).toEqual([
      ['1', '', ''],
      ['1', '2', '3'],
    ]);
  });

  test('CSV: the apostrophe of a cell marked as text is taken off, another one stays', async () => {
    expect(texts(await csv("a,b\n'=x,'+86\n'tis,l'ail\n"))).toEqual([
      ['=x', '+86'],
      ["'tis", "l'ail"],
    ]);
  });
});

describe('bad input: what is wrong with a file is said, and nothing is dropped in silence', () => {
  test('bad input: GBK is refused with the row and the way out', async () => {
    // 货号 in GBK on the second row.
    const sheet = await readSheet(Uint8Array.of(0x61, 0x0a, 0xbb, 0xf5, 0xba, 0xc5, 0x0a));
    expect(problems(sheet)).toEqual(['2  file_not_utf8']);
    expect(sheet.problems[0]?.message).toContain('Save the file as "CSV UTF-8" or as XLSX.');
    expect(sheet.rows).toEqual([]);
  });

  test('bad input: UTF-16, old XLS, something else that is zipped, nothing', async () => {
    expect(problems(await readSheet(Uint8Array.of(0xff, 0xfe, 0x61, 0)))).toEqual(['1  file_not_utf8']);
    expect(problems(await readSheet(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1)))).toEqual([
      '0  file_old_format',
    ]);
    expect(problems(await readSheet(Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0)))).toEqual([
      '0  file_not_readable',
    ]);
    expect(problems(await readSheet(new Uint8Array()))).toEqual(['0  sheet_empty']);
    expect(problems(await csv('\ufeff\n , \n'))).toEqual(['0  sheet_empty']);
  });

  test('bad input: a quote that is never closed does not swallow the rest', async () => {
    expect(problems(await csv('a,b\n1,2\n3,"4\n5,6\n'))).toEqual(['3  quote_not_closed']);
    expect(problems(await csv('a\n"end'))).toEqual(['2  quote_not_closed']);
    expect(problems(await csv('"'))).toEqual(['1  quote_not_closed']);
    expect(texts(await csv('a\nend'))).toEqual([['end']]);
  });

  test('bad input: content without a header, as a comma without quotes makes it', async () => {
    const sheet = await csv('a,,c\n1,,3\n1,2,3\n1,,3,4\n');
    expect(problems(sheet)).toEqual(['3 B cell_without_header', '4 D cell_without_header']);
    expect(texts(sheet)).toEqual([['1', '', '3']]);
  });

  test('bad input: control characters and errors of formulas name row and column; other rows are kept', async () => {
    const sheet = await csv('货号,品名\nV\u0000001,土豆\nV002,#REF!\nV003,黄瓜\n');
    expect(problems(sheet)).toEqual(['2 货号 control_character', '3 品名 formula_error']);
    expect(texts(sheet)).toEqual([['V003', '黄瓜']]);
  });

  test('bad input: 5,000 rows are read, one more is not', async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => `${index},x`).join('\n');
    expect((await csv(`a,b\n${rows}\n`)).rows).toHaveLength(5000);
    expect(problems(await csv(`a,b\n${rows}\n1,x\n`))).toEqual(['5002  too_many_rows']);
    expect((await csv(`a\n1\n${'\n'.repeat(200_000)}`)).rows).toHaveLength(1);
    expect(problems(await csv(`a\n1${'\n'.repeat(20_000)}2`))).toEqual(['20002  too_many_rows']);
  });

  test('bad input: 100 columns are read, one more is not', async () => {
    const wide = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`).join(',');
    expect((await csv(`${wide(100)}\n${wide(100)}`)).rows).toHaveLength(1);
    expect(problems(await csv(`${wide(101)}\n${wide(101)}`))).toEqual(['1  too_many_columns']);
  });

  test('bad input: more than 10 MB are not read', async () => {
    expect(problems(await readSheet(new Uint8Array(10 * 1024 * 1024 + 1)))).toEqual(['0  file_too_large']);
  });

  test('bad input: columns are lettered as spreadsheets do', () => {
    expect([0, 25, 26, 51, 52, 99, 701, 702].map(columnLetters)).toEqual([
      'A',
      'Z',
      'AA',
      'AZ',
      'BA',
      'CV',
      'ZZ',
      'AAA',
    ]);
  });
});

describe('XLSX', () => {
  test('XLSX: cells as they are seen: plain decimals, percentages, dates, yes or no', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '价目',
          rows: [
            ['text', 'number', 'sum', 'flag', 'date', 'share'],
            [' 土豆 ', 1.2, 1.1 + 2.2, true, new Date(Date.UTC(2026, 10, 23)), null],
            ['+86', 6_901_234_567_890, -5, false, new Date(Date.UTC(2026, 10, 23, 16, 30)), null],
          ],
          cells: new Map([
            ['1,5', { value: 0.1, style: { numFmt: '0%' } }],
            ['2,5', { value: 0.125, style: { numFmt: '0.0%' } }],
          ]),
        },
      ],
    });
    expect(texts(await readSheet(bytes))).toEqual([
      ['土豆', '1.2', '3.3', 'TRUE', '2026-11-23', '10%'],
      ['+86', '6901234567890', '-5', 'FALSE', '2026-11-23 16:30:00', '12.5%'],
    ]);
  });

  test('XLSX: the first visible sheet is read, the others are named', async () => {
    const bytes = await writeXlsx({
      sheets: [
        { name: 'hidden', hidden: true, rows: [['x'], ['1']] },
        { name: '价目', rows: [['a'], ['1']] },
        { name: 'Sheet3', rows: [['b'], ['2']] },
      ],
      activeSheet: 1,
    });
    expect(await readSheet(bytes)).toMatchObject({ headers: ['a'], otherSheets: ['Sheet3'] });
  });

  test('XLSX: formulas give their stored result; one that was never computed is a problem', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'p',
          rows: [['a', 'b'], [1], [2], [3]],
          cells: new Map([
            ['1,1', { formula: 'A2*2', formulaResult: 2 }],
            ['2,1', { formula: 'A3*2' }],
            ['5,0', { formula: 'SUM(A2:A4)' }],
          ]),
        },
      ],
    });
    const sheet = await readSheet(bytes);
    expect(texts(sheet)).toEqual([
      ['1', '2'],
      ['3', ''],
    ]);
    expect(problems(sheet)).toEqual(['3 b formula_error', '6 a formula_error']);
  });

  test('XLSX: empty rows are passed over, the numbers go on', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'p', rows: [[], ['a', 'b'], [], ['1', '2']] }] });
    expect(await readSheet(bytes)).toMatchObject({ headerRow: 2, rows: [{ row: 4, cells: ['1', '2'] }] });
  });

  test('bad input: XLSX beyond the limits, also with one cell far away', async () => {
    const far = (cell: string) =>
      writeXlsx({ sheets: [{ name: 'p', rows: [['a']], cells: new Map([[cell, { value: 1 }]]) }] });
    const many = await writeXlsx({
      sheets: [{ name: 'p', rows: Array.from({ length: 5002 }, () => ['x']) }],
    });
    expect(problems(await readSheet(many))).toEqual(['5002  too_many_rows']);
    expect(problems(await readSheet(await far('1,100')))).toEqual(['2  too_many_columns']);
    expect(problems(await readSheet(await far('1,16383')))).toEqual(['2  too_many_columns']);
    expect(problems(await readSheet(await far('30000,0')))).toEqual(['30001  too_many_rows']);
  });

  test('bad input: a damaged XLSX is a problem at every byte, never an exception', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 'p', rows: [['a'], ['1']] }] });
    for (let position = 4; position < bytes.length; position += 97) {
      const sheet = await readSheet(bytes.with(position, (bytes[position] ?? 0) ^ 0x55));
      expect(sheet.problems.length + sheet.rows.length).toBeGreaterThan(0);
      const cut = await readSheet(bytes.slice(0, position));
      expect(problems(cut)).toEqual(['0  file_not_readable']);
    }
  });
});
