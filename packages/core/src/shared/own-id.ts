import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Reader } from '../storage/reader.ts';
import { refuse } from './error.ts';
import { whereReference } from './reference.ts';

/**
 * Our id of what a reference means, for a filter; undefined stays undefined.
 *
 * Refuses: not_found.
 */
export async function ownIdOf<Table extends SQLiteTable & { readonly $inferSelect: { readonly id: string } }>(
  reader: Reader,
  table: Table,
  reference: string | undefined,
): Promise<string | undefined> {
  if (reference === undefined) return undefined;
  const [row] = await reader.table(table, ...whereReference(reference));
  return row?.id ?? refuse('not_found', { key: reference });
}
