import { sql } from 'drizzle-orm';
import { check, integer, text } from 'drizzle-orm/sqlite-core';

/** A text that must be there. */
export const required = () => text().notNull();
/** The id that the road makes, the host never. */
export const id = () => text().primaryKey();
/** A whole number that starts at 0: pieces, minor units of money. */
export const counter = () => integer().notNull().default(0);
/** A whole number that must be given: money in minor units, an instant in epoch milliseconds. */
export const whole = () => integer().notNull();
export const flag = () => integer({ mode: 'boolean' }).notNull().default(false);
/** Counts the changes of a row; a decision taken on an older version is refused by the batch. */
export const version = () => integer().notNull().default(0);
export const json = <Value>() => text({ mode: 'json' }).$type<Value>().notNull();

/** A named rule of the table, the last guard behind every decision. Columns are quoted by the caller. */
export const rule = (name: string, condition: string) => check(name, sql.raw(condition));
/** A rule that each of these columns holds nothing below zero. */
export const notNegative = (name: string, ...columns: string[]) =>
  rule(name, columns.map((column) => `"${column}" >= 0`).join(' AND '));
export const oneOf = (name: string, column: string, values: readonly string[]) =>
  rule(name, `"${column}" IN (${values.map((value) => `'${value}'`).join(', ')})`);
