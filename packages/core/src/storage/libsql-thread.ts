import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type Engine, type SqlRow, type Statement, translateEngineError } from './engine.ts';
import { openConnection } from './libsql-connection.ts';
import { libsqlFileEngine } from './libsql-file.ts';

export interface ConnectionOptions {
  readonly path: string;
  readonly busyTimeout: number;
}

export interface AsideBatch {
  readonly statements: readonly Statement[];
  readonly mode: 'read' | 'write';
}

/** What a thread answers to a batch: the rows of each statement, or the error that refused it. */
export type AsideAnswer =
  | { readonly rows: readonly (readonly SqlRow[])[] }
  | { readonly message: string; readonly code: string | undefined };

/** The script beside this one, as source or as built. */
const besideThis = new URL(
  import.meta.url.endsWith('.ts') ? './libsql-worker.ts' : './libsql-worker.js',
  import.meta.url,
);

interface Waiting {
  readonly resolve: (rows: readonly (readonly SqlRow[])[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * An engine on a libSQL file that reads here and writes in a thread of its own: while one batch is written and synced,
 * the next is decided, and pages are served. In WAL a reader never waits for the writer. Reports are read in a second
 * thread. A server that was bundled into one file has no script for a thread beside it: there everything happens here.
 */
export function libsqlThreadEngine(path: string, busyTimeout: number, script: URL = besideThis): Engine {
  if (!existsSync(script)) return libsqlFileEngine(path, busyTimeout);
  const reader = openConnection(path, busyTimeout);
  const writer = new Aside(script, { path, busyTimeout });
  const reports = new Aside(script, { path, busyTimeout });
  const told = async (
    rows: () => Promise<readonly (readonly SqlRow[])[]> | readonly (readonly SqlRow[])[],
  ) => {
    try {
      return await rows();
    } catch (error) {
      throw translateEngineError(error);
    }
  };
  return {
    name: 'libsql',
    writesAside: true,
    run: (statements, mode = 'write') =>
      told(() => {
        if (statements.length === 0) return [];
        return mode === 'read' ? reader.run(statements, mode) : writer.run({ statements, mode });
      }),
    readAside: (statements) => told(() => reports.run({ statements, mode: 'read' })),
    async close() {
      await Promise.all([writer.close(), reports.close()]);
      reader.close();
    },
  };
}

/** A thread, started with the first batch and again after it has broken. */
class Aside {
  readonly #script: URL;
  readonly #options: ConnectionOptions;
  #thread: Thread | undefined;
  #closed = false;

  constructor(script: URL, options: ConnectionOptions) {
    this.#script = script;
    this.#options = options;
  }

  run(batch: AsideBatch): Promise<readonly (readonly SqlRow[])[]> {
    if (this.#closed) throw new Error('the database is closed');
    if (this.#thread?.ended !== false) this.#thread = new Thread(this.#script, this.#options);
    return this.#thread.run(batch);
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#thread?.close();
  }
}

class Thread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  readonly #exit: Promise<void>;
  ended = false;

  constructor(script: URL, options: ConnectionOptions) {
    // Switches of the program that are not for a file of its own, such as --input-type, would keep it from starting.
    this.#worker = new Worker(script, { workerData: options, execArgv: [] });
    this.#worker.on('message', (answer: AsideAnswer) => this.#answered(answer));
    this.#worker.on('error', (error) => this.#end(error));
    // An answer that cannot be read belongs to somebody: nobody may wait for it, nor get that of the next.
    this.#worker.on('messageerror', (error) => {
      this.#end(error);
      void this.#worker.terminate();
    });
    this.#exit = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#end(new Error('a thread of the database has ended'));
        resolve();
      });
    });
  }

  run(batch: AsideBatch): Promise<readonly (readonly SqlRow[])[]> {
    return new Promise((resolve, reject) => {
      // What cannot be sent is thrown here, and gets no answer either.
      this.#worker.postMessage(batch);
      // What is under way holds the process; a thread that has nothing to do does not.
      this.#worker.ref();
      this.#waiting.push({ resolve, reject });
    });
  }

  async close(): Promise<void> {
    if (this.ended) return;
    this.#worker.ref();
    this.#worker.postMessage('close');
    await this.#exit;
  }

  #answered(answer: AsideAnswer): void {
    const waiting = this.#waiting.shift();
    if (this.#waiting.length === 0) this.#worker.unref();
    if ('rows' in answer) waiting?.resolve(answer.rows);
    else waiting?.reject(Object.assign(new Error(answer.message), { code: answer.code }));
  }

  /** Nobody knows whether the batches in the hands of a thread that broke were written. */
  #end(error: unknown): void {
    this.ended = true;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}
