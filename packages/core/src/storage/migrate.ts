import type { Engine, Statement } from './engine.ts';
import { migrations } from './migrations/generated.ts';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

const create = `CREATE TABLE IF NOT EXISTS "schema_migrations" ("name" TEXT PRIMARY KEY, "appliedAt" INTEGER NOT NULL) STRICT`;

/**
 * Brings the database to the schema that this version needs; answers the names of what was applied.
 * Each migration is one atomic batch. Running it again changes nothing.
 */
export async function migrate(engine: Engine, now: number): Promise<readonly string[]> {
  const missing = await missingMigrations(engine);
  for (const { name, sql } of migrations.filter((migration) => missing.includes(migration.name))) {
    const record: Statement = {
      sql: `INSERT INTO "schema_migrations" ("name", "appliedAt") VALUES (?, CAST(? AS INTEGER))`,
      params: [name, now],
    };
    await engine.run([...statementsOf(sql), record], 'write');
  }
  return missing;
}

/** The migrations that this version needs and the database has not seen, also those that wrangler applied. */
export async function missingMigrations(engine: Engine): Promise<readonly string[]> {
  await engine.run([{ sql: create, params: [] }], 'write');
  const [tables] = await engine.run(
    [{ sql: `SELECT name FROM sqlite_schema WHERE name = 'd1_migrations'`, params: [] }],
    'read',
  );
  const wrangler =
    (tables ?? []).length > 0 ? ` UNION SELECT replace(name, '.sql', '') AS name FROM "d1_migrations"` : '';
  const [rows] = await engine.run(
    [{ sql: `SELECT name FROM "schema_migrations"${wrangler}`, params: [] }],
    'read',
  );
  const applied = new Set((rows ?? []).map((row) => row.name));
  return migrations.map(({ name }) => name).filter((name) => !applied.has(name));
}

function statementsOf(sql: string): Statement[] {
  return sql
    .split(/;\n/)
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .map((text) => ({ sql: text, params: [] }));
}
