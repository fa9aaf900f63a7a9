import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { id, json, required, version, whole } from '../storage/columns.ts';
import type { LeaderFigures, LeaderLevel } from './level-of.ts';

/** The shop's list of levels (等级), one row; `reviewedTo` is the end of the last month that was reviewed. */
export const leaderLevelLists = sqliteTable('leader_level_lists', {
  id: id(),
  /** From the lowest to the highest. */
  levels: json<readonly LeaderLevel[]>(),
  /** How many months in a row a leader may miss the conditions of the level before it is lost. */
  graceMonths: whole(),
  reviewedTo: whole(),
  version: version(),
});

/** How a leader came to a level, with the figures that decided. */
export const leaderLevelChanges = sqliteTable(
  'leader_level_changes',
  {
    id: id(),
    leaderId: required(),
    fromTier: text(),
    toTier: text(),
    /** review: by the figures of a month. shop: by hand. */
    cause: text({ enum: ['review', 'shop'] }).notNull(),
    /** The month that was reviewed. */
    from: integer(),
    to: integer(),
    figures: text({ mode: 'json' }).$type<LeaderFigures>(),
    changedAt: whole(),
    /** A review changes a leader once a month. */
    source: text().notNull().unique('level_change_once'),
  },
  (table) => [
    index('leader_level_changes_by_leader').on(table.leaderId, table.changedAt, table.id),
    index('leader_level_changes_by_time').on(table.changedAt, table.id),
  ],
);
