import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { orderLines } from '../orders/tables.ts';
import { counter, flag, id, notNegative, required, rule, whole } from '../storage/columns.ts';

/** A packed weight and what came of it (称重): one row each time a line was weighed with another result. */
export const weighings = sqliteTable(
  'weighings',
  {
    id: id(),
    orderLineId: text()
      .notNull()
      .references(() => orderLines.id),
    /** Counts the weighings of the line, from 1: the last one stands. */
    number: whole(),
    orderId: required(),
    campaignId: required(),
    /** What was weighed: the pieces that the line was to get then. */
    pieces: whole(),
    /** Those of them whose money was not given back before. */
    paidPieces: whole(),
    gramsPerUnit: whole(),
    grams: whole(),
    /** What a unit costs: the price accepted, or the tier's of the freeze where that is lower (R7). */
    unitPrice: whole(),
    /** What the weight is worth less than the nominal one, percent discounts taken off (R8, R27). */
    drop: counter(),
    /** The drop was within what the shop does not give back. */
    waived: flag(),
    /** What all weighings took off the price of these pieces, this one included. */
    settled: counter(),
    /** What this one took off: refunded, or no longer due. */
    given: counter(),
    weighedAt: whole(),
    weighedBy: required(),
  },
  (table) => [
    rule('weighing_pieces', '"pieces" >= 1 AND "paidPieces" BETWEEN 0 AND "pieces" AND "gramsPerUnit" >= 1'),
    // R27: what is outside of 50–150 % of the nominal weight is a slip and never makes a price.
    rule(
      'weighing_plausible',
      '2 * "grams" >= "gramsPerUnit" * "pieces" AND 2 * "grams" <= 3 * "gramsPerUnit" * "pieces"',
    ),
    notNegative('weighing_not_negative', 'unitPrice', 'drop', 'settled', 'given'),
    uniqueIndex('weighing_once').on(table.orderLineId, table.number),
    index('weighings_by_order').on(table.orderId),
  ],
);
