import { writeCsv } from 'hucre/csv';
import { writeXlsx } from 'hucre/xlsx';
import { markText } from './formula-text.ts';
import { encodeUtf8 } from './utf8.ts';

/** A sum with all of its decimals, `"1.250"`: so written in CSV, and in XLSX a number that is shown like that. */
export interface SheetDecimal {
  readonly decimal: string;
}

/** A number becomes a numeric cell in XLSX; a text never becomes anything else. */
export type SheetValue = string | number | boolean | SheetDecimal | null;

/** A named table: one sheet of a workbook. */
export interface SheetTab {
  readonly name: string;
  readonly headers: readonly string[];
  readonly rows: readonly (readonly SheetValue[])[];
}

export interface SheetContent {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly SheetValue[])[];
  readonly format: 'csv' | 'xlsx';
  /** Name of the sheet in a workbook; default `Sheet1`. */
  readonly name?: string;
  /** What a workbook has instead of the one table: a summary and a sheet for each part. A CSV has one table always. */
  readonly sheets?: readonly SheetTab[];
}

/** Characters that a sheet name may not hold, and how long it may be. */
const NOT_IN_A_NAME = /[\\/?*[\]:\p{Cc}]/gu;
const LONGEST_NAME = 31;
/** No sheet may be called like Excel's own of the changes. */
const RESERVED_NAME = /^history$/i;
/** In characters; Chinese ones count twice. Wider columns do not fit a page. */
const COLUMN_WIDTH = { min: 6, max: 48 };
/** Rows that are looked at for the width of a column. */
const ROWS_MEASURED = 500;
/** Written into the file in place of the time of writing, so that equal content makes equal bytes. */
const NO_DATE = new Date(0);

/**
 * Writes a table as CSV (UTF-8 with byte order mark, so that spreadsheets show Chinese; CRLF) or XLSX, in a workbook
 * several where there are `sheets`. No cell can become a formula: in XLSX texts are typed as texts, in CSV one that
 * starts like a formula gets an apostrophe in front, which `readSheet` takes off again.
 *
 * @throws RangeError for a number that is not finite: no sheet can hold it
 */
export async function writeSheet({
  headers,
  rows,
  format,
  name = 'Sheet1',
  sheets = [],
}: SheetContent): Promise<Uint8Array> {
  const table: readonly (readonly SheetValue[])[] = [headers, ...rows];
  demandFinite(table);
  if (format === 'csv') return csvOf(table);
  const tabs = sheets.length > 0 ? sheets : [{ name, headers, rows }];
  for (const tab of tabs) demandFinite(tab.rows);
  return workbookOf(tabs);
}

function demandFinite(table: readonly (readonly SheetValue[])[]): void {
  for (const value of table.flat()) {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new RangeError(`${value} cannot stand in a sheet`);
  }
}

function csvOf(table: readonly (readonly SheetValue[])[]): Uint8Array {
  return encodeUtf8(`${writeCsv(csvCells(table), { bom: true })}\r\n`);
}

/** More rows of a CSV that `writeSheet` began: a long file is written piece by piece. */
export function continueCsv(rows: readonly (readonly SheetValue[])[]): Uint8Array {
  return encodeUtf8(rows.length === 0 ? '' : `${writeCsv(csvCells(rows))}\r\n`);
}

function csvCells(rows: readonly (readonly SheetValue[])[]) {
  return rows.map((row) =>
    row.map((value) => {
      if (typeof value === 'string') return markText(value);
      return typeof value === 'object' && value !== null ? value.decimal : value;
    }),
  );
}

async function workbookOf(tabs: readonly SheetTab[]): Promise<Uint8Array> {
  const names = sheetNames(tabs.map(({ name }) => name));
  const sheets = tabs.map(({ headers, rows }, position) => {
    const table = [headers, ...rows];
    return {
      name: names[position] ?? '',
      columns: widthsOf(table),
      rows: table.map((row) => row.map(cellOf)),
      cells: decimalsOf(table),
      freezePane: { rows: 1 },
      pageSetup: {
        paperSize: 'a4' as const,
        fitToPage: true,
        fitToWidth: 1,
        fitToHeight: 0,
        printTitlesRow: '$1:$1',
      },
    };
  });
  return writeXlsx({ sheets, properties: { created: NO_DATE, modified: NO_DATE } });
}

/** Names that a workbook takes: of its characters, short, and no two alike when capitals do not count. */
function sheetNames(wanted: readonly string[]): string[] {
  const taken = new Set<string>();
  return wanted.map((name) => {
    const plain = name.replace(NOT_IN_A_NAME, ' ').replace(/^['\s]+|['\s]+$/g, '');
    const usable = plain === '' || RESERVED_NAME.test(plain) ? 'Sheet' : plain;
    for (let number = 1; ; number += 1) {
      const suffix = number === 1 ? (usable === 'Sheet' ? '1' : '') : ` ${String(number)}`;
      const candidate = `${shortened(usable, LONGEST_NAME - suffix.length)}${suffix}`;
      if (taken.has(candidate.toLowerCase())) continue;
      taken.add(candidate.toLowerCase());
      return candidate;
    }
  });
}

/** At most so many UTF-16 units, as workbooks count, without cutting a character in two. */
function shortened(text: string, most: number): string {
  let short = '';
  for (const character of text) {
    if (short.length + character.length > most) break;
    short += character;
  }
  return short.trimEnd();
}

/** Wide enough for what stands in a column. */
function widthsOf(table: readonly (readonly SheetValue[])[]): { width: number }[] {
  const measured = table.slice(0, ROWS_MEASURED);
  return (table[0] ?? []).map((_, column) => {
    const widest = measured.reduce((most, row) => Math.max(most, shownWidth(row[column] ?? null)), 0);
    return { width: Math.min(COLUMN_WIDTH.max, Math.max(COLUMN_WIDTH.min, widest + 2)) };
  });
}

function shownWidth(value: SheetValue): number {
  const text = typeof value === 'object' && value !== null ? value.decimal : String(value ?? '');
  return Array.from(text).reduce(
    (width, character) => width + (/[\u1100-\u{1faff}]/u.test(character) ? 2 : 1),
    0,
  );
}

function cellOf(value: SheetValue): string | number | boolean | null {
  return typeof value === 'object' && value !== null ? Number(value.decimal) : value;
}

/** How many decimals each sum shows, by its place. */
function decimalsOf(table: readonly (readonly SheetValue[])[]): Map<string, { style: { numFmt: string } }> {
  const formats = new Map<string, { style: { numFmt: string } }>();
  for (const [row, values] of table.entries()) {
    for (const [column, value] of values.entries()) {
      if (typeof value !== 'object' || value === null) continue;
      const decimals = value.decimal.split('.')[1]?.length ?? 0;
      const numFmt = decimals === 0 ? '0' : `0.${'0'.repeat(decimals)}`;
      formats.set(`${String(row)},${String(column)}`, { style: { numFmt } });
    }
  }
  return formats;
}
