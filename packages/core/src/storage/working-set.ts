import type { Engine, SqlRow, SqlValue, Statement } from './engine.ts';
import { PendingChanges } from './pending-changes.ts';
import { selectStatement } from './statements.ts';
import { completeRow, decodeRow, keyOf, type TableShape, textOf, type Values } from './table-shape.ts';

/** Thrown when a decision asks for rows that are not loaded yet; the road loads them and decides again. */
export const missing = Symbol('rows are not loaded yet');

interface Index {
  readonly columns: readonly string[];
  readonly members: Map<string, Set<string>>;
  /** The values for which every row of the database is known. */
  readonly known: Set<string>;
}

/** A row that a decision has seen: it holds only while the row is at this version. */
export interface SeenRow {
  readonly shape: TableShape;
  readonly key: string;
  readonly row: Values;
}

interface TableState {
  readonly shape: TableShape;
  /** Rows by key as they stand after the decisions so far; `null` is known to be absent. */
  readonly rows: Map<string, Values | null>;
  readonly inserted: Set<string>;
  readonly indexes: Map<string, Index>;
}

interface Wanted {
  readonly state: TableState;
  readonly columns: readonly string[];
  readonly values: Map<string, readonly unknown[]>;
}

/**
 * The rows that one batch of commands decides on: what was loaded, changed by what was decided so far.
 * A later command of the batch therefore sees what the earlier ones did, before anything is committed.
 */
export class WorkingSet {
  readonly pending = new PendingChanges();
  readonly #tables = new Map<TableShape, TableState>();
  readonly #created = new Set<unknown>();
  readonly #answers = new Map<string, readonly SqlRow[]>();
  #questions = new Map<string, Statement>();
  #wanted = new Map<string, Wanted>();
  #undo: (() => void)[] = [];

  /** Remembers an id made in this batch: no row of the database can refer to it. */
  created(id: string): void {
    this.#created.add(id);
  }

  /** The row with this key, noted in `seen` where its version must still hold. */
  find(shape: TableShape, key: Values, seen: SeenRow[]): Values | null {
    const state = this.#state(shape);
    const text = keyOf(shape, key);
    const row = state.rows.get(text);
    if (row) note(state, text, row, seen);
    if (row !== undefined) return row;
    if (this.#isCreated(shape.key, key)) return null;
    this.#want(state, shape.key, key);
    throw missing;
  }

  /** Every row whose columns have these values, noted as by `find`. */
  list(shape: TableShape, where: Values, seen: SeenRow[]): Values[] {
    const state = this.#state(shape);
    const columns = Object.keys(where);
    const index = this.#index(state, columns);
    const values = textOf(columns, where);
    if (!this.#isKnown(index, values, where)) {
      this.#want(state, columns, where);
      throw missing;
    }
    const found: Values[] = [];
    for (const key of index.members.get(values) ?? []) {
      const row = state.rows.get(key);
      if (!row || textOf(columns, row) !== values) continue;
      note(state, key, row, seen);
      found.push(row);
    }
    return found;
  }

  /** The answer of any SQL query, on the database as it was before this batch. */
  rows(sql: string, params: readonly SqlValue[]): readonly SqlRow[] {
    const key = `${sql} ${JSON.stringify(params)}`;
    const known = this.#answers.get(key);
    if (known) return known;
    this.#questions.set(key, { sql, params });
    throw missing;
  }

  /** Asks any SQL query without reading its answer. */
  askRows(sql: string, params: readonly SqlValue[]): void {
    const key = `${sql} ${JSON.stringify(params)}`;
    if (!this.#answers.has(key)) this.#questions.set(key, { sql, params });
  }

  /** Asks for rows without reading them; answers whether all of them are at hand. */
  ask(shape: TableShape, where: Values): boolean {
    const state = this.#state(shape);
    const columns = Object.keys(where);
    const byKey = isKey(shape.key, columns, where);
    if (byKey) {
      if (state.rows.has(keyOf(shape, where)) || this.#isCreated(columns, where)) return true;
    } else if (this.#isKnown(this.#index(state, columns), textOf(columns, where), where)) return true;
    this.#want(state, byKey ? shape.key : columns, where);
    return false;
  }

  insert(shape: TableShape, values: Values, first = false): Values {
    const state = this.#state(shape);
    const row = completeRow(shape, values);
    const key = keyOf(shape, row);
    const before = state.rows.get(key);
    if (before) throw new Error(`${shape.name} ${key} is inserted twice`);
    state.rows.set(key, row);
    state.inserted.add(key);
    this.#enter(state, key, row);
    this.#undo.push(this.pending.insert(shape, key, row, first), () => {
      state.inserted.delete(key);
      if (before === undefined) state.rows.delete(key);
      else state.rows.set(key, before);
    });
    return row;
  }

  append(shape: TableShape, values: Values): void {
    this.#undo.push(this.pending.append(shape, values));
  }

  add(shape: TableShape, row: Values, amounts: Readonly<Record<string, number>>): Values {
    return this.#change(shape, row, (current, key) => {
      const next: Record<string, unknown> = { ...current };
      for (const [name, amount] of Object.entries(amounts)) next[name] = Number(current[name]) + amount;
      this.#undo.push(this.pending.add(shape, key, amounts, next));
      return next;
    });
  }

  set(shape: TableShape, row: Values, values: Values): Values {
    return this.#change(shape, row, (current, key) => {
      const next = { ...current, ...values };
      this.#undo.push(this.pending.set(shape, key, values, next));
      return next;
    });
  }

  /** Keeps what the command did. */
  accept(): void {
    this.#undo = [];
  }

  /** Takes back what the command did since the last `accept`. */
  rollBack(): void {
    for (const undo of this.#undo.toReversed()) undo();
    this.#undo = [];
  }

  undoWith(undo: () => void): void {
    this.#undo.push(undo);
  }

  get wantsRows(): boolean {
    return this.#wanted.size > 0 || this.#questions.size > 0;
  }

  /** Loads everything that was asked for since the last load, in one round trip. */
  async load(engine: Engine): Promise<void> {
    const wanted = [...this.#wanted.values()];
    const questions = [...this.#questions];
    this.#wanted = new Map();
    this.#questions = new Map();
    const statements: Statement[] = wanted.map(({ state, columns, values }) =>
      selectStatement(state.shape, columns, [...values.values()]),
    );
    const results = await engine.run([...statements, ...questions.map(([, question]) => question)], 'read');
    for (const [position, request] of wanted.entries()) this.#receive(request, results[position] ?? []);
    for (const [position, [key]] of questions.entries()) {
      this.#answers.set(key, results[wanted.length + position] ?? []);
    }
  }

  #receive({ state, columns, values }: Wanted, rows: readonly SqlRow[]): void {
    const { shape } = state;
    for (const raw of rows) {
      const row = decodeRow(shape, raw);
      const key = keyOf(shape, row);
      if (!state.rows.get(key)) state.rows.set(key, row);
      this.#enter(state, key, row);
    }
    const byKey = columns === shape.key;
    const index = byKey ? null : this.#index(state, columns);
    for (const text of values.keys()) {
      if (index) index.known.add(text);
      else if (!state.rows.has(text)) state.rows.set(text, null);
    }
  }

  #change(shape: TableShape, row: Values, apply: (current: Values, key: string) => Values): Values {
    const state = this.#state(shape);
    const key = keyOf(shape, row);
    const current = state.rows.get(key);
    if (!current) throw new Error(`${shape.name} ${key} is changed before it was read`);
    const next = apply(current, key);
    state.rows.set(key, next);
    this.#enter(state, key, next);
    this.#undo.push(() => state.rows.set(key, current));
    return next;
  }

  /** Enters a row into every index; a row that has moved on is left out when the index is read. */
  #enter(state: TableState, key: string, row: Values): void {
    for (const index of state.indexes.values()) {
      const values = textOf(index.columns, row);
      const members = index.members.get(values);
      if (members) members.add(key);
      else index.members.set(values, new Set([key]));
    }
  }

  #isKnown(index: Index, values: string, where: Values): boolean {
    return index.known.has(values) || this.#isCreated(index.columns, where);
  }

  #isCreated(columns: readonly string[], where: Values): boolean {
    for (const name of columns) if (this.#created.has(where[name])) return true;
    return false;
  }

  #want(state: TableState, columns: readonly string[], where: Values): void {
    const id = `${state.shape.name} ${columns.join()}`;
    let request = this.#wanted.get(id);
    if (!request) {
      request = { state, columns, values: new Map() };
      this.#wanted.set(id, request);
    }
    const byKey = columns === state.shape.key;
    const text = byKey ? keyOf(state.shape, where) : textOf(columns, where);
    request.values.set(
      text,
      columns.map((name) => where[name]),
    );
  }

  #state(shape: TableShape): TableState {
    const known = this.#tables.get(shape);
    if (known) return known;
    const state: TableState = { shape, rows: new Map(), inserted: new Set(), indexes: new Map() };
    this.#tables.set(shape, state);
    return state;
  }

  #index(state: TableState, columns: readonly string[]): Index {
    const id = columns.length === 1 ? (columns[0] ?? '') : columns.join();
    const known = state.indexes.get(id);
    if (known) return known;
    const index: Index = { columns, members: new Map(), known: new Set() };
    state.indexes.set(id, index);
    for (const [key, row] of state.rows) {
      if (!row) continue;
      const values = textOf(columns, row);
      index.members.set(values, (index.members.get(values) ?? new Set()).add(key));
    }
    return index;
  }
}

/** Whether these columns are the whole key. */
function isKey(key: readonly string[], columns: readonly string[], where: Values): boolean {
  if (columns.length !== key.length) return false;
  for (const name of key) if (!(name in where)) return false;
  return true;
}

/** A row that this batch makes has no version that anybody else could change. */
function note({ shape, inserted }: TableState, key: string, row: Values, seen: SeenRow[]): void {
  if (shape.versioned && !inserted.has(key)) seen.push({ shape, key, row });
}
