import { columnLetters } from './sheet.ts';
import type { Sheet, SheetProblem, SheetProblemCode, SheetRow } from './sheet.ts';

/** How a list names one of its columns, and whether it may be left out. */
export interface Column {
  /** Accepted headers, the usual one first. Case, spaces, and a remark in brackets do not matter. */
  readonly headers: readonly [string, ...string[]];
  readonly optional?: boolean;
}

/** What a list of rows was understood as. Every row of the sheet is in `rows` or named in `problems`. */
export interface ParsedList<Row> {
  readonly rows: readonly Row[];
  readonly problems: readonly SheetProblem[];
  /** Headers of columns that the list does not know: nothing in them was read. */
  readonly ignoredColumns: readonly string[];
}

/** One row while it is understood: its texts by column, and what is wrong with them. */
export interface RowCells<Key extends string> {
  readonly row: number;
  /** The trimmed text of a column, empty when the sheet does not have it. */
  text(key: Key): string;
  /** Says what is wrong; the row is then left out of the result. */
  report(key: Key, code: SheetProblemCode, message: string): void;
}

export interface ListShape<Key extends string, Row> {
  readonly columns: Readonly<Record<Key, Column>>;
  /** The column that names a row: no two may have the same text. */
  readonly unique: Key;
  /** Understands one row; what it answers counts only when it reported nothing. */
  readonly readRow: (cells: RowCells<Key>) => Row;
}

/**
 * Reads the rows of a sheet as a list of the given shape. A missing or doubled column ends it before any row is
 * read; rows that share a name are all left out, because nobody can know which of them is meant.
 */
export function readList<Key extends string, Row>(sheet: Sheet, shape: ListShape<Key, Row>): ParsedList<Row> {
  const located = locateColumns(sheet, shape.columns);
  const ignoredColumns = sheet.headers.filter((header, index) => header !== '' && !located.known.has(index));
  // An unreadable file has no headers; to name all of them as missing would hide what is really wrong.
  const columnProblems = sheet.headers.length === 0 ? [] : located.problems;
  if (sheet.headers.length === 0 || columnProblems.length > 0) {
    return { rows: [], problems: [...sheet.problems, ...columnProblems], ignoredColumns };
  }
  const places = rowsByName(sheet.rows, located.positions.get(shape.unique));
  const rows: Row[] = [];
  const problems: SheetProblem[] = [...sheet.problems];
  for (const source of sheet.rows) {
    const found: SheetProblem[] = [];
    const cells = rowCells(sheet, source, located.positions, shape.columns, found);
    const row = shape.readRow(cells);
    reportDuplicate(cells, shape.unique, places);
    if (found.length === 0) rows.push(row);
    problems.push(...found);
  }
  return { rows, problems: problems.toSorted((a, b) => a.row - b.row), ignoredColumns };
}

/** How much is told of rows that share a name. */
const ROWS_NAMED = 10;
const NAME_SHOWN = 80;

interface LocatedColumns<Key extends string> {
  readonly positions: ReadonlyMap<Key, number>;
  readonly known: ReadonlySet<number>;
  readonly problems: readonly SheetProblem[];
}

function locateColumns<Key extends string>(
  sheet: Sheet,
  columns: Readonly<Record<Key, Column>>,
): LocatedColumns<Key> {
  const positions = new Map<Key, number>();
  const known = new Set<number>();
  const problems: SheetProblem[] = [];
  for (const key of keysOf(columns)) {
    const { headers, optional } = columns[key];
    const accepted = new Set(headers.map(simplified));
    const found = sheet.headers.flatMap((header, index) => (accepted.has(simplified(header)) ? [index] : []));
    for (const index of found) known.add(index);
    const [first, second] = found;
    const column = headers[0];
    if (first !== undefined) positions.set(key, first);
    if (first === undefined && optional !== true) {
      const message = `The sheet has no column ${headers.join(' or ')} in row ${sheet.headerRow}.`;
      problems.push({ row: sheet.headerRow, column, code: 'column_missing', message });
    }
    if (second !== undefined) {
      const letters = found.map(columnLetters).join(' and ');
      const message = `Columns ${letters} are both ${column}, remove one of them.`;
      problems.push({ row: sheet.headerRow, column, code: 'column_twice', message });
    }
  }
  return { positions, known, problems };
}

function keysOf<Key extends string>(columns: Readonly<Record<Key, Column>>): Key[] {
  return Object.keys(columns) as Key[];
}

/** `Pack size (kg)` and `packSize` are one header, so are `进价（元）` and `进价`. */
function simplified(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*\)$/, '')
    .replace(/[\s_*-]/g, '');
}

function rowsByName(
  rows: readonly SheetRow[],
  position: number | undefined,
): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const { row, cells } of rows) {
    const name = cells[position ?? -1] ?? '';
    if (name !== '') places.set(name, [...(places.get(name) ?? []), row]);
  }
  return places;
}

function reportDuplicate<Key extends string>(
  cells: RowCells<Key>,
  unique: Key,
  places: ReadonlyMap<string, readonly number[]>,
): void {
  const rows = places.get(cells.text(unique)) ?? [];
  if (rows.length < 2) return;
  // A sheet of thousands of equal rows must not be answered with thousands of lists of thousands.
  const named = rows.slice(0, ROWS_NAMED).join(', ');
  const others = rows.length > ROWS_NAMED ? ` and ${String(rows.length - ROWS_NAMED)} more` : '';
  const name = cells.text(unique).slice(0, NAME_SHOWN);
  cells.report(unique, 'duplicate', `${name} stands in rows ${named}${others}, keep one of them.`);
}

function rowCells<Key extends string>(
  sheet: Sheet,
  source: SheetRow,
  positions: ReadonlyMap<Key, number>,
  columns: Readonly<Record<Key, Column>>,
  found: SheetProblem[],
): RowCells<Key> {
  return {
    row: source.row,
    text: (key) => source.cells[positions.get(key) ?? -1] ?? '',
    report: (key, code, message) => {
      const column = sheet.headers[positions.get(key) ?? -1] ?? columns[key].headers[0];
      found.push({ row: source.row, column, code, message });
    },
  };
}
