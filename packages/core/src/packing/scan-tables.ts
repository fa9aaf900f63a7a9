import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { orderLines, orders } from '../orders/tables.ts';
import { counter, id, notNegative, required, rule, version, whole } from '../storage/columns.ts';

/**
 * The basket of a household at a pickup point (篮号): all orders of one customer there have the same number, and it
 * stays whatever becomes of other orders. An order that moves to another point gets one there.
 */
export const baskets = sqliteTable(
  'baskets',
  {
    orderId: text()
      .notNull()
      .references(() => orders.id),
    pickupPointId: required(),
    campaignId: required(),
    /** From 1 within the point and round. */
    number: whole(),
    numberedAt: whole(),
  },
  (table) => [
    primaryKey({ name: 'basket_once', columns: [table.orderId, table.pickupPointId] }),
    rule('basket_number', '"number" >= 1'),
    index('baskets_by_point').on(table.campaignId, table.pickupPointId, table.number),
  ],
);

/** How many pieces of a line are in its basket: the sum of its scans. */
export const packedLines = sqliteTable(
  'packed_lines',
  {
    orderLineId: text()
      .primaryKey()
      .references(() => orderLines.id),
    orderId: required(),
    pieces: counter(),
    version: version(),
  },
  (table) => [notNegative('packed_not_negative', 'pieces'), index('packed_lines_by_order').on(table.orderId)],
);

/**
 * Pieces put into a basket, one row for each line; undone, they were taken out again. The scan's id is the phone's
 * own: told twice it counts once (R29).
 */
export const packingScans = sqliteTable(
  'packing_scans',
  {
    id: id(),
    scanId: required(),
    campaignId: required(),
    pickupPointId: required(),
    orderId: required(),
    orderLineId: text()
      .notNull()
      .references(() => orderLines.id),
    pieces: whole(),
    scannedAt: whole(),
    scannedBy: required(),
    undoneAt: integer(),
    version: version(),
  },
  (table) => [
    rule('packing_scan_pieces', '"pieces" >= 1'),
    uniqueIndex('packing_scan_once').on(table.scanId, table.orderLineId),
    index('packing_scans_by_line').on(table.orderLineId),
    index('packing_scans_standing')
      .on(table.campaignId, table.pickupPointId)
      .where(sql.raw('"undoneAt" IS NULL')),
  ],
);
