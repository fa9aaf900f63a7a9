import {
  addDays,
  calendarDate,
  type CalendarDate,
  daysBetween,
  type Instant,
  monthOf,
  type Period,
  startOfDay,
} from '../shared/time.ts';

/** A Monday. */
const someMonday: CalendarDate = '2024-01-01';

/** The calendar month or week (from Monday) of an instant in the zone of the shop. */
export function calendarPeriod(kind: 'month' | 'week', instant: Instant, zone: string): Period {
  if (kind === 'month') return monthOf(instant, zone);
  const date = calendarDate(instant, zone);
  const weekday = ((daysBetween(someMonday, date) % 7) + 7) % 7;
  const monday = addDays(date, -weekday);
  return { from: startOfDay(monday, zone), to: startOfDay(addDays(monday, 7), zone) };
}
