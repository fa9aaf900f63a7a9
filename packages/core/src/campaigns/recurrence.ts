import type { CalendarDate } from '../shared/time.ts';

export const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;
export type Weekday = (typeof weekdays)[number];

/**
 * On which dates something comes again, in the words of iCalendar (RFC 5545) as far as rounds need them. Weeks begin
 * on Monday; `interval` counts from the week or month of the first date.
 */
export interface RecurrenceRule {
  readonly freq: 'daily' | 'weekly' | 'monthly';
  readonly interval: number;
  /** `TU`; with `monthly` also `1FR`, the first Friday, or `-1FR`, the last. */
  readonly byDay: readonly string[];
  /** With `monthly`: 1 to 31, or −1 for the last day of the month. */
  readonly byMonthDay: readonly number[];
  /** The last date that may be one. */
  readonly until: CalendarDate | null;
  /** How many dates there are, those that fall into a break included. */
  readonly count: number | null;
}

const day = 86_400_000;
/** A rule that finds no date in so many periods has none: the 31st of every second month from a February on. */
const periodsMax = 1500;

/** The dates of a rule from `startsOn` on, in order; without an end where the rule has none. */
export function* datesOf(rule: RecurrenceRule, startsOn: CalendarDate): Generator<CalendarDate, void> {
  const first = numberOf(startsOn);
  const last = rule.until === null ? Number.POSITIVE_INFINITY : numberOf(rule.until);
  let count = 0;
  let empty = 0;
  for (let period = 0; empty < periodsMax; period += 1) {
    empty += 1;
    for (const found of datesInPeriod(rule, first, period * rule.interval)) {
      if (found < first) continue;
      if (found > last || (rule.count !== null && count >= rule.count)) return;
      empty = 0;
      count += 1;
      yield dateOf(found);
    }
  }
}

/** The first date of a rule that is not before `from` and that `skips` does not leave out; null where there is none. */
export function nextDateOf(
  rule: RecurrenceRule,
  startsOn: CalendarDate,
  from: CalendarDate,
  skips: (date: CalendarDate) => boolean = () => false,
): CalendarDate | null {
  for (const date of datesOf(rule, startsOn)) {
    if (date >= from && !skips(date)) return date;
    // A rule without an end, and a break that never ends.
    if (date > yearsLater(from)) return null;
  }
  return null;
}

/** Days since 1970, sorted, of the day, week or month that lies `offset` after that of `first`. */
function datesInPeriod(rule: RecurrenceRule, first: number, offset: number): number[] {
  if (rule.freq === 'daily') {
    const found = first + offset;
    return rule.byDay.length === 0 || rule.byDay.includes(weekdayOf(found)) ? [found] : [];
  }
  if (rule.freq === 'weekly') {
    const monday = first - weekdayIndex(first) + offset * 7;
    const wanted = rule.byDay.length === 0 ? [weekdayOf(first)] : rule.byDay;
    return weekdays.flatMap((name, index) => (wanted.includes(name) ? [monday + index] : []));
  }
  return datesInMonth(rule, first, offset);
}

function datesInMonth(rule: RecurrenceRule, first: number, offset: number): number[] {
  const start = new Date(first * day);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + offset];
  const from = Date.UTC(year, month, 1) / day;
  const length = Date.UTC(year, month + 1, 1) / day - from;
  const days = Array.from({ length }, (_, index) => from + index);
  const { byDay, byMonthDay } = rule;
  if (byDay.length === 0 && byMonthDay.length === 0)
    return days.filter((_, index) => index + 1 === start.getUTCDate());
  return days.filter((found, index) => {
    const onMonthDay =
      byMonthDay.length === 0 || byMonthDay.includes(index + 1) || byMonthDay.includes(index - length);
    return onMonthDay && (byDay.length === 0 || byDay.some((wish) => isThe(wish, found, index, length)));
  });
}

/** Whether a day of the month is `FR`, `2FR` or `-1FR`. */
function isThe(wish: string, found: number, index: number, length: number): boolean {
  if (wish.slice(-2) !== weekdayOf(found)) return false;
  const nth = wish.slice(0, -2);
  if (nth === '') return true;
  const wanted = Number(nth);
  return wanted > 0
    ? Math.floor(index / 7) + 1 === wanted
    : Math.floor((length - 1 - index) / 7) + 1 === -wanted;
}

function weekdayIndex(number: number): number {
  // The first of January 1970 was a Thursday.
  return (((number + 3) % 7) + 7) % 7;
}

function weekdayOf(number: number): Weekday {
  return weekdays[weekdayIndex(number)] ?? 'MO';
}

function numberOf(date: CalendarDate): number {
  return Date.parse(`${date}T00:00:00Z`) / day;
}

function dateOf(number: number): CalendarDate {
  return new Date(number * day).toISOString().slice(0, 10);
}

function yearsLater(date: CalendarDate): CalendarDate {
  return dateOf(numberOf(date) + 366 * 30);
}
