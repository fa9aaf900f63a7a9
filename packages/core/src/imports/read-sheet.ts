import { isFormulaError } from './formula-text.ts';
import { UnreadableSheet } from './grid.ts';
import type { Grid } from './grid.ts';
import { readCsv } from './read-csv.ts';
import { readWorkbook } from './read-workbook.ts';
import { columnLetters, MAX_SHEET_BYTES } from './sheet.ts';
import type { Sheet, SheetProblem, SheetRow } from './sheet.ts';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The container of XLS and of workbooks with a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const UTF_16 = [
  [0xff, 0xfe],
  [0xfe, 0xff],
];
/** All but tab and line ends; a NUL would cut a text short in some databases. */
const CONTROL_CHARACTER = /(?![\t\n\r])\p{Cc}/u;

/**
 * Reads a table from a CSV or XLSX file: the first row with content holds the headers, rows without content are
 * passed over. At most 10 MB, 5,000 rows and 100 columns. What is wrong with the file is an answer in `problems`,
 * never an exception; a row with a problem is not in `rows`.
 *
 * @param bytes the file as uploaded; its format is told from the content
 */
export async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  try {
    return sheetOf(await readGrid(bytes));
  } catch (error) {
    if (!(error instanceof UnreadableSheet)) throw error;
    return { headers: [], headerRow: 0, rows: [], problems: [error.problem], otherSheets: [] };
  }
}

async function readGrid(bytes: Uint8Array): Promise<Grid> {
  if (bytes.length > MAX_SHEET_BYTES) {
    throw new UnreadableSheet(
      'file_too_large',
      `The file has ${bytes.length} bytes, at most 10 MB are read.`,
    );
  }
  if (startsWith(bytes, ZIP)) return readWorkbook(bytes);
  if (startsWith(bytes, OLE)) {
    throw new UnreadableSheet(
      'file_old_format',
      'The file is an old XLS or has a password. Save it as XLSX without one.',
    );
  }
  if (UTF_16.some((mark) => startsWith(bytes, mark))) {
    throw new UnreadableSheet(
      'file_not_utf8',
      'The file is UTF-16 text. Save it as "CSV UTF-8" or as XLSX.',
      1,
    );
  }
  return readCsv(bytes);
}

function sheetOf(grid: Grid): Sheet {
  const [header, ...content] = grid.rows;
  if (header === undefined) throw new UnreadableSheet('sheet_empty', 'The sheet is empty.');
  const problems: SheetProblem[] = [];
  const rows: SheetRow[] = [];
  for (const { row, cells } of content) {
    const found = cells.flatMap(
      (cell, index) => cellProblem(cell, row, header.cells[index] ?? '', index) ?? [],
    );
    if (found.length > 0) problems.push(...found);
    else rows.push({ row, cells: header.cells.map((_, index) => cells[index] ?? '') });
  }
  return { headers: header.cells, headerRow: header.row, rows, problems, otherSheets: grid.otherSheets };
}

function cellProblem(cell: string, row: number, header: string, index: number): SheetProblem | null {
  const column = header === '' ? columnLetters(index) : header;
  if (cell === '') return null;
  if (header === '') {
    const message = `Column ${column} has content but no header: is a comma inside a cell without quotes?`;
    return { row, column, code: 'cell_without_header', message };
  }
  if (CONTROL_CHARACTER.test(cell)) {
    return {
      row,
      column,
      code: 'control_character',
      message: 'The cell holds an invisible control character, type it anew.',
    };
  }
  if (isFormulaError(cell)) {
    return {
      row,
      column,
      code: 'formula_error',
      message: `The cell shows ${cell}, replace the formula by its value.`,
    };
  }
  return null;
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}
