import { integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { id, json, oneOf, required, version, whole } from '../storage/columns.ts';

/** A sheet that was read and shown; confirming it stores its rows, all or none. */
export const imports = sqliteTable(
  'imports',
  {
    id: id(),
    kind: text({ enum: ['priceList', 'leaders', 'pickupPoints'] }).notNull(),
    status: text({ enum: ['preview', 'confirmed'] }).notNull(),
    fileName: required(),
    rows: json<readonly Readonly<Record<string, unknown>>[]>(),
    problems: json<readonly Readonly<Record<string, unknown>>[]>(),
    createdAt: whole(),
    confirmedAt: integer(),
    version: version(),
  },
  () => [oneOf('import_status', 'status', ['preview', 'confirmed'])],
);
