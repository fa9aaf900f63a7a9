import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { SqlValue } from '../storage/engine.ts';
import type { Row, RowRequest, Work } from '../work.ts';

const external = 'external:';

/** The column and value that a reference means: our id or, with the prefix `external:`, the host shop's. */
export function columnOf(reference: string): { readonly id: string } | { readonly externalId: string } {
  return reference.startsWith(external)
    ? { externalId: reference.slice(external.length) }
    : { id: reference };
}

/** Asks ahead for the row that a reference means. */
export function requestOf(table: SQLiteTable, reference: string): RowRequest {
  return [table, columnOf(reference)];
}

/** The row that a reference means, or undefined. */
export function resolveIfKnown<Table extends SQLiteTable>(
  work: Work,
  table: Table,
  reference: string,
): Row<Table> | undefined {
  const column = columnOf(reference);
  if ('id' in column) return work.find(table, column.id);
  return work.first(table, column as unknown as Partial<Row<Table>>);
}

/** SQL over the alias `t` for the row that a reference means. */
export function whereReference(reference: string): readonly [condition: string, params: readonly SqlValue[]] {
  const column = columnOf(reference);
  return 'id' in column ? ['t."id" = ?', [column.id]] : ['t."externalId" = ?', [column.externalId]];
}
