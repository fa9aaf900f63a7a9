import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { EventOf, EventType } from './events/event.ts';
import type { ErrorCode } from './error-codes.ts';
import { refuse } from './shared/error.ts';
import type { SqlRow, SqlValue } from './storage/engine.ts';
import { inParts } from './storage/pending-changes.ts';
import { guardSql, versionGuard } from './storage/statements.ts';
import { shapeOf, type Values } from './storage/table-shape.ts';
import { missing, type SeenRow, type WorkingSet } from './storage/working-set.ts';

export type Row<Table extends SQLiteTable> = Readonly<Table['$inferSelect']>;
export type NewRow<Table extends SQLiteTable> = Readonly<Table['$inferInsert']>;
export type Where<Table extends SQLiteTable> = Partial<Row<Table>>;
/** Rows to have at hand: `[orders, { id }]`. */
export type RowRequest = readonly [SQLiteTable, Values];
type Numbers<Table extends SQLiteTable> = {
  readonly [Name in keyof Row<Table>]?: Row<Table>[Name] extends number ? number : never;
};

/**
 * What a decision works on: rows to read, and changes to leave behind as data.
 * Reads are synchronous. A row that is not loaded yet ends the decision early; it is loaded and the
 * decision is taken again from the start, so a decision must have no effect but through its work.
 */
export class Work {
  readonly emitted: EventOf<EventType>[] = [];
  readonly #set: WorkingSet;
  readonly #seen: SeenRow[] = [];

  constructor(set: WorkingSet) {
    this.#set = set;
  }

  /** Asks for many rows at once, so that they come in one round trip: `need([orders, { id }], [orderLines, { orderId: id }])`. */
  need(...requests: readonly RowRequest[]): void {
    let complete = true;
    for (const [table, where] of requests) complete = this.#set.ask(shapeOf(table), where) && complete;
    if (!complete) throw missing;
  }

  /** Asks for rows that will be needed, without ending the decision; answers whether they are at hand. */
  expect<Table extends SQLiteTable>(table: Table, where: Where<Table>): boolean {
    return this.#set.ask(shapeOf(table), where);
  }

  /** The row with this key (an id, or an object for a compound key), or undefined. */
  find<Table extends SQLiteTable>(table: Table, key: string | Where<Table>): Row<Table> | undefined {
    const shape = shapeOf(table);
    const where = typeof key === 'string' ? { [shape.key[0] ?? 'id']: key } : key;
    return this.#set.find(shape, where, this.#seen) ?? undefined;
  }

  /** The row with this key; refuses with `code` where there is none. */
  get<Table extends SQLiteTable>(
    table: Table,
    key: string | Where<Table>,
    code: ErrorCode = 'not_found',
  ): Row<Table> {
    return this.find(table, key) ?? refuse(code, { what: shapeOf(table).name, key });
  }

  /** Every row whose columns have these values, in no particular order. */
  list<Table extends SQLiteTable>(table: Table, where: Where<Table>): Row<Table>[] {
    return this.#set.list(shapeOf(table), where, this.#seen);
  }

  first<Table extends SQLiteTable>(table: Table, where: Where<Table>): Row<Table> | undefined {
    return this.list(table, where)[0];
  }

  /** Finds by our id or, with the prefix `external:`, by the host shop's. */
  resolve<Table extends SQLiteTable>(
    table: Table,
    reference: string,
    code: ErrorCode = 'not_found',
  ): Row<Table> {
    if (!reference.startsWith('external:')) return this.get(table, reference, code);
    const where = { externalId: reference.slice('external:'.length) } as unknown as Where<Table>;
    return this.first(table, where) ?? refuse(code, { what: shapeOf(table).name, key: reference });
  }

  /**
   * Rows of any SQL query, as they stood before this batch: sums that a set-based verb answers with. Nothing guards
   * them, so the same batch asserts with `guard` what must still hold. Only for verbs that run alone.
   */
  rows<Shape = SqlRow>(sql: string, params: readonly SqlValue[] = []): readonly Shape[] {
    return this.#set.rows(sql, params) as readonly Shape[];
  }

  /** Asks such a query along with whatever is loaded next, because `rows` will probably be called with it. */
  expectRows(sql: string, params: readonly SqlValue[] = []): void {
    this.#set.askRows(sql, params);
  }

  insert<Table extends SQLiteTable>(table: Table, row: NewRow<Table>): Row<Table> {
    return this.#insert(table, row, false);
  }

  /** Inserts a row that stored rows move under in the same batch: it is written before they are changed. */
  insertFirst<Table extends SQLiteTable>(table: Table, row: NewRow<Table>): Row<Table> {
    return this.#insert(table, row, true);
  }

  /**
   * A new row of a table that no decision reads (events, the ledger): it is only written, never found in this batch,
   * which costs a fraction of `insert`. What is left out takes its default from the database.
   */
  append<Table extends SQLiteTable>(table: Table, row: NewRow<Table>): void {
    this.#set.append(shapeOf(table), row);
  }

  /** Adds to counters of a stored row; two writers that add never overwrite each other. */
  add<Table extends SQLiteTable>(table: Table, row: Row<Table>, amounts: Numbers<Table>): Row<Table> {
    return this.#set.add(shapeOf(table), row, amounts as Record<string, number>);
  }

  /** Sets columns of a stored row. The batch fails when another writer has changed the row since it was read. */
  set<Table extends SQLiteTable>(table: Table, row: Row<Table>, values: Where<Table>): Row<Table> {
    return this.#set.set(shapeOf(table), row, values);
  }

  /** Set-based SQL, run in the same batch after all rows are written. Later reads of this batch do not see it. */
  statement(sql: string, params: readonly SqlValue[] = []): void {
    this.#set.undoWith(this.#set.pending.statement({ sql, params }));
  }

  /** Such SQL over many rows: `?1` is a JSON array of them, in parts, since an engine takes so much text at once. */
  statementOver(sql: string, rows: readonly unknown[], params: readonly SqlValue[] = []): void {
    for (const part of inParts(rows, (some) => JSON.stringify(some))) this.statement(sql, [part, ...params]);
  }

  /** The batch holds only while these rows, read by `rows`, are at these versions: the values of the key, then the version. */
  guardVersions(table: SQLiteTable, rows: readonly (readonly SqlValue[])[]): void {
    for (const { sql, params } of inParts(rows, (some) => versionGuard([shapeOf(table), some])))
      this.statement(sql, params);
  }

  /** Fails the batch, and has the command decided again, when this SQL counts anything. */
  guard(countOfWhatMustNotBe: string, params: readonly SqlValue[] = []): void {
    this.statement(guardSql(countOfWhatMustNotBe), params);
  }

  /** A fact that has happened, stored with the change it tells of; `reactions.ts` says what follows. */
  emit<Type extends EventType>(event: EventOf<Type>): void {
    this.emitted.push(event);
  }

  /** The versions that the decision was taken on become guards of the batch. */
  keepGuards(): void {
    for (const { shape, key, row } of this.#seen) this.#set.pending.guard(shape, key, row);
  }

  #insert<Table extends SQLiteTable>(table: Table, row: NewRow<Table>, first: boolean): Row<Table> {
    const shape = shapeOf(table);
    const [key] = shape.key;
    if (key === 'id') this.#set.created(String((row as Values).id));
    return this.#set.insert(shape, row, first);
  }
}
