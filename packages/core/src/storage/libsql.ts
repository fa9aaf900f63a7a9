import { createClient, type Client, type ResultSet } from '@libsql/client';
import { type Engine, type SqlRow, type SqlValue, translateEngineError } from './engine.ts';

export interface LibsqlOptions {
  /** `file:shop.db`, `:memory:`, or the URL of a libSQL server (`libsql://…`, `https://…`). */
  readonly url: string;
  readonly authToken?: string;
  /** How long a write waits for another process, in milliseconds. */
  readonly busyTimeout?: number;
}

/**
 * An engine on libSQL: an embedded file, memory, or a server.
 * A local database runs on one connection of its own, since a pool loses pragmas; it is held to
 * WAL and `synchronous=FULL`, without which a power cut loses acknowledged orders.
 */
export async function libsqlEngine(options: LibsqlOptions): Promise<Engine> {
  const busyTimeout = options.busyTimeout ?? 5000;
  const local = options.url.startsWith('file:') || options.url === ':memory:';
  const client = createClient({
    url: options.url,
    concurrency: local ? 1 : 20,
    timeout: busyTimeout,
    ...(options.authToken === undefined ? {} : { authToken: options.authToken }),
  });
  if (local) await holdPragmas(client, busyTimeout, options.url === ':memory:');
  return {
    name: 'libsql',
    async run(statements, mode = 'write') {
      if (statements.length === 0) return [];
      try {
        const batch = statements.map(({ sql, params }) => ({ sql, args: [...params] }));
        const results = await client.batch(batch, mode);
        return results.map(rowsOf);
      } catch (error) {
        throw translateEngineError(error);
      }
    },
    close() {
      client.close();
      return Promise.resolve();
    },
  };
}

async function holdPragmas(client: Client, busyTimeout: number, memory: boolean): Promise<void> {
  await client.execute('PRAGMA journal_mode = WAL');
  await client.execute('PRAGMA synchronous = FULL');
  await client.execute('PRAGMA foreign_keys = ON');
  await client.execute(`PRAGMA busy_timeout = ${String(busyTimeout)}`);
  const expected: readonly (readonly [string, string])[] = [
    ['journal_mode', memory ? 'memory' : 'wal'],
    ['synchronous', '2'],
    ['foreign_keys', '1'],
    ['busy_timeout', String(busyTimeout)],
  ];
  for (const [pragma, wanted] of expected) {
    const value = (await client.execute(`PRAGMA ${pragma}`)).rows[0]?.[0];
    const found = typeof value === 'number' || typeof value === 'string' ? String(value) : '';
    if (found !== wanted)
      throw new Error(`the database keeps ${pragma} at ${found}, but ${wanted} is needed`);
  }
}

function rowsOf(result: ResultSet): readonly SqlRow[] {
  const { columns } = result;
  return result.rows.map((row) => {
    const plain: Record<string, SqlValue> = {};
    for (const [index, column] of columns.entries()) plain[column] = row[index] as SqlValue;
    return plain;
  });
}
