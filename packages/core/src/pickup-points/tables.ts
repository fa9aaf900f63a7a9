import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { counter, flag, id, json, required, rule, version, whole } from '../storage/columns.ts';

/** Opening hours of a day, in the shop's zone: `{ opens: '16:00', closes: '20:30' }`. */
export interface DayWindow {
  readonly opens: string;
  readonly closes: string;
}

export const pickupPoints = sqliteTable(
  'pickup_points',
  {
    id: id(),
    externalId: text().notNull().unique('pickup_point_external_id_once'),
    name: required(),
    address: required(),
    /** Millionths of a degree. */
    latitude: integer(),
    longitude: integer(),
    /** Null for a branch of the chain. */
    leaderId: text(),
    windows: json<readonly DayWindow[]>(),
    /** What its keeper earns on orders of other leaders: a rate, or a sum per piece in minor units; null: nothing. */
    shareBasisPoints: integer(),
    sharePerPiece: integer(),
    /** Out of the commission of the order's leader, or paid by the shop on top. */
    shareFrom: text({ enum: ['leader', 'shop'] }),
    retired: flag(),
    createdAt: whole(),
    updatedAt: whole(),
    version: version(),
  },
  (table) => [
    rule(
      'pickup_point_share',
      `CASE WHEN "shareFrom" IS NULL THEN coalesce("shareBasisPoints", "sharePerPiece") IS NULL
        ELSE ("shareBasisPoints" IS NULL) <> ("sharePerPiece" IS NULL) END`,
    ),
    index('pickup_points_by_leader').on(table.leaderId),
  ],
);

/** A bookable part of a pickup day (分时预约), in the zone of the shop. Its times never change: another pattern is other slots. */
export const pickupSlots = sqliteTable(
  'pickup_slots',
  {
    id: id(),
    pickupPointId: text()
      .notNull()
      .references(() => pickupPoints.id),
    date: required(),
    opens: required(),
    closes: required(),
    capacity: whole(),
    taken: counter(),
    /** Taken out of the pattern: whoever has it keeps it, nobody gets it any more. */
    retired: flag(),
    version: version(),
    source: text().notNull().unique('pickup_slot_once'),
  },
  (table) => [
    rule('slot_taken_within_capacity', '"taken" BETWEEN 0 AND "capacity"'),
    index('pickup_slots_by_day').on(table.pickupPointId, table.date, table.opens),
  ],
);

/** Another leader stands in at a point on these dates: hands over there, and earns nothing by it (R44). */
export const pickupSubstitutes = sqliteTable(
  'pickup_substitutes',
  {
    id: id(),
    pickupPointId: text()
      .notNull()
      .references(() => pickupPoints.id),
    leaderId: required(),
    /** Calendar dates of the shop, both included. */
    fromDate: required(),
    toDate: required(),
    reason: text().notNull().default(''),
    createdAt: whole(),
    endedAt: integer(),
    version: version(),
  },
  (table) => [
    rule('substitute_dates', '"fromDate" <= "toDate"'),
    index('pickup_substitutes_by_point').on(table.pickupPointId),
    index('pickup_substitutes_by_leader').on(table.leaderId),
    index('pickup_substitutes_by_creation').on(table.createdAt, table.id),
  ],
);
