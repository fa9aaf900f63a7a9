import { sql } from 'drizzle-orm';
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { campaigns } from '../campaigns/tables.ts';
import type { DayWindow } from '../pickup-points/tables.ts';
import { counter, id, json, notNegative, oneOf, required, rule, version, whole } from '../storage/columns.ts';

export const runStatuses = ['planned', 'loaded', 'underWay', 'finished'] as const;
export const stopStatuses = ['pending', 'handedOver', 'failed'] as const;
export const stopOutcomes = ['planned', 'short', 'redirected'] as const;

/** What the times of a run are reckoned from again when its order changes. Positions in millionths of a degree. */
export interface Routing {
  readonly depot: { readonly latitude: number; readonly longitude: number } | null;
  readonly speed: number;
  readonly minutesPerStop: number;
  readonly windows: 'opening' | 'none';
  /** When points take goods in, where that is at other times than they are open; by the id of the point. */
  readonly receiving?: Readonly<Record<string, readonly DayWindow[]>>;
}

export const deliveryRuns = sqliteTable(
  'delivery_runs',
  {
    id: id(),
    campaignId: text()
      .notNull()
      .references(() => campaigns.id),
    name: required(),
    driver: text().notNull().default(''),
    /** Whom the shop pays to drive, and who then answers for goods lost on the way; null: the shop's own van. */
    carrier: text(),
    status: text({ enum: runStatuses }).notNull(),
    /** What the vehicle holds; null: that is not counted. */
    capacityCrates: integer(),
    capacityPieces: integer(),
    capacityGrams: integer(),
    departsAt: integer(),
    /** How its times were reckoned; null for a run that was made by moving stops to it from one without. */
    routing: text({ mode: 'json' }).$type<Routing>(),
    createdAt: whole(),
    loadedAt: integer(),
    startedAt: integer(),
    finishedAt: integer(),
    version: version(),
  },
  (table) => [
    oneOf('delivery_run_status', 'status', runStatuses),
    index('delivery_runs_by_campaign').on(table.campaignId),
    index('delivery_runs_by_creation').on(table.createdAt, table.id),
  ],
);

export const deliveryStops = sqliteTable(
  'delivery_stops',
  {
    id: id(),
    deliveryRunId: text()
      .notNull()
      .references(() => deliveryRuns.id),
    campaignId: required(),
    pickupPointId: required(),
    position: whole(),
    status: text({ enum: stopStatuses }).notNull(),
    /** Crates that the goods fill, as planned and as they were counted into the vehicle. */
    crates: counter(),
    loadedCrates: integer(),
    /** When the vehicle should be there by the plan, and by what the driver said later. */
    plannedAt: integer(),
    expectedAt: integer(),
    handedOverAt: integer(),
    signedBy: text(),
    /** The id that the driver's phone made: a retry counts once, for ever. */
    handOverId: text().unique('stop_hand_over_once'),
    /** What was drawn: the path of an SVG in a box of 300 × 120. */
    signature: text(),
    pictures: json<readonly string[]>(),
    note: text().notNull().default(''),
    /** Set while orders of a redirected stop are still to be moved: from and to where, and what people are told. */
    movingFromId: text(),
    movingToId: text(),
    movingReason: text(),
    /** What became of a stop that failed; null while nobody has decided. */
    outcome: text({ enum: stopOutcomes }),
    /** When the leader counted what had come, and who that was. */
    countedAt: integer(),
    countedBy: text(),
    countNote: text().notNull().default(''),
    /** When the shop accepted what the leader counted otherwise than was signed for. */
    countAcceptedAt: integer(),
    version: version(),
  },
  (table) => [
    oneOf('delivery_stop_status', 'status', stopStatuses),
    uniqueIndex('delivery_point_on_one_run')
      .on(table.campaignId, table.pickupPointId)
      .where(sql`"status" = 'pending'`),
    index('delivery_stops_by_run').on(table.deliveryRunId),
    index('delivery_stops_moving')
      .on(table.movingToId)
      .where(sql`"movingToId" IS NOT NULL`),
    rule(
      'delivery_stop_moving',
      '("movingFromId" IS NULL) = ("movingToId" IS NULL) AND ("movingReason" IS NULL) = ("movingToId" IS NULL)',
    ),
    index('delivery_stops_by_point').on(table.campaignId, table.pickupPointId),
  ],
);

export const deliveryStopLines = sqliteTable(
  'delivery_stop_lines',
  {
    deliveryStopId: text()
      .notNull()
      .references(() => deliveryStops.id),
    variantId: required(),
    expected: whole(),
    /** Pieces counted into the vehicle; null: nobody counted. */
    loaded: integer(),
    delivered: counter(),
    missing: counter(),
    damaged: counter(),
    reason: text().notNull().default(''),
    /** Pieces the leader counted after the vehicle had left; null: nobody counted. */
    counted: integer(),
  },
  (table) => [
    primaryKey({ name: 'delivery_stop_line_once', columns: [table.deliveryStopId, table.variantId] }),
    notNegative('delivery_stop_line_not_negative', 'expected', 'delivered', 'missing', 'damaged'),
  ],
);

/** A driver's way to one run without an account; of the token only a hash is kept. */
export const deliveryLinks = sqliteTable(
  'delivery_links',
  {
    id: id(),
    deliveryRunId: text()
      .notNull()
      .references(() => deliveryRuns.id),
    tokenHash: text().notNull().unique('delivery_link_token_once'),
    createdAt: whole(),
    createdBy: required(),
    expiresAt: whole(),
    revokedAt: integer(),
    version: version(),
  },
  (table) => [index('delivery_links_by_run').on(table.deliveryRunId)],
);
