import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { seriesIdSchema, seriesSchema } from './series-schemas.ts';
import { campaignSeries } from './series-tables.ts';
import { seriesView } from './series.ts';

/**
 * Makes no more rounds until the series is resumed. Those that are made go on. Pausing twice is harmless.
 *
 * Refuses: series_status (it has ended), not_found, not_allowed.
 */
export const pauseSeries = defineVerb({
  name: 'campaignSeries.pause',
  summary: 'Pause rounds that come again',
  input: seriesIdSchema,
  answer: seriesSchema,
  decide: (work, { seriesId }, context) => {
    demandShop(context);
    const series = work.resolve(campaignSeries, seriesId);
    if (series.status === 'paused') return seriesView(series);
    demand(series.status === 'active', 'series_status', { status: series.status });
    work.emit({ type: 'series.paused', subject: series.id, data: { nextDate: series.nextDate } });
    return seriesView(work.set(campaignSeries, series, { status: 'paused' }));
  },
});
