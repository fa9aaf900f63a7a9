/** A thread with a connection of its own: each message is a batch, each answer its rows or its error. */
import { parentPort, workerData } from 'node:worker_threads';
import { openConnection } from './libsql-connection.ts';
import type { AsideAnswer, AsideBatch, ConnectionOptions } from './libsql-thread.ts';

const { path, busyTimeout } = workerData as ConnectionOptions;
const connection = openConnection(path, busyTimeout);

function answerOf({ statements, mode }: AsideBatch): AsideAnswer {
  try {
    return { rows: connection.run(statements, mode) };
  } catch (error) {
    // An error loses its code on the way to another thread.
    const { message, code } = error as Error & { readonly code?: string };
    return { message, code };
  }
}

parentPort?.on('message', (batch: AsideBatch | 'close') => {
  if (batch !== 'close') return parentPort?.postMessage(answerOf(batch));
  connection.close();
  parentPort?.close();
});
