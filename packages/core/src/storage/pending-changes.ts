import type { Statement } from './engine.ts';
import { changeStatement, insertStatement, versionGuard } from './statements.ts';
import { encode, encodeValue, type TableShape, type Values } from './table-shape.ts';

type Undo = () => void;

/** What will be written of one row: a new row, or what is added to and set in a stored one. */
interface RowChange {
  readonly row: Values;
  readonly inserted: boolean;
  /** Written before stored rows are changed, since some of them move under it. */
  readonly first?: boolean;
  readonly adds: Readonly<Record<string, number>>;
  readonly sets: Values;
}

/** The changes of one batch as data: grouped by table, each group becomes one fixed statement. */
export class PendingChanges {
  readonly #changes = new Map<TableShape, Map<string, RowChange>>();
  /** New rows that nobody reads again. */
  readonly #appended = new Map<TableShape, Values[]>();
  readonly #guards = new Map<TableShape, Map<string, readonly unknown[]>>();
  readonly #statements: Statement[] = [];

  get isEmpty(): boolean {
    return (
      this.#statements.length === 0 &&
      ![...this.#changes.values()].some((changes) => changes.size > 0) &&
      ![...this.#appended.values()].some((rows) => rows.length > 0)
    );
  }

  insert(shape: TableShape, key: string, row: Values, first: boolean): Undo {
    return this.#put(shape, key, { row, inserted: true, first, adds: {}, sets: {} });
  }

  append(shape: TableShape, row: Values): Undo {
    let rows = this.#appended.get(shape);
    if (!rows) this.#appended.set(shape, (rows = []));
    const known = rows;
    known.push(row);
    // What was done last is taken back first.
    return () => known.pop();
  }

  add(shape: TableShape, key: string, amounts: Readonly<Record<string, number>>, row: Values): Undo {
    const before = this.#change(shape, key, row);
    if (before.inserted) return this.#put(shape, key, { ...before, row });
    const adds: Record<string, number> = { ...before.adds };
    const sets: Record<string, unknown> = { ...before.sets };
    for (const [name, amount] of Object.entries(amounts)) {
      // A column that was set to a value in this batch stays a set: the sum is known.
      if (name in sets) sets[name] = row[name];
      else adds[name] = (adds[name] ?? 0) + amount;
    }
    return this.#put(shape, key, { row, inserted: false, adds, sets });
  }

  set(shape: TableShape, key: string, values: Values, row: Values): Undo {
    const before = this.#change(shape, key, row);
    if (before.inserted) return this.#put(shape, key, { ...before, row });
    const adds = Object.fromEntries(Object.entries(before.adds).filter(([name]) => !(name in values)));
    return this.#put(shape, key, { row, inserted: false, adds, sets: { ...before.sets, ...values } });
  }

  /** The batch holds only while this row is at this version. */
  guard(shape: TableShape, key: string, row: Values): void {
    let guards = this.#guards.get(shape);
    if (!guards) this.#guards.set(shape, (guards = new Map()));
    if (!guards.has(key)) guards.set(key, [...shape.key.map((name) => row[name]), row.version]);
  }

  statement(statement: Statement): Undo {
    this.#statements.push(statement);
    return () => this.#statements.pop();
  }

  /** Guards first, then rows that others move under, changes of stored rows, new rows in the order of the tables, and last the set-based SQL. */
  statements(tableOrder: readonly TableShape[]): Statement[] {
    const guards = this.#guardStatements();
    const first: Statement[] = [];
    const updates: Statement[] = [];
    const inserts: Statement[] = [];
    for (const shape of tableOrder) {
      const changes = [...(this.#changes.get(shape)?.values() ?? [])];
      updates.push(...updatesOf(shape, changes));
      const added = changes.filter(({ inserted }) => inserted);
      first.push(
        ...insertsOf(
          shape,
          added.filter((change) => change.first === true),
        ),
      );
      inserts.push(
        ...insertsOf(
          shape,
          added.filter((change) => change.first !== true),
          this.#appended.get(shape),
        ),
      );
    }
    return [...guards, ...first, ...updates, ...inserts, ...this.#statements];
  }

  #guardStatements(): Statement[] {
    const guards = [...this.#guards].map(([shape, rows]) => [shape, [...rows.values()]] as const);
    const few = guards.filter(([, rows]) => rows.length <= rowsMax);
    const many = guards.filter(([, rows]) => rows.length > rowsMax);
    return [
      ...(few.length === 0 ? [] : [versionGuard(...few)]),
      ...many.flatMap(([shape, rows]) => inParts(rows, (part) => versionGuard([shape, part]))),
    ];
  }

  #change(shape: TableShape, key: string, row: Values): RowChange {
    return this.#changes.get(shape)?.get(key) ?? { row, inserted: false, adds: {}, sets: {} };
  }

  #put(shape: TableShape, key: string, change: RowChange): Undo {
    let changes = this.#changes.get(shape);
    if (!changes) this.#changes.set(shape, (changes = new Map()));
    const known = changes;
    const before = known.get(key);
    known.set(key, change);
    return () => (before ? known.set(key, before) : known.delete(key));
  }
}

function insertsOf(
  shape: TableShape,
  changes: readonly RowChange[],
  appended: readonly Values[] = [],
): Statement[] {
  const rows = changes.length === 0 ? appended : [...changes.map(({ row }) => row), ...appended];
  return inParts(rows, (part) => insertOf(shape, part));
}

/** Reading a value out of JSON costs time, so columns that are at their default in every row are left to the database. */
function insertOf(shape: TableShape, rows: readonly Values[]): Statement {
  const told = shape.columns.filter(({ name, fallback }) =>
    rows.some((row) => (row[name] ?? fallback) !== fallback),
  );
  const encoded = rows.map((row) => {
    const values: unknown[] = [];
    for (const { name, kind, fallback } of told) {
      const value = row[name] ?? fallback;
      values.push(kind === 'boolean' ? encode(kind, value) : value);
    }
    return values;
  });
  return insertStatement(shape, told, encoded);
}

interface ChangeGroup {
  readonly added: readonly string[];
  readonly set: readonly string[];
  readonly rows: unknown[][];
}

/** Rows of which the same columns change share a statement. */
function updatesOf(shape: TableShape, changes: readonly RowChange[]): Statement[] {
  const groups = new Map<string, ChangeGroup>();
  for (const { row, inserted, adds, sets } of changes) {
    const added = Object.keys(adds).filter((name) => adds[name] !== 0);
    const set = Object.keys(sets);
    if (inserted || added.length + set.length === 0) continue;
    const columns = `${added.join()} ${set.join()}`;
    const group = groups.get(columns) ?? { added, set, rows: [] };
    groups.set(columns, group);
    group.rows.push([
      ...shape.key.map((name) => row[name]),
      ...added.map((name) => adds[name]),
      ...set.map((name) => encodeValue(shape, name, sets[name])),
    ]);
  }
  return [...groups.values()].flatMap(({ added, set, rows }) =>
    inParts(rows, (part) => changeStatement(shape, added, set, part)),
  );
}

/** How many rows one statement carries: some hundred kilobytes of JSON, well below the 2 MB that D1 takes. */
const rowsMax = 1000;

/** Builds a statement for as many rows at a time as one carries. */
export function inParts<Item, Part>(rows: readonly Item[], build: (part: readonly Item[]) => Part): Part[] {
  const parts: Part[] = [];
  for (let start = 0; start < rows.length; start += rowsMax) {
    parts.push(build(rows.slice(start, start + rowsMax)));
  }
  return parts;
}
