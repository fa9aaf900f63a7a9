import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';
import { counter, id, json, oneOf, required, version, whole } from '../storage/columns.ts';

export const importKinds = [
  'priceList',
  'leaders',
  'pickupPoints',
  'receipt',
  'weighings',
  'settlementResults',
] as const;

/** A sheet that was read and shown; confirming it stores its rows, all or none. */
export const imports = sqliteTable(
  'imports',
  {
    id: id(),
    kind: text({ enum: importKinds }).notNull(),
    status: text({ enum: ['preview', 'confirmed'] }).notNull(),
    fileName: required(),
    rows: json<readonly Readonly<Record<string, unknown>>[]>(),
    problems: json<readonly Readonly<Record<string, unknown>>[]>(),
    /** Headers of columns that were not understood: nothing in them was read. */
    ignoredColumns: json<readonly string[]>(),
    /** What became of the rows; 0 until it is confirmed. */
    created: counter(),
    updated: counter(),
    unchanged: counter(),
    /** Of a sheet that was filled in: the purchase order or the campaign that it is about. */
    targetId: text(),
    /** Of its kind, target and content: what was taken once is not taken again. */
    fingerprint: text(),
    createdAt: whole(),
    confirmedAt: integer(),
    version: version(),
  },
  (table) => [
    oneOf('import_status', 'status', ['preview', 'confirmed']),
    index('imports_by_creation').on(table.createdAt, table.id),
    uniqueIndex('import_taken_once')
      .on(table.fingerprint)
      .where(sql.raw(`"status" = 'confirmed' AND "fingerprint" IS NOT NULL`)),
  ],
);
