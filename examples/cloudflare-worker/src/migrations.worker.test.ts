import { applyD1Migrations, env, reset } from 'cloudflare:test';
import { beforeEach, expect, test } from 'vitest';

beforeEach(async () => {
  await reset();
  await applyD1Migrations(env.DB, env.MIGRATIONS);
});

test('the migrations of the core apply on D1, and every table is STRICT', async () => {
  const { results } = await env.DB.prepare(
    `SELECT name, strict FROM pragma_table_list
     WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '\\_cf\\_%' ESCAPE '\\' AND name <> 'd1_migrations'`,
  ).all<{ name: string; strict: number }>();
  expect(results.length).toBeGreaterThan(10);
  expect(results.filter((table) => table.strict !== 1)).toEqual([]);
});
