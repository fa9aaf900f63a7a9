import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { counter, id, notNegative, required, rule, version, whole } from '../storage/columns.ts';

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
    /** Who took the goods where it was not the customer, and how the customer had agreed to it. */
    takenBy: text(),
    consent: text({ enum: ['named', 'code', 'missing'] }),
  },
  (table) => [
    index('handovers_by_order').on(table.orderId),
    index('handovers_by_point').on(table.pickupPointId, table.receivedAt),
  ],
);

/** The customer lets someone else collect: who, and a code of its own that ends with the first handover it opened. */
export const pickupConsents = sqliteTable('pickup_consents', {
  orderId: text().primaryKey(),
  name: required(),
  /** The last four digits of their phone. */
  phoneTail: text(),
  code: text().unique('pickup_consent_code_once'),
  createdAt: whole(),
  usedAt: integer(),
  version: version(),
});

/** The pair of keys that pickup tokens are signed with: leaders' phones get the public one. */
export const pickupKeys = sqliteTable('pickup_keys', {
  id: id(),
  publicKey: required(),
  privateKey: required(),
  createdAt: whole(),
});

/** Orders that are fetched elsewhere than where they were placed for. */
export const orderMoves = sqliteTable(
  'order_moves',
  {
    id: id(),
    orderId: required(),
    campaignId: required(),
    fromPointId: required(),
    toPointId: required(),
    /** Of the customer's slot before, and of the one that the new point had for it. */
    fromSlotId: text(),
    toSlotId: text(),
    reason: text().notNull().default(''),
    movedBy: required(),
    movedAt: whole(),
  },
  (table) => [
    index('order_moves_by_order').on(table.orderId),
    index('order_moves_by_from').on(table.fromPointId, table.movedAt),
    index('order_moves_by_to').on(table.toPointId, table.movedAt),
    index('order_moves_by_time').on(table.movedAt, table.id),
  ],
);

/** Goods that nobody fetched and that went to a charity: for the money they are kept (R30). */
export const donations = sqliteTable(
  'donations',
  {
    id: id(),
    orderId: required(),
    /** One donation a line. */
    orderLineId: text().notNull().unique('donation_once'),
    campaignId: required(),
    variantId: required(),
    pickupPointId: required(),
    pieces: whole(),
    /** What the goods cost, in minor units. */
    cost: counter(),
    charity: required(),
    createdAt: whole(),
  },
  (table) => [
    rule('donation_pieces', '"pieces" >= 1'),
    notNegative('donation_cost', 'cost'),
    index('donations_by_creation').on(table.createdAt, table.id),
    index('donations_by_campaign').on(table.campaignId),
  ],
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
    index('pickup_guesses_by_window').on(table.windowStartsAt),
  ],
);
