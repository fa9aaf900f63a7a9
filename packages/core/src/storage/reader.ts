import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { drizzle, type SqliteRemoteDatabase } from 'drizzle-orm/sqlite-proxy';
import type { Engine, SqlRow, SqlValue, Statement } from './engine.ts';
import { Work } from '../work.ts';
import { decodeRow, shapeOf } from './table-shape.ts';
import { missing, WorkingSet } from './working-set.ts';

/** A query, and how its rows are read. */
export interface Question<Answer> {
  readonly statement: Statement;
  readonly read: (rows: readonly SqlRow[]) => readonly Answer[];
}

type Answers<Questions extends readonly Question<unknown>[]> = {
  readonly [At in keyof Questions]: Questions[At] extends Question<infer Answer> ? readonly Answer[] : never;
};

/** Rows of one table that meet a condition, decoded: `where` is SQL over the alias `t`. */
export function tableRows<Table extends SQLiteTable>(
  table: Table,
  where: string,
  params: readonly SqlValue[] = [],
): Question<Readonly<Table['$inferSelect']>> {
  const shape = shapeOf(table);
  const sql = `SELECT ${shape.selection} FROM "${shape.name}" AS t WHERE ${where}`;
  return {
    statement: { sql, params },
    read: (rows) => rows.map((row) => decodeRow(shape, row) as Readonly<Table['$inferSelect']>),
  };
}

/** Rows of one SQL query; columns of a join need aliases. */
export function sqlRows<Shape = SqlRow>(sql: string, params: readonly SqlValue[] = []): Question<Shape> {
  return { statement: { sql, params }, read: (rows) => rows as readonly Shape[] };
}

/** Reads of the database, outside the write road. */
export interface Reader {
  /** Rows of one SQL query; columns of a join need aliases. */
  rows<Shape = SqlRow>(sql: string, params?: readonly SqlValue[]): Promise<readonly Shape[]>;
  /** Several questions in one round trip, answered in their order: `ask(tableRows(…), sqlRows(…))`. */
  ask<Questions extends readonly Question<unknown>[]>(...questions: Questions): Promise<Answers<Questions>>;
  /** Several queries in one round trip. */
  together(statements: readonly Statement[]): Promise<readonly (readonly SqlRow[])[]>;
  /** Rows of one table that meet a condition, decoded: `where` is SQL over the alias `t`. */
  table<Table extends SQLiteTable>(
    table: Table,
    where: string,
    params?: readonly SqlValue[],
  ): Promise<readonly Readonly<Table['$inferSelect']>[]>;
  /** Runs a decision for its answer alone: it may read as a verb does, and what it would write is forgotten. */
  decide<Answer>(decision: (work: Work) => Answer): Promise<Answer>;
  /** Drizzle's typed builder, for colder reads of single tables. */
  readonly drizzle: SqliteRemoteDatabase;
}

export function readerOf(engine: Engine): Reader {
  const run = async (sql: string, params: readonly SqlValue[] = []) => {
    const results = await engine.run([{ sql, params }], 'read');
    return results[0] ?? [];
  };
  return {
    rows: async <Shape>(sql: string, params?: readonly SqlValue[]) =>
      (await run(sql, params)) as readonly Shape[],
    together: (statements) => engine.run(statements, 'read'),
    async ask<Questions extends readonly Question<unknown>[]>(...questions: Questions) {
      const statements = questions.map(({ statement }) => statement);
      const results = await engine.run(statements, 'read');
      return questions.map(({ read }, at) => read(results[at] ?? [])) as unknown as Answers<Questions>;
    },
    async table<Table extends SQLiteTable>(table: Table, where: string, params?: readonly SqlValue[]) {
      const { statement, read } = tableRows(table, where, params);
      return read(await run(statement.sql, statement.params));
    },
    async decide<Answer>(decision: (work: Work) => Answer): Promise<Answer> {
      const set = new WorkingSet();
      for (;;) {
        try {
          return decision(new Work(set));
        } catch (error) {
          if (error !== missing) throw error;
          set.rollBack();
          await set.load(engine);
        }
      }
    },
    drizzle: drizzle(async (sql, params, method) => {
      const rows = await run(sql, params as SqlValue[]);
      const values = rows.map((row) => Object.values(row));
      return { rows: method === 'get' ? (values[0] ?? []) : values };
    }),
  };
}
