import { index, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { counter, id, required, rule, version, whole } from '../storage/columns.ts';

/** Goods left to a customer. The id is made by the client, so that a repeated or offline call counts once (R29). */
export const handovers = sqliteTable(
  'handovers',
  {
    id: id(),
    orderId: required(),
    pickupPointId: required(),
    handedOverBy: required(),
    outcome: text({ enum: ['accepted', 'conflict'] }).notNull(),
    occurredAt: whole(),
    receivedAt: whole(),
  },
  (table) => [index('handovers_by_order').on(table.orderId)],
);

export const handoverLines = sqliteTable(
  'handover_lines',
  {
    handoverId: text()
      .notNull()
      .references(() => handovers.id),
    orderLineId: required(),
    pieces: whole(),
  },
  (table) => [
    primaryKey({ name: 'handover_line_once', columns: [table.handoverId, table.orderLineId] }),
    rule('handover_line_pieces', '"pieces" >= 1'),
  ],
);

/** Wrong codes a station has tried in a quarter of an hour. */
export const pickupGuesses = sqliteTable(
  'pickup_guesses',
  { station: required(), windowStartsAt: whole(), wrong: counter(), version: version() },
  (table) => [
    primaryKey({ name: 'pickup_guess_window_once', columns: [table.station, table.windowStartsAt] }),
  ],
);
