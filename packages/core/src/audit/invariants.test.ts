import { expect, test } from 'vitest';
import { auditStatements, columnsOf } from './audit-database.ts';
import { invariants } from './invariants.ts';

test('audit: one read holds every invariant, within the limits of D1', () => {
  const statements = auditStatements(invariants);
  expect(statements.length).toBeLessThanOrEqual(30);
  expect(new Set(invariants.map(({ name }) => name)).size).toBe(invariants.length);
  for (const { sql } of statements) expect(new TextEncoder().encode(sql).length).toBeLessThan(100_000);
  for (const { name, sql } of invariants) {
    expect(sql.split(/\bUNION\b/).length, name).toBeLessThanOrEqual(5);
    expect(columnsOf(sql).length, name).toBeGreaterThan(0);
  }
});
