import { readFile } from 'node:fs/promises';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, test } from 'vitest';
import { parseLeaderList } from './leader-list.ts';
import { readSheet } from './read-sheet.ts';
import { encodeUtf8 } from './utf8.ts';

const header = '编号,昵称,身份,社群,人数,佣金比例';

async function parse(...rows: readonly string[]) {
  return parseLeaderList(await readSheet(encodeUtf8([header, ...rows].join('\n'))));
}

describe('import: leaders', () => {
  test('import: the sample, 10% → 1000 basis points', async () => {
    const file = await readFile(new URL('../testing/sample/leaders.csv', import.meta.url));
    const list = parseLeaderList(await readSheet(file));
    expect(list.problems).toEqual([]);
    expect(list.rows).toHaveLength(8);
    expect(list.rows[0]).toEqual({
      row: 2,
      externalId: 'L01',
      name: '东门小陈妈妈',
      role: '宝妈',
      community: '幸福里东区邻居群',
      members: 186,
      commissionBasisPoints: 1000,
    });
    expect(list.rows.map((row) => row.commissionBasisPoints)).toEqual([
      1000, 1000, 1200, 1200, 1500, 1000, 1100, 1500,
    ]);
  });

  test.each([
    ['10%', 1000],
    ['12.5%', 1250],
    ['0%', 0],
    ['0.01%', 1],
    ['100%', 10_000],
    ['１０％', 1000],
    ['10 %', 1000],
  ])('import: commission %s is %i basis points', async (text, basisPoints) => {
    expect((await parse(`L1,陈,,群,10,${text}`)).rows[0]?.commissionBasisPoints).toBe(basisPoints);
  });

  test.each([
    ['10', 'not_a_percentage'],
    ['0.1', 'not_a_percentage'],
    ['12.345%', 'not_a_percentage'],
    ['-5%', 'not_a_percentage'],
    ['100.01%', 'out_of_range'],
    ['一成', 'not_a_percentage'],
    ['', 'missing'],
  ])('import: commission %j is a problem', async (text, code) => {
    expect(await parse(`L1,陈,,群,10,${text}`)).toMatchObject({
      rows: [],
      problems: [{ row: 2, column: '佣金比例', code }],
    });
  });

  test('import: a percentage of a workbook is read as it is seen', async () => {
    const file = await writeXlsx({
      sheets: [
        {
          name: '团长',
          rows: [header.split(','), ['L1', '陈', '', '群', 186, null]],
          cells: new Map([['1,5', { value: 0.1, style: { numFmt: '0%' } }]]),
        },
      ],
    });
    expect(parseLeaderList(await readSheet(file))).toMatchObject({
      problems: [],
      rows: [{ members: 186, commissionBasisPoints: 1000 }],
    });
  });

  test('import: English headers; members and duplicates are checked', async () => {
    const text =
      'id,nickname,role,community,members,commission rate\nL1,Chen,,A,-1,10%\nL2,Li,,B,5,10%\nL2,Wu,,C,6,10%\n';
    const list = parseLeaderList(await readSheet(encodeUtf8(text)));
    expect(list.rows).toEqual([]);
    expect(list.problems).toMatchObject([
      { row: 2, column: 'members', code: 'out_of_range' },
      { row: 3, column: 'id', code: 'duplicate', message: 'L2 stands in rows 3, 4, keep one of them.' },
      { row: 4, column: 'id', code: 'duplicate' },
    ]);
  });
});
