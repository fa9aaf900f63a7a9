import { defineQuery } from '../define.ts';
import { filterSql } from '../shared/filters.ts';
import { Clock } from '../shared/moment.ts';
import { pageAfter, pageOf } from '../shared/page.ts';
import { addDays, type CalendarDate, instantText } from '../shared/time.ts';
import { demandShop } from '../shop/demand-shop.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import type { Campaign } from './campaign.ts';
import { movedRound } from './moved-round.ts';
import {
  listRoundsSchema,
  listSeriesSchema,
  plannedDatesSchema,
  previewSeriesSchema,
  roundPageSchema,
  seriesDatesSchema,
  seriesIdSchema,
  seriesPageSchema,
  seriesSchema,
} from './series-schemas.ts';
import { campaignSeries, seriesRounds } from './series-tables.ts';
import { breakOn, type Series, seriesView, today, upcoming } from './series.ts';
import { campaigns } from './tables.ts';

/** One series. For the shop alone. */
export const getSeries = defineQuery({
  name: 'campaignSeries.get',
  summary: 'Read rounds that come again',
  input: seriesIdSchema,
  answer: seriesSchema,
  read: (reader, { seriesId }, context) =>
    reader.decide((work) => {
      demandShop(context);
      return seriesView(work.resolve(campaignSeries, seriesId));
    }),
});

/** Series, newest first. For the shop alone. */
export const listSeries = defineQuery({
  name: 'campaignSeries.list',
  summary: 'List rounds that come again',
  input: listSeriesSchema,
  answer: seriesPageSchema,
  async read(reader, input, context) {
    demandShop(context);
    const page = pageAfter(input, 'createdAt');
    const filter = filterSql({ status: input.status });
    const where = `${page.condition}${filter.sql} ${page.tail}`;
    const rows = await reader.table(campaignSeries, where, [...page.params, ...filter.params]);
    return pageOf(rows, input, 'createdAt', seriesView);
  },
});

type Round = Row<typeof seriesRounds>;

/** What a series has made of each date, latest date first. For the shop alone. */
export const listRounds = defineQuery({
  name: 'campaignSeries.rounds',
  summary: 'List what a series has made',
  input: listRoundsSchema,
  answer: roundPageSchema,
  async read(reader, { seriesId, limit, cursor }, context) {
    demandShop(context);
    const { id } = await reader.decide((work) => work.resolve(campaignSeries, seriesId));
    const before = cursor ?? '9999-99-99';
    const where = `t."seriesId" = ? AND t."date" < ? ORDER BY t."date" DESC LIMIT ${String(limit + 1)}`;
    const rows = await reader.table(seriesRounds, where, [id, before]);
    const shown = rows.slice(0, limit);
    const nextCursor = rows.length > limit ? (shown.at(-1)?.date ?? null) : null;
    return { data: shown.map(roundView), nextCursor };
  },
});

function roundView(round: Round) {
  return {
    ...round,
    problems: round.problems.map((problem) => ({ ...problem })),
    createdAt: instantText(round.createdAt),
  };
}

/** The next dates of a series that is stored, with what has been made of them. For the shop alone. */
export const listSeriesDates = defineQuery({
  name: 'campaignSeries.dates',
  summary: 'See the next dates of a series',
  input: seriesDatesSchema,
  answer: plannedDatesSchema,
  async read(reader, { seriesId, limit }, context) {
    demandShop(context);
    const { series, day } = await reader.decide((work) => ({
      series: work.resolve(campaignSeries, seriesId),
      day: today(work, context.now),
    }));
    const rows = await reader.table(seriesRounds, 't."seriesId" = ? AND t."date" >= ?', [series.id, day]);
    const made = new Map(rows.map(({ date, campaignId }) => [date, campaignId]));
    return reader.decide((work) =>
      plannedDates(work, work.get(campaigns, series.templateId), series, { day, limit, made }),
    );
  },
});

/** The dates that a series would have, before it is created. For the shop alone. */
export const previewSeries = defineQuery({
  name: 'campaignSeries.preview',
  summary: 'Preview the dates of rounds that come again',
  input: previewSeriesSchema,
  answer: plannedDatesSchema,
  read: (reader, { templateId, rule, startsOn, breaks = [], inGap = null, limit }, context) =>
    reader.decide((work) => {
      demandShop(context);
      const day = today(work, context.now);
      const plan = { rule, startsOn: startsOn ?? addDays(day, 1), breaks, inGap };
      const template = work.resolve(campaigns, templateId);
      return plannedDates(work, template, plan, { day, limit, made: new Map() });
    }),
});

interface Wish {
  readonly day: CalendarDate;
  readonly limit: number;
  /** The rounds there are, by date. */
  readonly made: ReadonlyMap<CalendarDate, string | null>;
}

function plannedDates(
  work: Work,
  template: Campaign,
  { rule, startsOn, breaks, inGap }: Pick<Series, 'rule' | 'startsOn' | 'breaks' | 'inGap'>,
  { day, limit, made }: Wish,
) {
  const { zone } = theShop(work);
  const data = upcoming(rule, startsOn, day, limit).map((date) => {
    const clock = new Clock(zone, inGap);
    const moved = movedRound(work, template, date, clock);
    const pause = breakOn(breaks, date);
    const open = clock.choices.length > 0 ? ('gap' as const) : ('planned' as const);
    const state = made.has(date) ? ('made' as const) : pause ? ('break' as const) : open;
    return {
      date,
      state,
      reason: pause?.reason ?? '',
      campaignId: made.get(date) ?? null,
      opensAt: instantText(moved.opensAt),
      closesAt: instantText(Math.max(...moved.offers.map(({ closesAt }) => closesAt), moved.closesAt)),
      pickupStartsAt: instantText(moved.pickupStartsAt),
      pickupEndsAt: instantText(moved.pickupEndsAt),
      choices: clock.choices.map((choice) => ({ ...choice })),
    };
  });
  return { data };
}
