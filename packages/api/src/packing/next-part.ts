import type { Context } from 'hono';

/** The query of the next part of a print: the same wishes, from where this one ends. Null after the last. */
export function nextPart({ req }: Context, nextCursor: string | null): string | null {
  if (nextCursor === null) return null;
  const query = new URLSearchParams(req.query());
  query.set('cursor', nextCursor);
  return `?${query.toString()}`;
}
