import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { SqlRow, SqlValue, Statement } from '../storage/engine.ts';
import type { Reader } from '../storage/reader.ts';
import { decodeRow, shapeOf } from '../storage/table-shape.ts';
import type { Row } from '../work.ts';

export interface Wanted<Found> {
  readonly statement: Statement;
  decode(row: SqlRow): Found;
}

/** Whole rows of a table: `where` is SQL over the alias `t`. */
export function rowsOf<Table extends SQLiteTable>(
  table: Table,
  where: string,
  params: readonly SqlValue[],
): Wanted<Row<Table>> {
  const shape = shapeOf(table);
  const sql = `SELECT ${shape.selection} FROM "${shape.name}" AS t WHERE ${where}`;
  return { statement: { sql, params }, decode: (row) => decodeRow(shape, row) as Row<Table> };
}

/** Columns of any query. */
export function columnsOf<Found>(sql: string, params: readonly SqlValue[]): Wanted<Found> {
  return { statement: { sql, params }, decode: (row) => row as Found };
}

type FoundBy<Wishes> = {
  readonly [Name in keyof Wishes]: Wishes[Name] extends Wanted<infer Found> ? readonly Found[] : never;
};

/** Everything that is wanted, in one round trip. */
export async function readTogether<Wishes extends Readonly<Record<string, Wanted<unknown>>>>(
  reader: Reader,
  wishes: Wishes,
): Promise<FoundBy<Wishes>> {
  const names = Object.keys(wishes);
  const results = await reader.together(Object.values(wishes).map(({ statement }) => statement));
  const found = names.map((name, index) => [
    name,
    (results[index] ?? []).map((row) => wishes[name]?.decode(row)),
  ]);
  return Object.fromEntries(found) as FoundBy<Wishes>;
}
