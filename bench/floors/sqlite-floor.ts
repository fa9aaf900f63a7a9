import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { libsqlEngine } from '../../packages/core/src/storage/libsql.ts';
import type { Contender } from '../contest.ts';
import { openNeighbourhood } from '../neighbourhood.ts';
import type { OrderRows } from '../order-rows.ts';

/**
 * Bare `node:sqlite` that writes the rows of an order with prepared statements and decides nothing:
 * `group` orders a transaction, `synchronous=FULL`.
 */
export function sqliteFloor(
  name: string,
  count: number,
  group: number,
  rows: (index: number) => OrderRows,
): Contender {
  return {
    name,
    count,
    async open(folder) {
      const database = await openPlanted(join(folder, `floor-${String(group)}.db`));
      database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
      const write = writerOf(database);
      let from = 0;
      return {
        run(orders) {
          const prepared = Array.from({ length: orders }, (_, index) => rows(from + index));
          from += orders;
          const begun = performance.now();
          for (let start = 0; start < orders; start += group) {
            database.exec('BEGIN IMMEDIATE');
            for (const order of prepared.slice(start, start + group)) write(order);
            database.exec('COMMIT');
          }
          return Promise.resolve({ seconds: (performance.now() - begun) / 1000 });
        },
        close() {
          database.close();
          return Promise.resolve();
        },
      };
    },
  };
}

/**
 * A neighbourhood in a file that only `node:sqlite` has ever written: two builds of SQLite in one process do not see
 * each other's locks, so they must not share a file.
 */
async function openPlanted(path: string): Promise<DatabaseSync> {
  const engine = await libsqlEngine({ url: `file:${path}.planted` });
  await openNeighbourhood(engine);
  await engine.close?.();
  const planted = new DatabaseSync(`${path}.planted`, { readOnly: true });
  planted.exec(`VACUUM INTO '${path}'`);
  planted.close();
  return new DatabaseSync(path);
}

function writerOf(database: DatabaseSync): (order: OrderRows) => void {
  const known = new Map<string, StatementSync>();
  const prepared = (key: string, sql: () => string): StatementSync => {
    const statement = known.get(key) ?? database.prepare(sql());
    known.set(key, statement);
    return statement;
  };
  return ({ additions, inserts }) => {
    for (const { table, keys, columns, rows } of additions) {
      const update = prepared(`add ${table} ${columns.join()}`, () => {
        const changes = columns.map(
          (column, index) => `"${column}" = "${column}" + ?${String(keys.length + index + 1)}`,
        );
        const match = keys.map((key, index) => `"${key}" = ?${String(index + 1)}`);
        return `UPDATE "${table}" SET ${changes.join(', ')} WHERE ${match.join(' AND ')}`;
      });
      for (const row of rows) update.run(...row);
    }
    for (const { table, columns, rows } of inserts) {
      const insert = prepared(`insert ${table} ${columns.join()}`, () => {
        const places = columns.map(() => '?').join(', ');
        return `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${places})`;
      });
      for (const row of rows) insert.run(...row);
    }
  };
}
