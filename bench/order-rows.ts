import { libsqlEngine } from '../packages/core/src/storage/libsql.ts';
import type { Statement } from '../packages/core/src/storage/engine.ts';
import { customerId, openNeighbourhood, orderOf, till } from './neighbourhood.ts';

type Value = string | number | null;

/** New rows of one table, as an order writes them. */
export interface NewRows {
  readonly table: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Value[])[];
}

/** Amounts that an order adds to counters of stored rows. */
export interface Additions {
  readonly table: string;
  readonly keys: readonly string[];
  readonly columns: readonly string[];
  /** Key values, then amounts. */
  readonly rows: readonly (readonly Value[])[];
}

export interface OrderRows {
  readonly additions: readonly Additions[];
  readonly inserts: readonly NewRows[];
}

/**
 * What one order writes, taken from an order that our own road has placed, so that a floor writes the very same
 * rows: `(index) => rows`, with ids, customer and references of its own for each index.
 */
export async function recordOrderRows(): Promise<(index: number) => OrderRows> {
  const engine = await libsqlEngine({ url: ':memory:' });
  const recorded: Statement[] = [];
  const tuan = await openNeighbourhood({
    ...engine,
    run: (statements, mode) => {
      if (mode === 'write') recorded.push(...statements);
      return engine.run(statements, mode);
    },
  });
  recorded.length = 0;
  await tuan.orders.place(orderOf(0, 'recorded'), { idempotencyKey: 'recorded-0', actor: till });
  await engine.close?.();
  const template: OrderRows = {
    additions: recorded.flatMap(additionsOf),
    inserts: recorded.flatMap(insertsOf),
  };
  return (index) => ({
    additions: template.additions.map((each) => ({ ...each, rows: rename(each.rows, index) })),
    inserts: template.inserts.map((each) => ({ ...each, rows: rename(each.rows, index) })),
  });
}

const names = (list: string) => [...list.matchAll(/"(\w+)"/g)].map(([, name]) => name ?? '');
/** JSON travels as it is and is stored as text. */
const rowsOf = ({ params }: Statement) =>
  (JSON.parse(String(params[0])) as unknown[][]).map((row) =>
    row.map((value) =>
      typeof value === 'object' && value !== null ? JSON.stringify(value) : (value as Value),
    ),
  );

function insertsOf(statement: Statement): NewRows[] {
  const [, table, columns] = /^(?:WITH .+?\)\) )?INSERT INTO "(\w+)" \(([^)]+)\)/.exec(statement.sql) ?? [];
  if (table === undefined || columns === undefined) return [];
  return [{ table, columns: names(columns), rows: rowsOf(statement) }];
}

function additionsOf(statement: Statement): Additions[] {
  const [, table, changes, match] =
    /^UPDATE "(\w+)" SET (.+) FROM json_each\(\?\) AS j WHERE (.+)$/.exec(statement.sql) ?? [];
  if (table === undefined || changes === undefined || match === undefined || table === 'guards') return [];
  const columns = changes.split(', ').flatMap((change) => names(change).slice(0, 1));
  const keys = match.split(' AND ').map((part) => names(part)[1] ?? '');
  return [{ table, keys, columns, rows: rowsOf(statement) }];
}

/** Ids made for the recorded order get a number of their own; the customer and the references are the index's. */
function rename(rows: readonly (readonly Value[])[], index: number): Value[][] {
  const suffix = `_${String(index)}`;
  return rows.map((row) =>
    row.map((value) => {
      if (typeof value !== 'string') return value;
      return value
        .replace(/\b(ord|lin|pay|com|txn|evt)_[0-9A-Z]{26}\b/g, (id) => id.slice(0, -suffix.length) + suffix)
        .replaceAll(customerId(0), customerId(index))
        .replaceAll('recorded-0', `recorded-${String(index)}`)
        .replace(/^[0-9A-Z]{8}$/, () => String(index).padStart(8, '0'));
    }),
  );
}
