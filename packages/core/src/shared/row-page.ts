import type { SqlRow, SqlValue } from '../storage/engine.ts';
import { refuse } from './error.ts';
import type { Page, PageRequest } from './page.ts';

/**
 * A list in the order in which its rows were written, newest first, for tables that are only ever added to.
 * `condition` is SQL over the alias `t`; select `t.rowid AS "row"` and ask for one row more than the limit.
 */
export function pageAfterRow(request: PageRequest): { condition: string; params: SqlValue[]; tail: string } {
  const tail = `ORDER BY t.rowid DESC LIMIT ${String(request.limit + 1)}`;
  if (request.cursor === undefined) return { condition: 'TRUE', params: [], tail };
  if (!/^\d{1,15}$/.test(request.cursor)) {
    refuse('invalid_input', {
      fields: [{ path: 'cursor', code: 'cursor', message: 'This is no cursor of this list.' }],
    });
  }
  return { condition: 't.rowid < CAST(? AS INTEGER)', params: [Number(request.cursor)], tail };
}

/** Cuts the extra row off and answers the page. */
export function rowPageOf<Row extends SqlRow, Item>(
  rows: readonly Row[],
  request: PageRequest,
  view: (row: Row) => Item,
): Page<Item> {
  const kept = rows.slice(0, request.limit);
  const last = kept.at(-1);
  const more = rows.length > request.limit && last !== undefined;
  return { data: kept.map(view), nextCursor: more ? String(last['row']) : null };
}
