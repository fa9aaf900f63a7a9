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

/** A bookable quarter of a pickup day (分时预约). */
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
    version: version(),
    source: text().notNull().unique('pickup_slot_once'),
  },
  () => [rule('slot_taken_within_capacity', '"taken" BETWEEN 0 AND "capacity"')],
);
