/** The thread in which an engine writes its batches: each message is a batch, each answer its rows or its error. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Statement } from './engine.ts';
import { openConnection } from './libsql-connection.ts';
import type { WriterAnswer, WriterOptions } from './libsql-thread.ts';

const { path, busyTimeout } = workerData as WriterOptions;
const connection = openConnection(path, busyTimeout);

function answerOf(statements: readonly Statement[]): WriterAnswer {
  try {
    return { rows: connection.run(statements, 'write') };
  } catch (error) {
    // An error loses its code on the way to another thread.
    const { message, code } = error as Error & { readonly code?: string };
    return { message, code };
  }
}

parentPort?.on('message', (statements: readonly Statement[] | 'close') => {
  if (statements !== 'close') return parentPort?.postMessage(answerOf(statements));
  connection.close();
  parentPort?.close();
});
