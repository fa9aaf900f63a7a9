import Database from 'libsql';
import type { SqlRow, Statement } from './engine.ts';

/** One connection to a file of this machine, or to memory. Throws what the database throws. */
export interface LibsqlConnection {
  run(statements: readonly Statement[], mode: 'read' | 'write'): (readonly SqlRow[])[];
  close(): void;
}

/** Statements are few and come again, so each is prepared once; a program that writes ever new SQL starts over here. */
const preparedMax = 500;

interface Prepared {
  readonly reads: boolean;
  readonly statement: Database.Statement;
}

/**
 * Opens a connection by the synchronous interface: the client for servers prepares every statement anew and throws an
 * exception for each write, which cost more than half of the time. It is held to WAL and `synchronous=FULL`, without
 * which a power cut loses acknowledged orders.
 */
export function openConnection(path: string, busyTimeout: number): LibsqlConnection {
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
    run: (statements, mode) => inTransaction(database, statements, mode, execute),
    close() {
      known.clear();
      database.close();
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
