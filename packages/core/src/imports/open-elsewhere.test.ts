import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { inflateRawSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { planted, testShop } from '../testing/index.ts';
import { neighbourOrders } from '../testing/neighbours.ts';
import { shareOutGoods } from '../testing/shared-out.ts';
import { sheetOfPickList } from '../packing/pick-list-sheets.ts';
import { sheetOfPurchaseOrder, type SheetTable } from '../purchasing/purchase-order-sheet.ts';
import { type SheetValue, writeSheet } from './write-sheet.ts';

/*
 * Workbooks are read here by others than the library that wrote them: by the fifty lines below, straight from the
 * files in the archive, and by LibreOffice where it is installed.
 */

const hostile: readonly SheetValue[][] = [
  ['=1+1', 1],
  ['+8613800138000', 2.5],
  ["-2+cmd|'/c calc'!A0", -3],
  ['@SUM(A1)', { decimal: '1250.50' }],
  ['=HYPERLINK("http://x","y")', 1_234_567],
  ['＝1', 0.1],
  ['007', 0],
  ['2026-11-24', 5],
  ['1e5', 6],
  ['苹果，红富士 "大"', 7],
  [' 前后有空格 ', null],
];

async function realTables(): Promise<readonly SheetTable[]> {
  const shop = await testShop();
  await neighbourOrders(shop, { name: '=王姐', pieces: 3 });
  await neighbourOrders(shop, { name: '李叔', pieces: 4, pickupPointId: planted.otherPoint });
  await shareOutGoods(shop);
  const picks = await shop.tuan.pickLists.get({ campaignId: planted.campaign });
  const { data } = await shop.tuan.purchaseOrders.list({ campaignId: planted.campaign });
  await shop.close();
  return [
    { name: '怪异', headers: ['文字', '数'], rows: hostile },
    sheetOfPickList(picks, 'zh-CN'),
    ...data.map((order) => sheetOfPurchaseOrder(order, 'zh-CN')),
  ];
}

const tabsOf = (table: SheetTable): readonly SheetTable[] => table.sheets ?? [table];
const plain = (value: SheetValue): string | number | boolean | null =>
  typeof value === 'object' && value !== null ? Number(value.decimal) : value === '' ? null : value;
const wantedOf = ({ headers, rows }: SheetTable) => [headers, ...rows].map((row) => row.map(plain));

let tables: readonly SheetTable[] = [];
let files: readonly Uint8Array[] = [];
beforeAll(async () => {
  tables = await realTables();
  files = await Promise.all(tables.map((table) => writeSheet({ ...table, format: 'xlsx' })));
});

/** The files of an archive by their names, by its directory at the end. */
function unpacked(bytes: Uint8Array): ReadonlyMap<string, string> {
  const view = Buffer.from(bytes);
  const end = view.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const found = new Map<string, string>();
  let at = view.readUInt32LE(end + 16);
  for (let left = view.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, packed] = [view.readUInt16LE(at + 10), view.readUInt32LE(at + 20)];
    const [name, extra, comment] = [
      view.readUInt16LE(at + 28),
      view.readUInt16LE(at + 30),
      view.readUInt16LE(at + 32),
    ];
    const local = view.readUInt32LE(at + 42);
    const start = local + 30 + view.readUInt16LE(local + 26) + view.readUInt16LE(local + 28);
    const content = view.subarray(start, start + packed);
    found.set(
      view.toString('utf8', at + 46, at + 46 + name),
      (method === 0 ? content : inflateRawSync(content)).toString('utf8'),
    );
    at += 46 + name + extra + comment;
  }
  return found;
}

const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' };
const textOf = (xml: string): string =>
  [...xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)]
    .map(([, text = '']) =>
      text
        .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
        .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole),
    )
    .join('');

describe('a workbook read by its files alone', () => {
  test('every figure and every text is there, typed, and no cell is a formula', () => {
    for (const [position, bytes] of files.entries()) {
      const archive = unpacked(bytes);
      const shared = [...(archive.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map(
        ([, item = '']) => textOf(item),
      );
      const table = tables[position];
      if (table === undefined) throw new Error('a table for every file');
      for (const [index, tab] of tabsOf(table).entries()) {
        const xml = archive.get(`xl/worksheets/sheet${String(index + 1)}.xml`) ?? '';
        expect(xml).not.toMatch(/<f[\s>]/);
        expect(xml).toContain('state="frozen"');
        const cells = new Map<string, string | number | null>(
          [...xml.matchAll(/<c r="([A-Z]+\d+)"([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(
            ([, place = '', kind = '', inner = '']) => {
              const value = /<v>([^<]*)<\/v>/.exec(inner)?.[1];
              if (kind.includes('t="s"')) return [place, shared[Number(value)] ?? ''] as const;
              if (kind.includes('t="inlineStr"')) return [place, textOf(inner)] as const;
              return [place, value === undefined ? null : Number(value)] as const;
            },
          ),
        );
        for (const [row, values] of wantedOf(tab).entries()) {
          for (const [column, value] of values.entries())
            expect(emptied(cells.get(`${letters(column)}${String(row + 1)}`))).toBe(value);
        }
      }
    }
  });
});

/** An empty text and an empty cell are the same to whoever looks at them. */
const emptied = (value: string | number | null | undefined) => (value === '' ? null : (value ?? null));

function letters(column: number): string {
  const last = String.fromCharCode(65 + (column % 26));
  return column < 26 ? last : letters(Math.floor(column / 26) - 1) + last;
}

const office = [
  '/usr/bin/soffice',
  '/usr/bin/libreoffice',
  '/Applications/LibreOffice.app/Contents/MacOS/soffice',
].find((path) => existsSync(path));

describe.runIf(office !== undefined)('sheets opened in LibreOffice', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sheets-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Opens a file and saves every sheet of it as CSV: formulas by their results, were there any. */
  async function opened(name: string, bytes: Uint8Array): Promise<readonly string[]> {
    const out = join(folder, `${name}-out`);
    writeFileSync(join(folder, name), bytes);
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1';
    const csvInput = name.endsWith('.csv') ? ['--infilter=Text - txt - csv (StarCalc):44,34,76,1'] : [];
    const words = [
      `-env:UserInstallation=file://${folder}/profile`,
      '--headless',
      ...csvInput,
      '--convert-to',
      filter,
      '--outdir',
      out,
      join(folder, name),
    ];
    // It names the files after the sheets: without UTF-8 Chinese names fall together.
    await promisify(execFile)(office ?? '', words, { env: { ...process.env, LC_ALL: 'C.UTF-8' } });
    return readdirSync(out)
      .toSorted()
      .map((file) => readFileSync(join(out, file), 'utf8').replace(/^\ufeff/, ''));
  }

  const fieldsOf = (csv: string): string[][] => {
    const rows: string[][] = [[]];
    for (const [, quoted, bare, end] of csv.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n|$)/g)) {
      rows.at(-1)?.push(quoted === undefined ? (bare ?? '') : quoted.replaceAll('""', '"'));
      if (end === '\n') rows.push([]);
      if (end === '') break;
    }
    return rows.filter((row) => row.some((field) => field !== ''));
  };
  const sorted = (all: readonly unknown[]): readonly string[] =>
    all.map((one) => JSON.stringify(one)).toSorted();
  const shown = (table: SheetTable) =>
    wantedOf(table).map((row) => row.map((value) => (value === null ? '' : String(value))));

  test('XLSX: every sheet has the same texts and figures, and nothing was computed', async () => {
    for (const [position, table] of tables.entries()) {
      const read = await opened(`book${String(position)}.xlsx`, files[position] ?? new Uint8Array());
      expect(sorted(read.map(fieldsOf))).toEqual(sorted(tabsOf(table).map(shown)));
    }
  }, 120_000);

  test('CSV: no cell evaluates as a formula', async () => {
    const table = tables[0];
    if (table === undefined) throw new Error('the hostile table');
    const [read = ''] = await opened('hostile.csv', await writeSheet({ ...table, format: 'csv' }));
    const first = fieldsOf(read).map(([text]) => text);
    expect(first.slice(1, 6)).toEqual([
      "'=1+1",
      "'+8613800138000",
      "'-2+cmd|'/c calc'!A0",
      "'@SUM(A1)",
      `'=HYPERLINK("http://x","y")`,
    ]);
  }, 120_000);
});
