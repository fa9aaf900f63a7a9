import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { assert } from '../shared/error.ts';
import type { SqlRow, SqlValue } from './engine.ts';

/** A decoded row: the JavaScript values of the columns, JSON columns parsed, flags as booleans. */
export type Values = Readonly<Record<string, unknown>>;

export interface ColumnShape {
  readonly name: string;
  readonly kind: 'plain' | 'json' | 'boolean';
  readonly fallback: unknown;
}

/** What the write road needs to know of a table, read once from its drizzle definition. */
export interface TableShape {
  readonly table: SQLiteTable;
  readonly name: string;
  readonly columns: readonly ColumnShape[];
  readonly kinds: ReadonlyMap<string, ColumnShape['kind']>;
  /** A row of nothing but defaults. */
  readonly defaults: Values;
  readonly key: readonly string[];
  /** A versioned row is guarded: what was decided on it is refused when it has changed since. */
  readonly versioned: boolean;
  /** What to select of the table under the alias `t`, for `decodeRow`: each row packed as JSON. */
  readonly selection: string;
}

const shapes = new WeakMap<SQLiteTable, TableShape>();

export function shapeOf(table: SQLiteTable): TableShape {
  const known = shapes.get(table);
  if (known) return known;
  const config = getTableConfig(table);
  const columns = config.columns.map(columnShape);
  const compound = config.primaryKeys[0]?.columns.map((column) => column.name);
  const primary = compound ?? config.columns.filter((column) => column.primary).map((column) => column.name);
  // A sequence is given by the database, so until the commit such a row is known by its id.
  const key = primary.join() === 'sequence' ? ['id'] : primary;
  assert(key.length > 0, `table ${config.name} has a primary key`);
  const shape: TableShape = {
    table,
    name: config.name,
    columns,
    kinds: new Map(columns.map(({ name, kind }) => [name, kind])),
    defaults: Object.fromEntries(columns.map(({ name, fallback }) => [name, fallback])),
    key,
    versioned: columns.some((column) => column.name === 'version'),
    selection: packedSelection(columns),
  };
  shapes.set(table, shape);
  return shape;
}

function columnShape(column: SQLiteColumn): ColumnShape {
  const kind = column.dataType === 'json' ? 'json' : column.dataType === 'boolean' ? 'boolean' : 'plain';
  return { name: column.name, kind, fallback: column.default ?? null };
}

/** How many values D1 lets a function take is 32. */
const packMax = 30;

/**
 * An engine gives a row to JavaScript value by value, and each costs more than reading it from JSON: packed as one
 * text, a row of 30 columns comes three times as fast.
 */
function packedSelection(columns: readonly ColumnShape[]): string {
  const packs: string[] = [];
  for (let start = 0; start < columns.length; start += packMax) {
    const values = columns.slice(start, start + packMax).map(({ name }) => `t."${name}"`);
    packs.push(`json_array(${values.join(', ')}) AS "pack${String(packs.length)}"`);
  }
  return packs.join(', ');
}

/** Reads a row that was selected as `selection`. */
export function decodeRow(shape: TableShape, row: SqlRow): Values {
  const values: Record<string, unknown> = { ...shape.defaults };
  let pack: readonly SqlValue[] = [];
  for (const [at, { name, kind }] of shape.columns.entries()) {
    const place = at % packMax;
    if (place === 0) pack = JSON.parse(String(row[`pack${String(at / packMax)}`])) as SqlValue[];
    const raw = pack[place] ?? null;
    if (raw === null || kind === 'plain') values[name] = raw;
    else values[name] = kind === 'json' ? JSON.parse(String(raw)) : raw !== 0;
  }
  return values;
}

export function encodeValue(shape: TableShape, name: string, value: unknown): SqlValue {
  const kind = shape.kinds.get(name);
  if (kind === undefined) throw new Error(`${shape.name} has no column ${name}`);
  return encode(kind, value);
}

export function encode(kind: ColumnShape['kind'], value: unknown): SqlValue {
  if (value === null || value === undefined) return null;
  if (kind === 'json') return JSON.stringify(value);
  if (kind === 'boolean') return value === true ? 1 : 0;
  return value as SqlValue;
}

/** Fills what an insert leaves out with the column's default, so that the row reads as it will be stored. */
export function completeRow(shape: TableShape, values: Values): Values {
  // A copy of a whole row costs a fraction of what naming 40 columns does.
  const complete: Record<string, unknown> = { ...shape.defaults };
  for (const name of Object.keys(values)) {
    // The text of an assertion is made for every call, and this is the most frequent one.
    if (!(name in complete)) throw new Error(`${shape.name} has no column ${name}`);
    const value = values[name];
    if (value !== null && value !== undefined) complete[name] = value;
  }
  return complete;
}

/** The row's primary key as one text, for maps. */
export function keyOf(shape: TableShape, values: Values): string {
  return textOf(shape.key, values);
}

/** The values of these columns as one text, for maps; each with its length, since a text may hold whatever divides them. */
export function textOf(columns: readonly string[], values: Values): string {
  if (columns.length === 1) return partOf(values[columns[0] ?? '']);
  let text = '';
  for (const name of columns) {
    const part = partOf(values[name]);
    text += `${String(part.length)}:${part}`;
  }
  return text;
}

/** No text holds a NUL: somebody's id may well be the word null. */
function partOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === null || value === undefined ? '\u0000' : JSON.stringify(value);
}
