import { readXlsx, streamXlsxRows } from 'hucre/xlsx';
import type { Cell, CellValue } from 'hucre';
import { FORMULA_WITHOUT_RESULT } from './formula-text.ts';
import { GridRows, LAST_ROW_NUMBER, UnreadableSheet } from './grid.ts';
import type { Grid } from './grid.ts';
import { columnLetters, MAX_SHEET_COLUMNS } from './sheet.ts';
import type { SheetRow } from './sheet.ts';
import { unpackedSize } from './workbook-size.ts';

const MAX_UNPACKED_BYTES = 50 * 1024 * 1024;
/** Spreadsheets show 15 digits; further ones are noise of binary fractions. */
const SHOWN_DIGITS = 15;
const PERCENT_DIGITS = 12;

/**
 * Reads the first visible sheet of an XLSX workbook: what its cells show, formulas by their stored results.
 *
 * @throws UnreadableSheet when the file is damaged, unpacks to more than 50 MB or passes the limits
 */
export async function readWorkbook(bytes: Uint8Array): Promise<Grid> {
  const size = unpackedSize(bytes);
  if (size === null) throw damaged();
  if (size > MAX_UNPACKED_BYTES)
    throw new UnreadableSheet('file_too_large', 'The workbook unpacks to more than 50 MB.');
  try {
    return await readFirstSheet(bytes);
  } catch (error) {
    throw error instanceof UnreadableSheet ? error : damaged();
  }
}

async function readFirstSheet(bytes: Uint8Array): Promise<Grid> {
  const [sheet, ...otherSheets] = await visibleSheets(bytes);
  if (sheet === undefined) throw new UnreadableSheet('sheet_empty', 'The workbook has no visible sheet.');
  const lastRow = await measure(bytes, sheet);
  return { rows: await readRange(bytes, sheet, lastRow), otherSheets };
}

/** Names of the visible sheets, without reading any. */
async function visibleSheets(bytes: Uint8Array): Promise<string[]> {
  const names: string[] = [];
  await readXlsx(bytes, {
    sheets: ({ name, hidden, veryHidden }) => {
      if (hidden !== true && veryHidden !== true) names.push(name);
      return false;
    },
  });
  return names;
}

/** Row by row first: the limits end it before a table of millions of cells is laid out in memory. */
async function measure(bytes: Uint8Array, sheet: string): Promise<number> {
  const grid = new GridRows();
  let lastRow = 1;
  for await (const { index, values } of streamXlsxRows(bytes, { sheet })) {
    grid.add(index + 1, values.map(shownValue));
    lastRow = Math.max(lastRow, index + 1);
  }
  return Math.min(lastRow, LAST_ROW_NUMBER);
}

/** Then once more within what was measured, because only this way number formats and formulas are told. */
async function readRange(bytes: Uint8Array, sheet: string, lastRow: number): Promise<readonly SheetRow[]> {
  const range = `A1:${columnLetters(MAX_SHEET_COLUMNS - 1)}${lastRow}`;
  const workbook = await readXlsx(bytes, { sheets: [sheet], readStyles: true, range });
  const { rows = [], cells } = workbook.sheets[0] ?? {};
  const grid = new GridRows();
  for (const [index, values] of rows.entries()) {
    grid.add(
      index + 1,
      values.map((value, column) => shownCell(value, cells?.get(`${index},${column}`))),
    );
  }
  return grid.rows;
}

function shownCell(value: CellValue, cell: Cell | undefined): string {
  if (cell?.formula !== undefined && value === null) return FORMULA_WITHOUT_RESULT;
  const isPercent = typeof value === 'number' && cell?.style?.numFmt?.includes('%') === true;
  return isPercent ? `${Number((value * 100).toPrecision(PERCENT_DIGITS))}%` : shownValue(value);
}

function shownValue(value: CellValue): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(Number(value.toPrecision(SHOWN_DIGITS)));
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  return value instanceof Date ? shownDate(value) : value;
}

function shownDate(date: Date): string {
  const text = Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 19).replace('T', ' ');
  return text.replace(/ 00:00:00$/, '');
}

function damaged(): UnreadableSheet {
  return new UnreadableSheet(
    'file_not_readable',
    'The file is no workbook or is damaged. Save it again as XLSX or "CSV UTF-8".',
  );
}
