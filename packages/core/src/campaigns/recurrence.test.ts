import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../shared/time.ts';
import { datesOf, nextDateOf, type RecurrenceRule, weekdays } from './recurrence.ts';
import { recurrenceSchema } from './series-schemas.ts';

const plain = { interval: 1, byDay: [], byMonthDay: [], until: null, count: null };

function first(wish: Partial<RecurrenceRule>, startsOn: string, limit: number): string[] {
  const found: string[] = [];
  for (const date of datesOf({ freq: 'daily', ...plain, ...wish }, startsOn)) {
    if (found.push(date) === limit) break;
  }
  return found;
}

test('daily; Tuesdays and Fridays; every other week; first Friday of a month', () => {
  expect(first({}, '2026-02-27', 3)).toEqual(['2026-02-27', '2026-02-28', '2026-03-01']);
  expect(first({ freq: 'weekly', byDay: ['FR', 'TU'] }, '2026-11-25', 4)).toEqual([
    '2026-11-27',
    '2026-12-01',
    '2026-12-04',
    '2026-12-08',
  ]);
  expect(first({ freq: 'weekly', interval: 2, byDay: ['TU', 'FR'] }, '2026-11-26', 4)).toEqual([
    '2026-11-27',
    '2026-12-08',
    '2026-12-11',
    '2026-12-22',
  ]);
  expect(first({ freq: 'monthly', byDay: ['1FR'] }, '2026-11-24', 3)).toEqual([
    '2026-12-04',
    '2027-01-01',
    '2027-02-05',
  ]);
});

test('the last day and the last Friday of a month; months without a 31st are left out; Friday the 13th', () => {
  expect(first({ freq: 'monthly', byMonthDay: [-1] }, '2027-01-01', 3)).toEqual([
    '2027-01-31',
    '2027-02-28',
    '2027-03-31',
  ]);
  expect(first({ freq: 'monthly', byDay: ['-1FR'] }, '2027-01-01', 2)).toEqual(['2027-01-29', '2027-02-26']);
  expect(first({ freq: 'monthly' }, '2027-01-31', 3)).toEqual(['2027-01-31', '2027-03-31', '2027-05-31']);
  expect(first({ freq: 'monthly', byMonthDay: [13], byDay: ['FR'] }, '2026-01-01', 3)).toEqual([
    '2026-02-13',
    '2026-03-13',
    '2026-11-13',
  ]);
});

test('until belongs to it, count counts dates, and a rule without any date ends', () => {
  expect(first({ until: '2026-11-26' }, '2026-11-25', 9)).toEqual(['2026-11-25', '2026-11-26']);
  expect(first({ freq: 'weekly', count: 2 }, '2026-11-25', 9)).toEqual(['2026-11-25', '2026-12-02']);
  expect(first({ freq: 'monthly', interval: 12, byMonthDay: [30] }, '2026-02-01', 1)).toEqual([]);
});

test('the next date leaves out breaks, and a break without an end has none', () => {
  const daily: RecurrenceRule = { freq: 'daily', ...plain };
  const inBreak = (date: string) => date >= '2027-02-05' && date <= '2027-02-12';
  expect(nextDateOf(daily, '2026-11-25', '2027-02-05', inBreak)).toBe('2027-02-13');
  expect(nextDateOf(daily, '2026-11-25', '2026-11-26', () => true)).toBeNull();
});

test('a rule that means nothing is refused with its field', () => {
  const paths = (wish: object) =>
    recurrenceSchema.safeParse(wish).error?.issues.map(({ path }) => path.join('.'));
  expect(paths({ freq: 'weekly', byDay: ['1FR'] })).toEqual(['byDay']);
  expect(paths({ freq: 'daily', byMonthDay: [1] })).toEqual(['byMonthDay']);
  expect(paths({ freq: 'monthly', byMonthDay: [0] })).toEqual(['byMonthDay']);
  expect(paths({ freq: 'monthly', byDay: ['FRI'] })).toEqual(['byDay.0']);
  expect(paths({ freq: 'daily', until: '2026-12-31', count: 3 })).toEqual(['count']);
  expect(paths({ freq: 'hourly' })).toEqual(['freq']);
});

/** Whether a day is one of the rule, decided for that day alone. */
function isOne({ freq, interval, byDay, byMonthDay }: RecurrenceRule, start: string, date: string): boolean {
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  const nameOf = (text: string) => weekdays[(day(text).getUTCDay() + 6) % 7] ?? '';
  const monthDay = day(date).getUTCDate();
  const length = new Date(Date.UTC(day(date).getUTCFullYear(), day(date).getUTCMonth() + 1, 0)).getUTCDate();
  if (freq === 'daily')
    return daysBetween(start, date) % interval === 0 && (byDay.length === 0 || byDay.includes(nameOf(date)));
  if (freq === 'weekly') {
    const monday = (text: string) => addDays(text, -((day(text).getUTCDay() + 6) % 7));
    const wanted = byDay.length === 0 ? [nameOf(start)] : byDay;
    return (daysBetween(monday(start), monday(date)) / 7) % interval === 0 && wanted.includes(nameOf(date));
  }
  const monthOf = (text: string) => day(text).getUTCFullYear() * 12 + day(text).getUTCMonth();
  if ((monthOf(date) - monthOf(start)) % interval !== 0) return false;
  if (byDay.length === 0 && byMonthDay.length === 0) return monthDay === day(start).getUTCDate();
  const fromStart = `${String(Math.ceil(monthDay / 7))}${nameOf(date)}`;
  const fromEnd = `-${String(Math.ceil((length - monthDay + 1) / 7))}${nameOf(date)}`;
  return (
    (byMonthDay.length === 0 ||
      byMonthDay.includes(monthDay) ||
      byMonthDay.includes(monthDay - length - 1)) &&
    (byDay.length === 0 || [nameOf(date), fromStart, fromEnd].some((name) => byDay.includes(name)))
  );
}

test('over years: exactly the days that are of the rule, each once, in order', () => {
  const names = fc.constantFrom(...weekdays);
  const nth = fc.constantFrom('', '1', '2', '3', '4', '5', '-1', '-2');
  const rules = fc.oneof(
    fc.record({ freq: fc.constant('daily' as const), byDay: fc.array(names, { maxLength: 3 }) }),
    fc.record({ freq: fc.constant('weekly' as const), byDay: fc.array(names, { maxLength: 3 }) }),
    fc.record({
      freq: fc.constant('monthly' as const),
      byDay: fc.array(
        fc.tuple(nth, names).map(([number, name]) => `${number}${name}`),
        { maxLength: 3 },
      ),
      byMonthDay: fc.array(
        fc.integer({ min: -31, max: 31 }).filter((number) => number !== 0),
        { maxLength: 3 },
      ),
    }),
  );
  const starts = fc.integer({ min: 0, max: 4000 }).map((days) => addDays('2023-01-01', days));
  fc.assert(
    fc.property(rules, fc.integer({ min: 1, max: 5 }), starts, (wish, interval, startsOn) => {
      const until = addDays(startsOn, 500);
      const rule: RecurrenceRule = { ...plain, ...wish, interval, until };
      const expected = Array.from({ length: 501 }, (_, days) => addDays(startsOn, days));
      expect([...datesOf(rule, startsOn)]).toEqual(expected.filter((date) => isOne(rule, startsOn, date)));
    }),
    { numRuns: 60 },
  );
});
