import { type Engine, type SqlRow, translateEngineError } from './engine.ts';

/** The part of a Durable Object's storage (`ctx.storage`) that is used here, so that no platform types are needed. */
export interface DurableStorage {
  readonly sql: {
    exec(sql: string, ...bindings: (string | number | null)[]): { toArray(): unknown[] };
  };
  transactionSync<Answer>(work: () => Answer): Answer;
}

/**
 * An engine on the SQLite of a Durable Object: one writer beside its data, so that commands of all requests share
 * batches, as on a file. What was written is on several machines before any answer leaves the object (its output gate).
 */
export function durableObjectEngine(storage: DurableStorage): Engine {
  return {
    name: 'durable-object',
    run(statements) {
      try {
        const results = storage.transactionSync(() =>
          statements.map(({ sql, params }) => storage.sql.exec(sql, ...params).toArray() as SqlRow[]),
        );
        return Promise.resolve(results);
      } catch (error) {
        return Promise.reject(translateEngineError(error));
      }
    },
  };
}
