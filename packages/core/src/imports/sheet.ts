/** The largest file that is read, in bytes. */
export const MAX_SHEET_BYTES = 10 * 1024 * 1024;
/** The most rows below the header. */
export const MAX_SHEET_ROWS = 5000;
/** The most columns. */
export const MAX_SHEET_COLUMNS = 100;

/** What can be wrong with a sheet; a program may translate these. */
export type SheetProblemCode =
  // the whole file
  | 'file_too_large'
  | 'file_not_readable'
  | 'file_old_format'
  | 'file_not_utf8'
  | 'quote_not_closed'
  | 'sheet_empty'
  | 'too_many_rows'
  | 'too_many_columns'
  // columns
  | 'column_missing'
  | 'column_twice'
  // one cell
  | 'cell_without_header'
  | 'control_character'
  | 'formula_error'
  | 'missing'
  | 'too_long'
  | 'duplicate'
  | 'not_an_amount'
  | 'not_a_whole_number'
  | 'not_yes_or_no'
  | 'not_a_percentage'
  | 'not_a_position'
  | 'not_opening_hours'
  | 'out_of_range'
  | 'weight_unknown'
  | 'weight_ambiguous';

/** One thing that is wrong, where a person can find it, with the way out in the message. */
export interface SheetProblem {
  /** As the spreadsheet counts, from 1; 0 when the whole file is meant. */
  readonly row: number;
  /** The header as the file has it, a letter (`L`) when the column has none, empty when the whole row is meant. */
  readonly column: string;
  readonly code: SheetProblemCode;
  readonly message: string;
}

export interface SheetRow {
  /** As the spreadsheet counts, from 1. */
  readonly row: number;
  /** Trimmed texts, exactly as many as there are headers; numbers as plain decimals, percentages as `12.5%`. */
  readonly cells: readonly string[];
}

/**
 * A table that was read. Nothing is dropped in silence: every row with content is either in `rows` or named in
 * `problems`, and when the file as a whole cannot be read there are problems and no rows.
 */
export interface Sheet {
  readonly headers: readonly string[];
  /** Row number of the headers; 0 when there is none. */
  readonly headerRow: number;
  readonly rows: readonly SheetRow[];
  readonly problems: readonly SheetProblem[];
  /** Names of further sheets in the workbook, which were not read. */
  readonly otherSheets: readonly string[];
}

/** Letters of a column as spreadsheets show them: 0 → `A`, 25 → `Z`, 26 → `AA`. */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}
