import { Temporal } from 'temporal-polyfill';
import { quoted } from './quoted.ts';

/** A moment: UTC epoch milliseconds, as stored and as the clock gives it. */
export type Instant = number;

/** A day of the ISO calendar, `YYYY-MM-DD`, without a time zone. */
export type CalendarDate = string;

/** A half-open span: `from` belongs to it, `to` does not. */
export interface Period {
  readonly from: Instant;
  readonly to: Instant;
}

/**
 * What a wall-clock time means in a zone. When clocks go forward a time does not exist (`gap`), when they go back
 * it happens twice (`overlap`): both readings are given and the caller chooses. In a gap `earlier` is read with the
 * offset after the change (02:30 becomes 01:30), `later` with the one before it (03:30).
 */
export type WallTime =
  | { readonly kind: 'exact'; readonly instant: Instant }
  | { readonly kind: 'gap' | 'overlap'; readonly earlier: Instant; readonly later: Instant };

const RFC_3339 =
  /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/i;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const ZONE_NAME = /^[A-Za-z][\w+/-]*$/;
const TIME_OF_DAY = /^([01]\d|2[0-3]):[0-5]\d$/;
const LOCAL_TIME = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?$/;

/** What RFC 3339 can write: the years 0000 to 9999. */
const FIRST_INSTANT = Date.parse('0000-01-01T00:00:00.000Z');
const LAST_INSTANT = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Reads RFC 3339 with its offset: `2026-11-23T12:00:00+08:00`. A fraction finer than a millisecond is cut off.
 *
 * @throws RangeError for anything else: no offset, a day that does not exist, a leap second
 */
export function instantOf(text: string): Instant {
  if (!RFC_3339.test(text)) throw new RangeError(`${quoted(text)} is no RFC 3339 time with an offset`);
  return Temporal.Instant.from(text.toUpperCase()).epochMilliseconds;
}

/**
 * Writes an instant in UTC with milliseconds: `2026-11-23T04:00:00.000Z`.
 *
 * @throws RangeError when it is no whole number of milliseconds or outside the years 0000–9999
 */
export function instantText(instant: Instant): string {
  if (!Number.isInteger(instant) || instant < FIRST_INSTANT || instant > LAST_INSTANT) {
    throw new RangeError(`${instant} is no instant of the years 0000 to 9999`);
  }
  return new Date(instant).toISOString();
}

/** Whether `text` names a time zone that this runtime knows: `Asia/Shanghai`, `UTC`. A bare offset is none. */
export function isZone(text: string): boolean {
  // An offset has no daylight-saving rule, so a shop that stored one would be an hour off for half a year.
  if (!ZONE_NAME.test(text)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/**
 * The day it is in a zone at an instant.
 *
 * @throws RangeError for an unknown zone
 * @example calendarDate(instantOf('2026-11-23T16:00:00Z'), 'Asia/Shanghai') // '2026-11-24'
 */
export function calendarDate(instant: Instant, zone: string): CalendarDate {
  return zoned(instant, zone).toPlainDate().toString();
}

/**
 * The first instant of a day in a zone; not 00:00 where clocks go forward at midnight.
 *
 * @throws RangeError for a wrong date or an unknown zone
 */
export function startOfDay(date: CalendarDate, zone: string): Instant {
  return plainDate(date).toZonedDateTime(knownZone(zone)).epochMilliseconds;
}

/**
 * The instant of a time of day (`HH:MM`, 00:00–23:59) on a date in a zone.
 *
 * @throws RangeError for a wrong date or time or an unknown zone
 * @example wallTime('2026-03-29', '02:30', 'Europe/Berlin').kind // 'gap'
 */
export function wallTime(date: CalendarDate, timeOfDay: string, zone: string): WallTime {
  if (!TIME_OF_DAY.test(timeOfDay))
    throw new RangeError(`${quoted(timeOfDay)} is no time of day, write 16:00`);
  return wallTimeOf(plainDate(date).toPlainDateTime(Temporal.PlainTime.from(timeOfDay)), zone);
}

/**
 * The instant of a date and time on the wall (`2026-11-23T22:00`, without an offset) in a zone.
 *
 * @throws RangeError for anything else, or an unknown zone
 */
export function localTime(text: string, zone: string): WallTime {
  if (!isLocalTime(text)) throw new RangeError(`${quoted(text)} is no local time, write 2026-11-23T22:00`);
  return wallTimeOf(Temporal.PlainDateTime.from(text), zone);
}

/** Whether `text` is written as a date and time on the wall: `2026-11-23T22:00`. */
export function isLocalTime(text: string): boolean {
  if (!LOCAL_TIME.test(text)) return false;
  try {
    return Temporal.PlainDateTime.from(text).toString() !== '';
  } catch {
    return false;
  }
}

/**
 * The same time on the wall so many calendar days later, or earlier when `days` is negative: 22:00 stays 22:00 over a
 * change of the clock.
 *
 * @throws RangeError for an unknown zone or days that are not whole
 */
export function movedByDays(instant: Instant, days: number, zone: string): WallTime {
  const before = zoned(instant, zone);
  const wall = wallTimeOf(before.toPlainDateTime().add({ days }), zone);
  if (days === 0) return { kind: 'exact', instant };
  return wall;
}

/** An instant with the offset of a zone: `2026-11-23T22:00:00+08:00`. */
export function offsetText(instant: Instant, zone: string): string {
  return zoned(instant, zone).toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

function wallTimeOf(local: Temporal.PlainDateTime, zone: string): WallTime {
  const first = local.toZonedDateTime(knownZone(zone), { disambiguation: 'earlier' });
  const second = local.toZonedDateTime(zone, { disambiguation: 'later' });
  const [earlier, later] = [first.epochMilliseconds, second.epochMilliseconds];
  if (earlier === later) return { kind: 'exact', instant: earlier };
  return { kind: first.toPlainDateTime().equals(local) ? 'overlap' : 'gap', earlier, later };
}

/**
 * Calendar days from the first date to the second; negative when the second is before the first.
 *
 * @throws RangeError for a wrong date
 */
export function daysBetween(first: CalendarDate, second: CalendarDate): number {
  return plainDate(first).until(plainDate(second), { largestUnit: 'days' }).days;
}

/**
 * A date so many days later, or earlier when `days` is negative.
 *
 * @throws RangeError for a wrong date, days that are not whole, or a result outside the years 0000–9999
 */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const result = plainDate(date).add({ days }).toString();
  if (!DATE.test(result)) throw new RangeError(`${date} and ${days} days is outside the years 0000 to 9999`);
  return result;
}

/**
 * The calendar month that an instant falls in by the clock of a zone, for rebates and reports (R43).
 *
 * @throws RangeError for an unknown zone
 */
export function monthOf(instant: Instant, zone: string): Period {
  const firstDay = zoned(instant, zone).toPlainDate().with({ day: 1 });
  const from = firstDay.toZonedDateTime(zone).epochMilliseconds;
  return { from, to: firstDay.add({ months: 1 }).toZonedDateTime(zone).epochMilliseconds };
}

/** The wall clock of a zone, to the minute, as people read it: `2026-11-28 09:05`. */
export function localText(instant: Instant, zone: string): string {
  return zoned(instant, zone).toPlainDateTime().toString({ smallestUnit: 'minute' }).replace('T', ' ');
}

function zoned(instant: Instant, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(knownZone(zone));
}

function plainDate(date: CalendarDate): Temporal.PlainDate {
  if (!DATE.test(date)) throw new RangeError(`${quoted(date)} is no date, write 2026-11-23`);
  return Temporal.PlainDate.from(date);
}

/** Temporal itself refuses unknown names; it would take a bare offset. */
function knownZone(zone: string): string {
  if (!ZONE_NAME.test(zone))
    throw new RangeError(`${quoted(zone)} is no IANA time zone, write Asia/Shanghai`);
  return zone;
}
