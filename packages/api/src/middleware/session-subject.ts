import type { OpenTuan } from '@opentuan/core';

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
  const column = reference.startsWith(external) ? 'externalId' : 'id';
  const sql = role === 'leader' ? `SELECT "id" FROM "leaders" WHERE "${column}" = ?` : originalSql(column);
  const [row] = await tuan.reader.rows<{ id: string }>(sql, [
    reference.startsWith(external) ? reference.slice(external.length) : reference,
  ]);
  return row?.id;
}

const originalSql = (column: string) => `WITH RECURSIVE c AS (
  SELECT "id", "mergedIntoId", "erasedAt" FROM "customers" WHERE "${column}" = ?
  UNION SELECT o."id", o."mergedIntoId", o."erasedAt" FROM c JOIN "customers" o ON o."id" = c."mergedIntoId")
  SELECT "id" FROM c WHERE "mergedIntoId" IS NULL AND "erasedAt" IS NULL`;
