import type { Row, Work } from '../work.ts';
import type { purchaseOrders } from './tables.ts';

/*
 * Which order lines a purchase order is for: those of the offers that one cutoff froze, from one supplier.
 * Sums of them are made in SQL along `order_lines_bought`, never from fetched lines.
 */

type Cutoff = Pick<Row<typeof purchaseOrders>, 'campaignId' | 'cutoff'>;
type Bought = Cutoff & Pick<Row<typeof purchaseOrders>, 'supplierId'>;

/** Offers `o` and firm lines `l` of the cutoff ?2 of the campaign ?1. The offers come first, with their
 * variants, so that the index leads from each to the lines of one supplier: 40 suppliers are no 40 scans. */
export const linesOfCutoff = `FROM "offers" AS o CROSS JOIN "order_lines" AS l ON l."campaignId" = o."campaignId" AND l."offerId" = o."id" AND l."variantId" = o."variantId"
  WHERE o."campaignId" = ?1 AND o."closesAt" = CAST(?2 AS INTEGER) AND o."status" = 'frozen' AND l."firmPieces" > 0`;

/** What a line still wants: its firm pieces less those withdrawn since the freeze. */
export const wantedSql = `min(l."firmPieces", l."pieces" - l."cancelled" - l."short" - l."lost" - l."withdrawn" - l."handedOver" - l."uncollected")`;

export interface SupplierDemand {
  readonly supplierId: string;
  readonly variantId: string;
  readonly pieces: number;
}

/**
 * What the lines of a cutoff want by supplier and variant; gifts are bought like lines (R12). Goods of which every
 * piece was withdrawn meanwhile are listed with 0, so that their cutoff has its document and can be closed.
 */
export function demandOf(work: Work, { campaignId, cutoff }: Cutoff): readonly SupplierDemand[] {
  return work.rows<SupplierDemand>(
    `SELECT l."supplierId" AS "supplierId", l."variantId" AS "variantId", sum(${wantedSql}) AS "pieces"
      ${linesOfCutoff} GROUP BY l."supplierId", l."variantId" ORDER BY l."supplierId", l."variantId"`,
    [campaignId, cutoff],
  );
}

/** Fails the batch when a line of the cutoff wants more or less than when it was summed. */
export function guardDemand(work: Work, { campaignId, cutoff }: Cutoff, pieces: number): void {
  work.guard(`SELECT coalesce(sum(${wantedSql}), 0) <> CAST(?3 AS INTEGER) ${linesOfCutoff}`, [
    campaignId,
    cutoff,
    pieces,
  ]);
}

/** What the lines of a purchase order want now, by variant. */
export function wantedOf(
  work: Work,
  { campaignId, cutoff, supplierId }: Bought,
): ReadonlyMap<string, number> {
  const rows = work.rows<{ variantId: string; pieces: number }>(
    `SELECT l."variantId" AS "variantId", sum(${wantedSql}) AS "pieces"
      ${linesOfCutoff} AND l."supplierId" = ?3 AND l."allocated" IS NULL GROUP BY l."variantId"`,
    [campaignId, cutoff, supplierId],
  );
  return new Map(rows.map(({ variantId, pieces }) => [variantId, pieces]));
}

type Closing = Bought & Pick<Row<typeof purchaseOrders>, 'id'>;

/**
 * Gives every line of the purchase order that has no share yet all it wants, in two statements, and fails the
 * batch unless the lines then have `pieces` together: a line withdrawn meanwhile has the closing decided anew.
 * Short shares that stand in `allocations` already are written to their lines along with the others.
 */
export function allocateTheRest(
  work: Work,
  { id, campaignId, cutoff, supplierId }: Closing,
  pieces: number,
): void {
  work.statement(
    `INSERT INTO "allocations" ("orderLineId", "purchaseOrderId", "orderId", "variantId", "needed", "allocated", "short")
      SELECT l."id", ?4, l."orderId", l."variantId", ${wantedSql}, ${wantedSql}, 0
      ${linesOfCutoff} AND l."supplierId" = ?3 AND l."allocated" IS NULL
        AND NOT EXISTS (SELECT 1 FROM "allocations" AS a WHERE a."orderLineId" = l."id" AND a."purchaseOrderId" = ?4)`,
    [campaignId, cutoff, supplierId, id],
  );
  work.statement(
    `UPDATE "order_lines" SET "allocated" = a."allocated", "short" = "order_lines"."short" + a."short", "version" = "order_lines"."version" + 1 FROM "allocations" AS a
      WHERE a."purchaseOrderId" = ?1 AND "order_lines"."id" = a."orderLineId" AND "order_lines"."allocated" IS NULL`,
    [id],
  );
  work.guard(
    `SELECT coalesce(sum(l."allocated"), 0) <> CAST(?4 AS INTEGER) ${linesOfCutoff} AND l."supplierId" = ?3`,
    [campaignId, cutoff, supplierId, pieces],
  );
}
