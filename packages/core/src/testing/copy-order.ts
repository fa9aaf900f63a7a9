import type { Work } from '../work.ts';
import type { TestShop } from './test-shop.ts';

const numbers = `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < CAST(?1 AS INTEGER))`;
const suffix = `'_' || printf('%05d', n.i)`;

/**
 * Copies an order that is to be paid at pickup, with its lines, commissions and events, since 10,000 placements would
 * take too long in a test.
 */
export async function copyOrder(shop: TestShop, orderId: string, copies: number): Promise<void> {
  const names = ['orders', 'order_lines', 'commission_entries', 'events'] as const;
  const columns = await Promise.all(
    names.map((name) =>
      shop.tuan.reader.rows<{ name: string }>(`SELECT "name" FROM pragma_table_info('${name}')`),
    ),
  );
  await shop.plant((work) => {
    for (const [index, name] of names.entries()) {
      const own = (columns[index] ?? [])
        .map((column) => column.name)
        .filter((column) => column !== 'sequence');
      const values = own.map((column) => copiedValue(column)).join(', ');
      const key = name === 'orders' ? 'id' : name === 'events' ? 'subject' : 'orderId';
      const into = own.map((column) => `"${column}"`).join(', ');
      work.statement(
        `INSERT INTO "${name}" (${into}) ${numbers} SELECT ${values} FROM "${name}" AS t CROSS JOIN n WHERE t."${key}" = ?2`,
        [copies, orderId],
      );
    }
    recount(work);
    return null;
  });
}

function copiedValue(column: string): string {
  const renamed = ['id', 'orderId', 'orderLineId', 'subject', 'source'];
  if (renamed.includes(column)) return `t."${column}" || ${suffix}`;
  if (column === 'pickupCode') return `'CODE' || printf('%05d', n.i)`;
  if (column === 'confirmedAt') return `t."confirmedAt" + n.i`;
  return `t."${column}"`;
}

/** The counters that the orders share. */
function recount(work: Work): void {
  const ofOffer = (where: string) =>
    `(SELECT coalesce(sum(l."pieces"), 0), coalesce(sum(l."firmPieces"), 0) FROM "order_lines" AS l WHERE ${where})`;
  work.statement(`UPDATE "offers" SET ("sold", "firm") = ${ofOffer('l."offerId" = "offers"."id"')}`);
  work.statement(
    `UPDATE "offer_customers" SET ("pieces", "firm") = ${ofOffer('l."offerId" = "offer_customers"."offerId" AND l."customerId" = "offer_customers"."customerId"')}`,
  );
  work.statement(
    `UPDATE "offer_communities" SET "firm" = (SELECT sum(l."firmPieces") FROM "order_lines" AS l
      WHERE l."offerId" = "offer_communities"."offerId" AND l."communityId" = "offer_communities"."communityId")`,
  );
  work.statement(
    `UPDATE "customers" SET "liveOrders" = (SELECT count(*) FROM "orders" AS o WHERE o."customerId" = "customers"."id")`,
  );
}
