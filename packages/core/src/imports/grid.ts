import { MAX_SHEET_COLUMNS, MAX_SHEET_ROWS } from './sheet.ts';
import type { SheetProblem, SheetProblemCode, SheetRow } from './sheet.ts';

/** A row further down is a slip of the hand; empty rows up to here are passed over. */
export const LAST_ROW_NUMBER = 20_000;

/** What a file format gives before anything is known of headers: rows with content, in order. */
export interface Grid {
  readonly rows: readonly SheetRow[];
  readonly otherSheets: readonly string[];
}

/** A file that cannot be read as a whole. Ends the reading; `readSheet` answers with its problem. */
export class UnreadableSheet extends Error {
  override readonly name = 'UnreadableSheet';
  readonly problem: SheetProblem;

  constructor(code: SheetProblemCode, message: string, row = 0) {
    super(message);
    this.problem = { row, column: '', code, message };
  }
}

/**
 * Collects rows as they are read and ends at once when they are too many, so that a hostile file fills no memory.
 * Cells are trimmed, rows without content passed over, empty cells at the end of a row cut off.
 */
export class GridRows {
  readonly rows: SheetRow[] = [];

  /** @throws UnreadableSheet beyond 5,000 rows below the header or 100 columns */
  add(row: number, cells: readonly string[]): void {
    const trimmed = cells.map((cell) => cell.trim());
    const width = trimmed.findLastIndex((cell) => cell !== '') + 1;
    if (width === 0) return;
    if (width > MAX_SHEET_COLUMNS) {
      throw new UnreadableSheet(
        'too_many_columns',
        `Row ${row} has ${width} columns, at most ${MAX_SHEET_COLUMNS} are read.`,
        row,
      );
    }
    if (this.rows.length > MAX_SHEET_ROWS || row > LAST_ROW_NUMBER) {
      throw new UnreadableSheet(
        'too_many_rows',
        `At most ${MAX_SHEET_ROWS} rows are read, split the sheet.`,
        row,
      );
    }
    this.rows.push({ row, cells: trimmed.slice(0, width) });
  }
}
