import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { shops } from '../shop/tables.ts';
import { shopId } from '../shop/the-shop.ts';
import { seriesIdSchema, seriesSchema } from './series-schemas.ts';
import { campaignSeries } from './series-tables.ts';
import { datesMade, demandDates, nextRound, seriesView, today } from './series.ts';

/**
 * Makes rounds again, from today on: dates that passed during the pause are left out. Resuming twice is harmless.
 *
 * Refuses: series_status (it has ended), invalid_input (no date is left), not_found, not_allowed.
 */
export const resumeSeries = defineVerb({
  name: 'campaignSeries.resume',
  summary: 'Resume rounds that come again',
  input: seriesIdSchema,
  answer: seriesSchema,
  // The dates that are made are looked up in the database.
  alone: true,
  decide: (work, { seriesId }, context) => {
    demandShop(context);
    work.need([shops, { id: shopId }]);
    const series = work.resolve(campaignSeries, seriesId);
    if (series.status === 'active') return seriesView(series);
    demand(series.status === 'paused', 'series_status', { status: series.status });
    const day = today(work, context.now);
    demandDates(series, day);
    const nextDate = nextRound(series, day, datesMade(work, series.id, day));
    work.emit({ type: 'series.resumed', subject: series.id, data: { nextDate } });
    return seriesView(work.set(campaignSeries, series, { status: 'active', nextDate }));
  },
});
