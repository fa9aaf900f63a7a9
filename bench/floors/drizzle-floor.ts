import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { and, eq, type SQL, sql } from 'drizzle-orm';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { getTableConfig, type SQLiteColumn, type SQLiteTable } from 'drizzle-orm/sqlite-core';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import { allTables } from '../../packages/core/src/storage/tables.ts';
import type { Contender } from '../contest.ts';
import { openNeighbourhood } from '../neighbourhood.ts';
import type { Additions, NewRows, OrderRows } from '../order-rows.ts';

export type Transaction = Parameters<Parameters<LibSQLDatabase['transaction']>[0]>[0];

/** The usual way: a drizzle transaction an order over `@libsql/client`, one after the other, since SQLite has one writer. */
export function drizzleFloor(name: string, count: number, rows: (index: number) => OrderRows): Contender {
  return {
    name,
    count,
    async open(folder) {
      const { database, close } = await openDrizzle(join(folder, 'drizzle.db'));
      let from = 0;
      return {
        async run(orders) {
          const prepared = Array.from({ length: orders }, (_, index) => writesOf(rows(from + index)));
          from += orders;
          const begun = performance.now();
          for (const writes of prepared)
            await database.transaction(async (transaction) => {
              for (const write of writes) await write(transaction);
            });
          return { seconds: (performance.now() - begun) / 1000 };
        },
        close,
      };
    },
  };
}

/** A neighbourhood on a file, through drizzle, with the same durability as ours. */
export async function openDrizzle(path: string) {
  const engine = await libsqlEngine({ url: `file:${path}` });
  await openNeighbourhood(engine);
  await engine.close?.();
  const client = createClient({ url: `file:${path}`, concurrency: 1 });
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'foreign_keys = ON'])
    await client.execute(`PRAGMA ${pragma}`);
  return {
    database: drizzle(client),
    close: () => {
      client.close();
      return Promise.resolve();
    },
  };
}

const configs = new Map(allTables.map((table) => [getTableConfig(table).name, table]));

function tableOf(name: string): SQLiteTable {
  const table = configs.get(name);
  if (!table) throw new Error(`there is no table ${name}`);
  return table;
}

function columnOf(table: SQLiteTable, name: string): SQLiteColumn {
  const column = getTableConfig(table).columns.find((candidate) => candidate.name === name);
  if (!column) throw new Error(`there is no column ${name}`);
  return column;
}

type Write = (transaction: Transaction) => Promise<unknown>;

function writesOf({ additions, inserts }: OrderRows): Write[] {
  return [...additions.flatMap(updatesOf), ...inserts.map(insertOf)];
}

/** One statement for all rows of a table, as a careful author writes it. */
function insertOf({ table, columns, rows }: NewRows): Write {
  const target = tableOf(table);
  const told = columns.map((name) => columnOf(target, name));
  const values = rows.map((row) =>
    Object.fromEntries(told.map((column, index) => [column.name, decoded(column, row[index] ?? null)])),
  );
  return (transaction) => transaction.insert(target).values(values);
}

function decoded(column: SQLiteColumn, value: string | number | null): unknown {
  if (value === null) return null;
  if (column.dataType === 'json') return JSON.parse(String(value));
  return column.dataType === 'boolean' ? value !== 0 : value;
}

function updatesOf({ table, keys, columns, rows }: Additions): Write[] {
  const target = tableOf(table);
  const keyColumns = keys.map((key) => columnOf(target, key));
  const added = columns.map((name) => columnOf(target, name));
  return rows.map((row) => {
    const match = and(...keyColumns.map((column, index): SQL => eq(column, row[index])));
    return (transaction) => {
      const changes = added.map((column, index) => [
        column.name,
        sql`${column} + ${row[keys.length + index] ?? 0}`,
      ]);
      return transaction
        .update(target)
        .set(Object.fromEntries(changes) as never)
        .where(match);
    };
  });
}
