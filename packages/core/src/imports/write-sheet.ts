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

export interface SheetContent {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly SheetValue[])[];
  readonly format: 'csv' | 'xlsx';
  /** Name of the sheet in a workbook; default `Sheet1`. */
  readonly name?: string;
}

/** Characters that a sheet name may not hold, and how long it may be. */
const NOT_IN_A_NAME = /[\\/?*[\]:\p{Cc}]/gu;
const LONGEST_NAME = 31;
/** Written into the file in place of the time of writing, so that equal content makes equal bytes. */
const NO_DATE = new Date(0);

/**
 * Writes a table as CSV (UTF-8 with byte order mark, so that spreadsheets show Chinese; CRLF) or XLSX. No cell can
 * become a formula: in XLSX texts are typed as texts, in CSV one that starts like a formula gets an apostrophe in
 * front, which `readSheet` takes off again.
 *
 * @throws RangeError for a number that is not finite: no sheet can hold it
 */
export async function writeSheet({
  headers,
  rows,
  format,
  name = 'Sheet1',
}: SheetContent): Promise<Uint8Array> {
  const table: readonly (readonly SheetValue[])[] = [headers, ...rows];
  for (const value of table.flat()) {
    if (typeof value === 'number' && !Number.isFinite(value))
      throw new RangeError(`${value} cannot stand in a sheet`);
  }
  return format === 'csv' ? csvOf(table) : workbookOf(table, name);
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

async function workbookOf(table: readonly (readonly SheetValue[])[], name: string): Promise<Uint8Array> {
  const sheet = {
    name: name.replace(NOT_IN_A_NAME, ' ').trim().slice(0, LONGEST_NAME) || 'Sheet1',
    rows: table.map((row) => row.map(cellOf)),
    cells: decimalsOf(table),
    freezePane: { rows: 1 },
  };
  return writeXlsx({ sheets: [sheet], properties: { created: NO_DATE, modified: NO_DATE } });
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
