import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { campaigns } from '../campaigns/tables.ts';
import { counter, id, notNegative, oneOf, required, version, whole } from '../storage/columns.ts';

export const runStatuses = ['planned', 'loaded', 'underWay', 'finished'] as const;

export const deliveryRuns = sqliteTable(
  'delivery_runs',
  {
    id: id(),
    campaignId: text()
      .notNull()
      .references(() => campaigns.id),
    name: required(),
    driver: text().notNull().default(''),
    status: text({ enum: runStatuses }).notNull(),
    createdAt: whole(),
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
    status: text({ enum: ['pending', 'handedOver', 'failed'] }).notNull(),
    handedOverAt: integer(),
    signedBy: text(),
    note: text().notNull().default(''),
    version: version(),
  },
  (table) => [
    oneOf('delivery_stop_status', 'status', ['pending', 'handedOver', 'failed']),
    index('delivery_stops_by_run').on(table.deliveryRunId),
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
    delivered: counter(),
    missing: counter(),
  },
  (table) => [
    primaryKey({ name: 'delivery_stop_line_once', columns: [table.deliveryStopId, table.variantId] }),
    notNegative('delivery_stop_line_not_negative', 'expected', 'delivered', 'missing'),
  ],
);
