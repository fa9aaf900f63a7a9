import { defineVerb } from '../define.ts';
import { differing, isAnything } from '../shared/bulk-rows.ts';
import { demand } from '../shared/error.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { shops } from '../shop/tables.ts';
import { shopId } from '../shop/the-shop.ts';
import { changeSeriesSchema, seriesSchema } from './series-schemas.ts';
import { campaignSeries } from './series-tables.ts';
import { datesMade, demandDates, demandNoGap, nextRound, seriesView, today } from './series.ts';
import { campaigns } from './tables.ts';

/**
 * Changes a series: its rule, breaks, template or how rounds are made. Rounds that are made stay as they are, also on
 * dates that the new rule does not have.
 *
 * Refuses: series_status (it has ended), invalid_input, not_found, not_allowed.
 */
export const changeSeries = defineVerb({
  name: 'campaignSeries.change',
  summary: 'Change rounds that come again',
  input: changeSeriesSchema,
  answer: seriesSchema,
  // The dates that are made are looked up in the database.
  alone: true,
  decide: (work, command, context) => {
    demandShop(context);
    work.need([shops, { id: shopId }]);
    const { seriesId, templateId, rule, startsOn, breaks, inGap, ...plain } = command;
    const before = work.resolve(campaignSeries, seriesId);
    demand(before.status !== 'ended', 'series_status', { status: before.status });
    const template = work.resolve(campaigns, templateId ?? before.templateId);
    const changes = differing(before, { ...plain, templateId: template.id, rule, startsOn, breaks, inGap });
    if (!isAnything(changes)) return seriesView(before);
    const plan = { ...before, ...changes };
    const day = today(work, context.now);
    demandDates(plan, day);
    demandNoGap(work, template, plan, day);
    const nextDate = nextRound(plan, day, datesMade(work, before.id, day));
    const series = work.set(campaignSeries, before, { ...changes, nextDate });
    const data = { fields: Object.keys(changes), nextDate };
    work.emit({ type: 'series.changed', subject: series.id, data });
    return seriesView(series);
  },
});
