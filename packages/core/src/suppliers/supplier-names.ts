import type { Reader } from '../storage/reader.ts';

/** What suppliers are called, for lists that people read; one of no name is called by its id. */
export async function supplierNames(
  reader: Reader,
  supplierIds: readonly string[],
): Promise<(supplierId: string) => string> {
  const rows = await reader.rows<{ id: string; name: string }>(
    'SELECT "id" AS "id", "name" AS "name" FROM "suppliers" WHERE "id" IN (SELECT value FROM json_each(?))',
    [JSON.stringify([...new Set(supplierIds)])],
  );
  const names = new Map(rows.map(({ id, name }) => [id, name]));
  return (supplierId) => names.get(supplierId) ?? supplierId;
}
