import { refuse } from '../shared/error.ts';
import { Clock } from '../shared/moment.ts';
import { instantOrNull } from '../shared/schemas.ts';
import { calendarDate, type CalendarDate, instantText } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Row, Work } from '../work.ts';
import type { Campaign } from './campaign.ts';
import { movedRound } from './moved-round.ts';
import { datesOf, nextDateOf, type RecurrenceRule } from './recurrence.ts';
import type { SeriesView } from './series-schemas.ts';
import { type campaignSeries, type SeriesBreak } from './series-tables.ts';

export type Series = Row<typeof campaignSeries>;

/** Over how many dates a series is searched for times that the clock leaves out: two years of weeks. */
const datesChecked = 104;

export function seriesView(series: Series): SeriesView {
  const { id, externalId, title, status, templateId, rule, startsOn, horizonDays, publish } = series;
  return {
    id,
    externalId,
    title,
    status,
    templateId,
    rule: { ...rule, byDay: [...rule.byDay], byMonthDay: [...rule.byMonthDay] },
    startsOn,
    breaks: series.breaks.map((one) => ({ ...one })),
    horizonDays,
    publish,
    inGap: series.inGap,
    nextDate: series.nextDate,
    createdAt: instantText(series.createdAt),
    endedAt: instantOrNull(series.endedAt),
  };
}

/** The break that a date falls into. */
export function breakOn(breaks: readonly SeriesBreak[], date: CalendarDate): SeriesBreak | undefined {
  return breaks.find(({ from, to }) => from <= date && date <= to);
}

type Plan = Pick<Series, 'rule' | 'startsOn' | 'breaks'>;

/** The next date from `from` on that a round is to be made for: no break, and not made yet. */
export function nextRound(
  { rule, startsOn, breaks }: Plan,
  from: CalendarDate,
  made: ReadonlySet<CalendarDate>,
): CalendarDate | null {
  const skips = (date: CalendarDate) => made.has(date) || breakOn(breaks, date) !== undefined;
  return nextDateOf(rule, startsOn, from, skips);
}

/** The dates from a day on for which a series has made what it makes, once for ever. Only in a verb that runs alone. */
export function datesMade(work: Work, seriesId: string, from: CalendarDate): ReadonlySet<CalendarDate> {
  const rows = work.rows<{ date: string }>(
    `SELECT "date" FROM "campaign_series_rounds" WHERE "seriesId" = ? AND "date" >= ?`,
    [seriesId, from],
  );
  return new Set(rows.map(({ date }) => date));
}

/** The day it is for the shop. */
export function today(work: Work, now: number): CalendarDate {
  return calendarDate(now, theShop(work).zone);
}

/** Refuses a rule that has no date left, so that nobody waits for rounds that never come. */
export function demandDates(plan: Plan, from: CalendarDate): void {
  if (nextRound(plan, from, new Set()) !== null) return;
  const message = 'No date is left by this rule and its breaks.';
  refuse('invalid_input', { fields: [{ path: 'rule', code: 'no_dates', message }] });
}

/**
 * Refuses a series in which a time falls into a gap of the clock on one of its next dates and nobody has said which of
 * the two it becomes.
 */
export function demandNoGap(
  work: Work,
  template: Campaign,
  plan: Plan & Pick<Series, 'inGap'>,
  from: CalendarDate,
): void {
  if (plan.inGap !== null) return;
  const { zone } = theShop(work);
  for (const date of upcoming(plan.rule, plan.startsOn, from, datesChecked)) {
    if (breakOn(plan.breaks, date)) continue;
    const clock = new Clock(zone);
    movedRound(work, template, date, clock);
    if (clock.choices.length === 0) continue;
    const fields = clock.problems().map((problem) => ({
      ...problem,
      path: 'inGap',
      message: `The round of ${date}, ${problem.path}: ${problem.message} Or say inGap: before or after.`,
    }));
    refuse('invalid_input', { fields, choices: clock.choices });
  }
}

/** The first dates of a rule that are not before a day. */
export function upcoming(
  rule: RecurrenceRule,
  startsOn: CalendarDate,
  from: CalendarDate,
  limit: number,
): CalendarDate[] {
  const found: CalendarDate[] = [];
  for (const date of datesOf(rule, startsOn)) {
    if (date < from) continue;
    found.push(date);
    if (found.length === limit) break;
  }
  return found;
}
