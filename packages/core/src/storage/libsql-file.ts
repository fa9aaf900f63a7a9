import Database from 'libsql';
import { type Engine, type SqlRow, type Statement, translateEngineError } from './engine.ts';

/** Statements are few and come again, so each is prepared once; a program that writes ever new SQL starts over here. */
const preparedMax = 500;

interface Prepared {
  readonly reads: boolean;
  readonly statement: Database.Statement;
}

/**
 * An engine on a libSQL database of this machine, a file or in memory, by the synchronous interface: the client for
 * servers prepares every statement anew and throws an exception for each write, which cost more than half of the time.
 * It owns its one connection, since a pool loses pragmas, and holds it to WAL and `synchronous=FULL`, without which a
 * power cut loses acknowledged orders.
 */
export function libsqlFileEngine(path: string, busyTimeout: number): Engine {
  const database = new Database(path, { timeout: busyTimeout });
  holdPragmas(database, busyTimeout, path === ':memory:');
  const known = new Map<string, Prepared>();

  const prepare = (sql: string): Prepared => {
    const found = known.get(sql);
    if (found) return found;
    const statement = database.prepare(sql);
    const prepared = { statement, reads: statement.reader };
    if (known.size >= preparedMax) known.clear();
    known.set(sql, prepared);
    return prepared;
  };
  const execute = ({ sql, params }: Statement): readonly SqlRow[] => {
    const { statement, reads } = prepare(sql);
    if (reads) return statement.all(params) as SqlRow[];
    statement.run(params);
    return [];
  };
  return {
    name: 'libsql',
    run(statements, mode = 'write') {
      try {
        return Promise.resolve(inTransaction(database, statements, mode, execute));
      } catch (error) {
        return Promise.reject(translateEngineError(error));
      }
    },
    close() {
      known.clear();
      database.close();
      return Promise.resolve();
    },
  };
}

function inTransaction(
  database: Database.Database,
  statements: readonly Statement[],
  mode: 'read' | 'write',
  execute: (statement: Statement) => readonly SqlRow[],
): (readonly SqlRow[])[] {
  if (statements.length === 0) return [];
  database.exec(mode === 'write' ? 'BEGIN IMMEDIATE' : 'BEGIN');
  try {
    const results = statements.map(execute);
    database.exec('COMMIT');
    return results;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

function holdPragmas(database: Database.Database, busyTimeout: number, memory: boolean): void {
  const wanted: readonly (readonly [string, string])[] = [
    ['busy_timeout', String(busyTimeout)],
    ['journal_mode', memory ? 'memory' : 'wal'],
    ['synchronous', '2'],
    ['foreign_keys', '1'],
    // 64 MiB at most: with the 2 of SQLite, a cutoff over 500,000 lines reads each page from the system again and again.
    ['cache_size', '-65536'],
    // 40 MiB of log: with the 4 of SQLite a rush writes the same pages back into the file again and again.
    ['wal_autocheckpoint', '10000'],
  ];
  for (const [pragma, value] of wanted) {
    database.prepare(`PRAGMA ${pragma} = ${value}`).all();
    const row = database.prepare(`PRAGMA ${pragma}`).get() as SqlRow | undefined;
    const found = String(Object.values(row ?? {})[0] ?? '');
    if (found !== value) throw new Error(`the database keeps ${pragma} at ${found}, but ${value} is needed`);
  }
}
