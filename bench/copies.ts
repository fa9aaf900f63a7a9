import type { Engine, SqlValue, Statement } from '../packages/core/src/storage/engine.ts';

/** A text, and the SQL over `n.i` (1, 2, 3 …) that stands in its place in a copy. */
export type Replacement = readonly [string, string];

type Row = Readonly<Record<string, SqlValue>>;

/**
 * Copies stored rows so many times with one statement a row, since placing a hundred thousand orders takes minutes.
 * Whatever in them is one of the texts, or holds it, becomes the copy's own.
 */
export async function copyRows(
  engine: Engine,
  table: string,
  where: string,
  copies: number,
  replacements: readonly Replacement[],
): Promise<void> {
  const [rows = []] = await engine.run(
    [{ sql: `SELECT * FROM "${table}" WHERE ${where}`, params: [] }],
    'read',
  );
  for (const row of rows) await engine.run([copyRow(table, row, copies, replacements)]);
}

function copyRow(table: string, row: Row, copies: number, replacements: readonly Replacement[]): Statement {
  // What the database counts by itself is not told.
  const told = Object.entries(row).filter(([name, value]) => value !== null && name !== 'sequence');
  const names = told.map(([name]) => `"${name}"`).join(', ');
  const values = told.map(([, value]) => expression(value, replacements)).join(', ');
  return {
    sql: `INSERT INTO "${table}" (${names})
      WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${String(copies)})
      SELECT ${values} FROM n`,
    params: [],
  };
}

function expression(value: SqlValue, replacements: readonly Replacement[]): string {
  if (typeof value !== 'string') return String(value);
  let parts = [{ text: value, sql: '' }];
  for (const [text, sql] of replacements)
    parts = parts.flatMap((part) =>
      part.sql === ''
        ? part.text
            .split(text)
            .flatMap((piece, at) => [...(at === 0 ? [] : [{ text: '', sql }]), { text: piece, sql: '' }])
        : [part],
    );
  const told = parts.filter(({ text, sql }) => text !== '' || sql !== '');
  if (told.length === 0) return `''`;
  return told
    .map(({ text, sql }) => (sql === '' ? `'${text.replaceAll("'", "''")}'` : `(${sql})`))
    .join(' || ');
}

/** The ids of the rows that one order has left, and what each becomes in a copy. */
export async function idsOf(engine: Engine, tables: readonly string[]): Promise<Replacement[]> {
  const results = await engine.run(
    tables.map((table) => ({ sql: `SELECT "id" AS "id" FROM "${table}"`, params: [] })),
    'read',
  );
  return results.flat().map(({ id }) => [String(id), `'${String(id)}_' || n.i`]);
}
