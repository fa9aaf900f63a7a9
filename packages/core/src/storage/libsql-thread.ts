import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { type Engine, type SqlRow, type Statement, translateEngineError } from './engine.ts';
import { openConnection } from './libsql-connection.ts';
import { libsqlFileEngine } from './libsql-file.ts';

export interface WriterOptions {
  readonly path: string;
  readonly busyTimeout: number;
}

/** What the thread answers to a batch: the rows of each statement, or the error that refused it. */
export type WriterAnswer =
  | { readonly rows: readonly (readonly SqlRow[])[] }
  | { readonly message: string; readonly code: string | undefined };

/** The script beside this one, as source or as built. */
const besideThis = new URL(
  import.meta.url.endsWith('.ts') ? './libsql-writer.ts' : './libsql-writer.js',
  import.meta.url,
);

interface Waiting {
  readonly resolve: (rows: readonly (readonly SqlRow[])[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * An engine on a libSQL file that reads here and writes in a thread of its own: while one batch is written and synced,
 * the next is decided, and pages are served. In WAL a reader never waits for the writer. A server that was bundled into
 * one file has no script for a thread beside it: there everything is written here.
 */
export function libsqlThreadEngine(path: string, busyTimeout: number, script: URL = besideThis): Engine {
  if (!existsSync(script)) return libsqlFileEngine(path, busyTimeout);
  const reader = openConnection(path, busyTimeout);
  const writer = new Writer(script, { path, busyTimeout });
  return {
    name: 'libsql',
    writesAside: true,
    async run(statements, mode = 'write') {
      if (statements.length === 0) return [];
      try {
        return mode === 'read' ? reader.run(statements, mode) : await writer.write(statements);
      } catch (error) {
        throw translateEngineError(error);
      }
    },
    async close() {
      await writer.close();
      reader.close();
    },
  };
}

/** The thread, started with the first batch and again after it has broken. */
class Writer {
  readonly #script: URL;
  readonly #options: WriterOptions;
  #thread: Thread | undefined;
  #closed = false;

  constructor(script: URL, options: WriterOptions) {
    this.#script = script;
    this.#options = options;
  }

  write(statements: readonly Statement[]): Promise<readonly (readonly SqlRow[])[]> {
    if (this.#closed) throw new Error('the database is closed');
    if (this.#thread?.ended !== false) this.#thread = new Thread(this.#script, this.#options);
    return this.#thread.write(statements);
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

  constructor(script: URL, options: WriterOptions) {
    // Switches of the program that are not for a file of its own, such as --input-type, would keep it from starting.
    this.#worker = new Worker(script, { workerData: options, execArgv: [] });
    this.#worker.on('message', (answer: WriterAnswer) => this.#answered(answer));
    this.#worker.on('error', (error) => this.#end(error));
    // An answer that cannot be read belongs to somebody: nobody may wait for it, nor get that of the next.
    this.#worker.on('messageerror', (error) => {
      this.#end(error);
      void this.#worker.terminate();
    });
    this.#exit = new Promise((resolve) => {
      this.#worker.on('exit', () => {
        this.#end(new Error('the thread that writes has ended'));
        resolve();
      });
    });
  }

  write(statements: readonly Statement[]): Promise<readonly (readonly SqlRow[])[]> {
    return new Promise((resolve, reject) => {
      // What cannot be sent is thrown here, and gets no answer either.
      this.#worker.postMessage(statements);
      // What is being written holds the process; a thread that has nothing to do does not.
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

  #answered(answer: WriterAnswer): void {
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
