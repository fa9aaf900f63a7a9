import { createClient, type ResultSet } from '@libsql/client';
import { type Engine, type SqlRow, type SqlValue, translateEngineError } from './engine.ts';
import { libsqlFileEngine } from './libsql-file.ts';
import { libsqlThreadEngine } from './libsql-thread.ts';

export interface LibsqlOptions {
  /** `file:shop.db`, `:memory:`, or the URL of a libSQL server (`libsql://…`, `https://…`). */
  readonly url: string;
  readonly authToken?: string;
  /** How long a write waits for another process, in milliseconds. */
  readonly busyTimeout?: number;
  /** Writes to a file in a thread of its own, so that pages are served and orders decided meanwhile: for servers. */
  readonly writerThread?: boolean;
}

/** An engine on libSQL: an embedded file, memory, or a server. */
export function libsqlEngine(options: LibsqlOptions): Promise<Engine> {
  const { url, busyTimeout = 5000, writerThread = false } = options;
  const path = localPath(url);
  if (path === undefined) return Promise.resolve(serverEngine(options));
  // Memory belongs to one connection.
  const aside = writerThread && path !== ':memory:';
  return Promise.resolve(aside ? libsqlThreadEngine(path, busyTimeout) : libsqlFileEngine(path, busyTimeout));
}

/** The file of `file:shop.db`, `file:/srv/shop.db` and `file:///srv/shop.db`; none for a server. */
function localPath(url: string): string | undefined {
  if (url === ':memory:') return url;
  if (!url.startsWith('file:')) return undefined;
  const path = url.slice('file:'.length).replace(/^\/\/(localhost)?(?=\/)/, '');
  return decodeURIComponent(path.replace(/^\/(?=[A-Za-z]:)/, ''));
}

function serverEngine({ url, authToken }: LibsqlOptions): Engine {
  const client = createClient({ url, ...(authToken === undefined ? {} : { authToken }) });
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

function rowsOf(result: ResultSet): readonly SqlRow[] {
  const { columns } = result;
  return result.rows.map((row) => {
    const plain: Record<string, SqlValue> = {};
    for (const [index, column] of columns.entries()) plain[column] = row[index] as SqlValue;
    return plain;
  });
}
