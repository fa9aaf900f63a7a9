import { openPieces, type OrderLine } from '../orders/order.ts';
import type { Work } from '../work.ts';

/** Pieces of a variant that a pickup point is to get. */
export interface PointGoods {
  readonly pickupPointId: string;
  readonly variantId: string;
  readonly pieces: number;
  /** Null where nobody knows what a piece weighs. */
  readonly gramsPerUnit: number | null;
}

/** Allocated pieces of a line that are still on their way: not withdrawn, lost or handed over since. */
export function piecesToDeliver(line: OrderLine): number {
  return Math.min(line.allocated ?? 0, openPieces(line));
}

const open = `l."pieces" - l."cancelled" - l."short" - l."lost" - l."withdrawn" - l."handedOver" - l."uncollected"`;
const confirmed = `l."campaignId" = ?1 AND l."allocated" > 0 AND o."status" = 'confirmed'`;

/** What has been shared out and not been brought yet, by point and variant; summed in SQL. */
export function goodsOfPoints(work: Work, campaignId: string): readonly PointGoods[] {
  return work.rows<PointGoods>(
    `SELECT l."pickupPointId" AS "pickupPointId", l."variantId" AS "variantId", sum(min(l."allocated", ${open})) AS "pieces", max(v."gramsPerUnit") AS "gramsPerUnit"
      FROM "order_lines" AS l JOIN "orders" AS o ON o."id" = l."orderId" JOIN "variants" AS v ON v."id" = l."variantId" WHERE ${confirmed}
      GROUP BY l."pickupPointId", l."variantId" HAVING sum(min(l."allocated", ${open})) > 0
      ORDER BY l."pickupPointId", l."variantId"`,
    [campaignId],
  );
}

/** Fails the batch when what is to be brought has changed since it was summed. */
export function guardGoods(work: Work, campaignId: string, goods: readonly PointGoods[]): void {
  const pieces = goods.reduce((sum, one) => sum + one.pieces, 0);
  work.guard(
    `SELECT coalesce(sum(min(l."allocated", ${open})), 0) <> CAST(?2 AS INTEGER)
      FROM "order_lines" AS l JOIN "orders" AS o ON o."id" = l."orderId" WHERE ${confirmed}`,
    [campaignId, pieces],
  );
}
