import type { OpenTuan, Statement } from '@opentuan/core';

const external = 'external:';

/**
 * The id of the customer or leader whom a session is for, by our id or, with the prefix `external:`, the host shop's.
 * A customer who was merged into another is that one from then on, also in sessions opened before; one who was erased
 * is nobody.
 */
export async function sessionSubject(
  tuan: OpenTuan,
  role: 'customer' | 'leader',
  reference: string,
): Promise<string | undefined> {
  const { sql, params } = subjectStatement(role, reference);
  const [row] = await tuan.reader.rows<{ id: string }>(sql, params);
  return row?.id;
}

/** The read behind it, for whoever asks for more in the same round trip: one row with the `id`, or none. */
export function subjectStatement(role: 'customer' | 'leader', reference: string): Statement {
  const column = reference.startsWith(external) ? 'externalId' : 'id';
  const sql = role === 'leader' ? `SELECT "id" FROM "leaders" WHERE "${column}" = ?` : originalSql(column);
  return { sql, params: [reference.startsWith(external) ? reference.slice(external.length) : reference] };
}

const originalSql = (column: string) => `WITH RECURSIVE c AS (
  SELECT "id", "mergedIntoId", "erasedAt" FROM "customers" WHERE "${column}" = ?
  UNION SELECT o."id", o."mergedIntoId", o."erasedAt" FROM c JOIN "customers" o ON o."id" = c."mergedIntoId")
  SELECT "id" FROM c WHERE "mergedIntoId" IS NULL AND "erasedAt" IS NULL`;
