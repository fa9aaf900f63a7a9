import { defineVerb } from '../define.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { seriesIdSchema, seriesSchema } from './series-schemas.ts';
import { campaignSeries } from './series-tables.ts';
import { seriesView } from './series.ts';

/**
 * Makes no more rounds for good. Those that are made go on. Ending twice is harmless.
 *
 * Refuses: not_found, not_allowed.
 */
export const endSeries = defineVerb({
  name: 'campaignSeries.end',
  summary: 'End rounds that come again',
  input: seriesIdSchema,
  answer: seriesSchema,
  decide: (work, { seriesId }, context) => {
    demandShop(context);
    const series = work.resolve(campaignSeries, seriesId);
    if (series.status === 'ended') return seriesView(series);
    work.emit({ type: 'series.ended', subject: series.id, data: { reason: 'shop' } });
    const ended = { status: 'ended', nextDate: null, endedAt: context.now } as const;
    return seriesView(work.set(campaignSeries, series, ended));
  },
});
