import type { SqlValue } from '../storage/engine.ts';
import { refuse } from './error.ts';

export interface PageRequest {
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export interface Page<Item> {
  data: Item[];
  nextCursor: string | null;
}

/**
 * A list in the order of an instant and an id, newest first, stable under inserts.
 * `condition` is SQL over the alias `t` for what comes after the cursor; ask for one row more than the limit.
 */
export function pageAfter(
  request: PageRequest,
  instantColumn: string,
): { condition: string; params: SqlValue[]; tail: string } {
  const tail = `ORDER BY t."${instantColumn}" DESC, t."id" DESC LIMIT ${String(request.limit + 1)}`;
  if (request.cursor === undefined) return { condition: 'TRUE', params: [], tail };
  const match = /^(\d{1,16})~([\w-]{1,80})$/.exec(request.cursor);
  if (!match)
    refuse('invalid_input', {
      fields: [{ path: 'cursor', code: 'cursor', message: 'This is no cursor of this list.' }],
    });
  const [, instant = '', id = ''] = match;
  const condition = `(t."${instantColumn}", t."id") < (CAST(? AS INTEGER), ?)`;
  return { condition, params: [Number(instant), id], tail };
}

/** Cuts the extra row off and answers the page. `instantColumn` is the one that the list is ordered by. */
export function pageOf<Row extends { readonly id: string }, Item>(
  rows: readonly Row[],
  request: PageRequest,
  instantColumn: keyof Row & string,
  view: (row: Row) => Item,
): Page<Item> {
  const kept = rows.slice(0, request.limit);
  const last = kept.at(-1);
  const more = rows.length > request.limit && last !== undefined;
  return { data: kept.map(view), nextCursor: more ? `${String(last[instantColumn])}~${last.id}` : null };
}
