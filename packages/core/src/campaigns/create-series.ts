import { defineVerb } from '../define.ts';
import { demand } from '../shared/error.ts';
import { addDays } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { shops } from '../shop/tables.ts';
import { shopId } from '../shop/the-shop.ts';
import { createSeriesSchema, seriesSchema } from './series-schemas.ts';
import { campaignSeries } from './series-tables.ts';
import { demandDates, demandNoGap, nextRound, seriesView, today } from './series.ts';
import { campaigns } from './tables.ts';

/**
 * Lets rounds come again: each date of the rule is the pickup date of a copy of the template, made so many days
 * before and once for ever.
 *
 * Refuses: invalid_input (no date, or a time that the clock leaves out), conflict (externalId), not_found, not_allowed.
 */
export const createSeries = defineVerb({
  name: 'campaignSeries.create',
  summary: 'Let rounds come again',
  input: createSeriesSchema,
  answer: seriesSchema,
  decide: (work, command, context) => {
    demandShop(context);
    work.need([shops, { id: shopId }]);
    const { title, externalId = null, rule, breaks = [], horizonDays, publish, inGap = null } = command;
    const template = work.resolve(campaigns, command.templateId);
    if (externalId !== null) {
      const known = work.first(campaignSeries, { externalId });
      demand(known === undefined, 'conflict', { what: 'campaignSeries', externalId, seriesId: known?.id });
    }
    const day = today(work, context.now);
    const startsOn = command.startsOn ?? addDays(day, 1);
    const plan = { rule, startsOn, breaks, inGap };
    demandDates(plan, day);
    demandNoGap(work, template, plan, day);
    const nextDate = nextRound(plan, day, new Set());
    const series = work.insert(campaignSeries, {
      id: context.newId('ser'),
      externalId,
      title,
      status: 'active',
      templateId: template.id,
      ...plan,
      horizonDays,
      publish,
      nextDate,
      createdAt: context.now,
    });
    work.emit({ type: 'series.created', subject: series.id, data: { title, nextDate } });
    return seriesView(series);
  },
});
