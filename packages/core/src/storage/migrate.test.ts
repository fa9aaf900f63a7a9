import { getTableConfig } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import { libsqlEngine } from './libsql.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/generated.ts';
import { allTables } from './tables.ts';

async function migrated() {
  const engine = await libsqlEngine({ url: ':memory:' });
  await migrate(engine, 1);
  const rows = async (sql: string) => (await engine.run([{ sql, params: [] }], 'read'))[0] ?? [];
  return { engine, rows };
}

test('migrations: every table of the code stands in the database, STRICT, with its columns, keys and named rules', async () => {
  const { engine, rows } = await migrated();
  for (const table of allTables) {
    const config = getTableConfig(table);
    const [listed] = await rows(
      `SELECT "strict" AS "strict" FROM pragma_table_list WHERE "name" = '${config.name}'`,
    );
    expect(listed, config.name).toEqual({ strict: 1 });
    const columns = await rows(
      `SELECT "name" AS "name", "notnull" AS "notNull", upper("type") AS "type" FROM pragma_table_xinfo('${config.name}')`,
    );
    const expected = config.columns.map((column) => ({
      name: column.name,
      notNull: column.notNull || column.primary ? 1 : 0,
      type: column.getSQLType().toUpperCase(),
    }));
    expect(columns, config.name).toEqual(expected);
    const [schema] = await rows(`SELECT "sql" AS "sql" FROM sqlite_schema WHERE "name" = '${config.name}'`);
    for (const { name } of config.checks) expect(String(schema?.sql)).toContain(`CONSTRAINT "${name}" CHECK`);
    const indexes = (await rows(`SELECT "name" AS "name" FROM pragma_index_list('${config.name}')`)).map(
      ({ name }) => name,
    );
    for (const { config: index } of config.indexes) expect(indexes).toContain(index.name);
    const references = await rows(
      `SELECT count(*) AS "count" FROM pragma_foreign_key_list('${config.name}')`,
    );
    expect(references[0]?.count, config.name).toBe(config.foreignKeys.length);
  }
  await engine.close?.();
});

test('migrations: no trigger, no cascade, no rebuilt table, for they have lost data on D1', () => {
  for (const { name, sql } of migrations) {
    expect(sql, name).not.toMatch(/CREATE TRIGGER|ON DELETE CASCADE|DROP TABLE|PRAGMA/i);
    expect(sql, name).not.toContain('\r');
  }
});

test('migrations: names of rules are unique over all tables, since an error tells nothing but the name', () => {
  const names = allTables.flatMap((table) => getTableConfig(table).checks.map(({ name }) => name));
  expect(new Set(names).size).toBe(names.length);
});
