import type { Statement } from './engine.ts';
import type { ColumnShape, TableShape } from './table-shape.ts';

/*
 * Fixed statements over one JSON parameter: however many rows, one statement a table.
 * They are built once and kept, since building SQL costs more than running it.
 */

const built = new Map<string, string>();

function once(key: string, build: () => string): string {
  const known = built.get(key);
  if (known !== undefined) return known;
  const sql = build();
  built.set(key, sql);
  return sql;
}

/** Without it `json_each` writes the text of a row anew for each of its columns, which costs more than storing the row. */
const materialised = 'WITH j("value") AS MATERIALIZED (SELECT "value" FROM json_each(?))';

function over(sql: string, rows: readonly unknown[]): Statement {
  return { sql, params: [JSON.stringify(rows)] };
}

/** `rows` holds, for each row to find, the values of `columns` in order. */
export function selectStatement(
  shape: TableShape,
  columns: readonly string[],
  rows: readonly unknown[],
): Statement {
  const sql = once(`select ${shape.name} ${columns.join()}`, () => {
    const match = columns.map((name, index) => `t."${name}" = j.value ->> ${String(index)}`).join(' AND ');
    return `SELECT ${shape.selection} FROM json_each(?) AS j CROSS JOIN "${shape.name}" AS t ON ${match}`;
  });
  return over(sql, rows);
}

/** `rows` holds, for each new row, the values of `columns`, JSON as it is; the other columns take their defaults. */
export function insertStatement(
  shape: TableShape,
  columns: readonly ColumnShape[],
  rows: readonly unknown[],
): Statement {
  const sql = once(`insert ${shape.name} ${columns.map(({ name }) => name).join()}`, () => {
    const names = columns.map(({ name }) => `"${name}"`).join(', ');
    const values = columns.map(({ kind }, index) =>
      // JSON stays JSON on its way: as a text inside a text each of its quotes would be escaped and read again.
      kind === 'json' ? `nullif(j.value -> ${String(index)}, 'null')` : `j.value ->> ${String(index)}`,
    );
    return `${materialised} INSERT INTO "${shape.name}" (${names}) SELECT ${values.join(', ')} FROM j`;
  });
  return over(sql, rows);
}

/**
 * `rows` holds the key's values, then what is added to each column of `added`, then the new value of each of `set`.
 * One statement for both, since a CHECK may look at a counter and at what was set beside it.
 */
export function changeStatement(
  shape: TableShape,
  added: readonly string[],
  set: readonly string[],
  rows: readonly unknown[],
): Statement {
  const sql = once(`change ${shape.name} ${added.join()} ${set.join()}`, () => {
    const value = (index: number) => `j.value ->> ${String(index + shape.key.length)}`;
    const changes = [
      ...added.map((name, index) => `"${name}" = "${shape.name}"."${name}" + (${value(index)})`),
      ...set.map((name, index) => `"${name}" = ${value(index + added.length)}`),
    ];
    // Counters commute, so adding makes nobody decide anew.
    if (shape.versioned && set.length > 0) changes.push(`"version" = "${shape.name}"."version" + 1`);
    return updateSql(shape, changes);
  });
  return over(sql, rows);
}

function updateSql(shape: TableShape, changes: readonly string[]): string {
  const match = shape.key.map((name, index) => `"${shape.name}"."${name}" = j.value ->> ${String(index)}`);
  return `UPDATE "${shape.name}" SET ${changes.join(', ')} FROM json_each(?) AS j WHERE ${match.join(' AND ')}`;
}

/** Rows of a table that must still be at the versions on which the decision was made: the key's values, then the version. */
export type Versions = readonly [shape: TableShape, rows: readonly unknown[]];

/** Fails the batch unless every row is still at its version: one statement for all tables, since each costs a call. */
export function versionGuard(...versions: readonly Versions[]): Statement {
  const sql = once(`guard ${versions.map(([{ name }]) => name).join()}`, () =>
    guardSql(versions.map(([shape]) => `(${staleSql(shape)})`).join(' + ')),
  );
  return { sql, params: versions.map(([, rows]) => JSON.stringify(rows)) };
}

/** Counts the rows that have another version by now. */
function staleSql(shape: TableShape): string {
  const match = shape.key.map((name, index) => `t."${name}" = j.value ->> ${String(index)}`).join(' AND ');
  const version = `(SELECT t."version" FROM "${shape.name}" AS t WHERE ${match})`;
  return `SELECT count(*) FROM json_each(?) AS j WHERE ${version} IS NOT j.value ->> ${String(shape.key.length)}`;
}

/** A guard fails the batch (CHECK `guard_holds`) when its query counts anything at all. */
export function guardSql(countOfWhatMustNotBe: string): string {
  return `UPDATE "guards" SET "failed" = (${countOfWhatMustNotBe}) WHERE "id" = 1`;
}
