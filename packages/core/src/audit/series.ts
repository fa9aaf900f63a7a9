import type { Invariant } from './invariant.ts';

/** Rounds that come again are made once per date; what fills no case is off its line. */
export const seriesInvariants: readonly Invariant[] = [
  {
    name: 'series_next',
    rule: 'A series that goes on has a next date, and none that is made already.',
    sql: `SELECT s."id" AS "seriesId", s."nextDate" AS "nextDate" FROM "campaign_series" s
      WHERE s."status" <> 'ended' AND (s."nextDate" IS NULL OR EXISTS (SELECT 1 FROM "campaign_series_rounds" r
        WHERE r."seriesId" = s."id" AND r."date" = s."nextDate"))`,
  },
  {
    name: 'series_round_published',
    rule: 'A round that a series has published is no draft.',
    sql: `SELECT r."seriesId" AS "seriesId", r."date" AS "date", c."id" AS "campaignId" FROM "campaign_series_rounds" r
      JOIN "campaigns" c ON c."id" = r."campaignId" WHERE r."outcome" = 'published' AND c."status" = 'draft'`,
  },
  {
    name: 'freeze_unfilled',
    rule: 'Pieces that filled no case at the freeze are cancelled on their line.',
    sql: `SELECT r."freezeId" AS "freezeId", r."orderLineId" AS "orderLineId", r."unfilled" AS "unfilled", l."cancelled" AS "cancelled"
      FROM "freeze_refunds" r JOIN "order_lines" l ON l."id" = r."orderLineId" WHERE r."unfilled" > l."cancelled"`,
  },
];
