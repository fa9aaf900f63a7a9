import { type Engine, type SqlRow, translateEngineError } from './engine.ts';

/** The part of Cloudflare's D1 binding that is used here, so that no platform types are needed. */
export interface D1Binding {
  prepare(sql: string): D1BoundStatement;
  batch(statements: D1BoundStatement[]): Promise<{ readonly results?: unknown[] }[]>;
}

export interface D1BoundStatement {
  bind(...values: unknown[]): D1BoundStatement;
}

/** An engine on Cloudflare D1. A batch is one round trip and one transaction. */
export function d1Engine(database: D1Binding): Engine {
  return {
    name: 'd1',
    // What one request of a Worker starts ends with that request, so nobody else may wait for it.
    sharesBatches: false,
    async run(statements) {
      if (statements.length === 0) return [];
      try {
        const bound = statements.map(({ sql, params }) => database.prepare(sql).bind(...params));
        const results = await database.batch(bound);
        return results.map((result) => (result.results ?? []) as SqlRow[]);
      } catch (error) {
        throw translateEngineError(error);
      }
    },
  };
}
