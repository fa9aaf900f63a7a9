import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import { flag, id, json, oneOf, required, rule, version, whole } from '../storage/columns.ts';
import type { CalendarDate } from '../shared/time.ts';
import type { RecurrenceRule } from './recurrence.ts';
import { campaigns } from './tables.ts';

export const seriesStatuses = ['active', 'paused', 'ended'] as const;
export const roundOutcomes = ['published', 'drafted', 'refused', 'late'] as const;

/** Days on which a series makes no round; both belong to the break. */
export interface SeriesBreak {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly reason: string;
}

/** Rounds that come again: copies of a template, moved on to each date of a rule. */
export const campaignSeries = sqliteTable(
  'campaign_series',
  {
    id: id(),
    externalId: text().unique('campaign_series_external_id_once'),
    title: required(),
    status: text({ enum: seriesStatuses }).notNull(),
    /** The campaign that is copied: a draft kept for it, or the last round. */
    templateId: text()
      .notNull()
      .references(() => campaigns.id),
    rule: json<RecurrenceRule>(),
    /** The first pickup date that may be one of the series. */
    startsOn: required(),
    breaks: json<readonly SeriesBreak[]>(),
    /** So many days before its pickup date a round is made. */
    horizonDays: whole(),
    /** Published at once, or left as a draft for somebody to look at. */
    publish: flag(),
    /** Which of the two a wall-clock time becomes that does not exist on a date; null refuses such dates. */
    inGap: text({ enum: ['before', 'after'] }),
    /** The next pickup date that a round will be made for; null where none is left. */
    nextDate: text(),
    createdAt: whole(),
    endedAt: integer(),
    version: version(),
  },
  (table) => [
    oneOf('campaign_series_status', 'status', seriesStatuses),
    rule('campaign_series_horizon', '"horizonDays" BETWEEN 1 AND 60'),
    index('campaign_series_by_status').on(table.status, table.nextDate),
    index('campaign_series_by_creation').on(table.createdAt, table.id),
  ],
);

/** What a series did on a date, once for ever. */
export const seriesRounds = sqliteTable(
  'campaign_series_rounds',
  {
    seriesId: text()
      .notNull()
      .references(() => campaignSeries.id),
    /** The pickup date of the round. */
    date: required(),
    /** Null where it was too late to make one. */
    campaignId: text().references(() => campaigns.id),
    outcome: text({ enum: roundOutcomes }).notNull(),
    /** Why it could not be published, field by field. */
    problems: json<readonly { readonly path: string; readonly code: string; readonly message: string }[]>(),
    createdAt: whole(),
  },
  (table) => [
    primaryKey({ name: 'series_round_once', columns: [table.seriesId, table.date] }),
    oneOf('series_round_outcome', 'outcome', roundOutcomes),
    rule('series_round_campaign', '("campaignId" IS NULL) = ("outcome" = \'late\')'),
    index('series_rounds_by_campaign').on(table.campaignId),
  ],
);
