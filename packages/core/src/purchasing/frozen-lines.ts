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

/** Of the same lines those of which something was withdrawn since the freeze. */
const withdrawnLines = `FROM "order_lines" AS l INDEXED BY "order_lines_withdrawn" CROSS JOIN "offers" AS o ON o."id" = l."offerId"
  WHERE l."campaignId" = ?1 AND l."withdrawn" > 0 AND l."firmPieces" > 0 AND l."allocated" IS NULL
    AND o."closesAt" = CAST(?2 AS INTEGER) AND o."status" = 'frozen'`;

/**
 * What the lines of the cutoff ?2 of the campaign ?1 want by supplier and variant: the sums that the freeze made, less
 * what was withdrawn since. Those few lines have an index of their own; nothing else of a line that has no share yet
 * changes after the freeze. `one` is a condition over `w`.
 */
const wanted = (
  one: string,
) => `SELECT w."supplierId" AS "supplierId", w."variantId" AS "variantId", sum(w."pieces") AS "pieces"
  FROM (SELECT g."supplierId" AS "supplierId", g."variantId" AS "variantId", g."pieces" AS "pieces"
      FROM "freezes" AS f CROSS JOIN "frozen_goods" AS g ON g."freezeId" = f."id" WHERE f."campaignId" = ?1 AND f."cutoff" = CAST(?2 AS INTEGER)
    UNION ALL SELECT l."supplierId", l."variantId", ${wantedSql} - l."firmPieces" ${withdrawnLines}) AS w
  WHERE ${one} GROUP BY w."supplierId", w."variantId" ORDER BY w."supplierId", w."variantId"`;

const ofAll = wanted('1');
const ofSupplier = wanted('w."supplierId" = ?3');

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
  return work.rows<SupplierDemand>(ofAll, [campaignId, cutoff]);
}

/** Fails the batch when a line of the cutoff wants more or less than when it was summed. */
export function guardDemand(work: Work, { campaignId, cutoff }: Cutoff, pieces: number): void {
  work.guard(`SELECT coalesce(sum("pieces"), 0) <> CAST(?3 AS INTEGER) FROM (${ofAll})`, [
    campaignId,
    cutoff,
    pieces,
  ]);
}

/** What the lines of a purchase order want by variant, before they are given their shares. */
export function wantedOf(
  work: Work,
  { campaignId, cutoff, supplierId }: Bought,
): ReadonlyMap<string, number> {
  const rows = work.rows<SupplierDemand>(ofSupplier, [campaignId, cutoff, supplierId]);
  return new Map(rows.map(({ variantId, pieces }) => [variantId, pieces]));
}

type Closing = Bought & Pick<Row<typeof purchaseOrders>, 'id'>;

/**
 * Gives every line of the purchase order that has no share yet all it wants, in one statement, and fails the
 * batch unless the lines then have `pieces` together: a line withdrawn meanwhile has the closing decided anew.
 * Short shares that stand in `allocations` are written to their lines before.
 */
export function allocateTheRest(
  work: Work,
  { id, campaignId, cutoff, supplierId }: Closing,
  pieces: number,
): void {
  work.statement(
    `UPDATE "order_lines" SET "allocated" = a."allocated", "short" = "order_lines"."short" + a."short", "version" = "order_lines"."version" + 1 FROM "allocations" AS a
      WHERE a."purchaseOrderId" = ?1 AND "order_lines"."id" = a."orderLineId" AND "order_lines"."allocated" IS NULL`,
    [id],
  );
  // Found along the index, then written in the order in which they lie: each page of the table comes by once.
  work.statement(
    `UPDATE "order_lines" AS l SET "allocated" = ${wantedSql}, "version" = l."version" + 1
      WHERE l.rowid IN (SELECT l.rowid ${linesOfCutoff} AND l."supplierId" = ?3) AND l."allocated" IS NULL`,
    [campaignId, cutoff, supplierId],
  );
  work.guard(
    `SELECT coalesce(sum(l."allocated"), 0) <> CAST(?4 AS INTEGER) ${linesOfCutoff} AND l."supplierId" = ?3`,
    [campaignId, cutoff, supplierId, pieces],
  );
}
