import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  calendarDate,
  daysBetween,
  instantOf,
  instantText,
  monthOf,
  startOfDay,
  wallTime,
} from './time.ts';
import type { WallTime } from './time.ts';

const zones = fc.constantFrom(
  'Asia/Shanghai',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'UTC',
);
/** 1990 to 2050: Lord Howe, Berlin and New York all changed their clocks twice a year. */
const instants = fc.integer({ min: Date.UTC(1990, 0, 1), max: Date.UTC(2050, 0, 1) });
const dates = instants.map((instant) => calendarDate(instant, 'UTC'));
const hour = 3_600_000;

/** A wall time as text, easier to read than milliseconds. */
function shown(wall: WallTime): string {
  if (wall.kind === 'exact') return instantText(wall.instant);
  return `${wall.kind} ${instantText(wall.earlier)} ${instantText(wall.later)}`;
}

describe('Time: instants as text', () => {
  test('Time: every instant is UTC epoch milliseconds, written with milliseconds', () => {
    expect(instantText(Date.UTC(2026, 10, 23, 4))).toBe('2026-11-23T04:00:00.000Z');
    expect(instantText(0)).toBe('1970-01-01T00:00:00.000Z');
    expect(instantText(-1)).toBe('1969-12-31T23:59:59.999Z');
  });

  test.each([
    ['2026-11-23T12:00:00+08:00', '2026-11-23T04:00:00.000Z'],
    ['2026-11-23T04:00:00Z', '2026-11-23T04:00:00.000Z'],
    ['2026-11-23t04:00:00z', '2026-11-23T04:00:00.000Z'],
    ['2026-11-22T23:00:00.5-05:00', '2026-11-23T04:00:00.500Z'],
    ['2026-11-23T04:00:00.123999999Z', '2026-11-23T04:00:00.123Z'],
    ['2026-11-23T04:00:00-00:00', '2026-11-23T04:00:00.000Z'],
    ['2024-02-29T00:00:00+14:00', '2024-02-28T10:00:00.000Z'],
  ])('Time: RFC 3339 %s', (text, utc) => {
    expect(instantText(instantOf(text))).toBe(utc);
  });

  test.each([
    '2026-11-23T12:00:00',
    '2026-11-23',
    '2026-11-23 12:00:00Z',
    '2026-11-23T12:00Z',
    '2026-11-23T12:00:00+0800',
    '2026-11-23T12:00:00+08',
    '2026-11-23T12:00:00.Z',
    '2026-11-23T24:00:00Z',
    '2026-11-23T12:00:60Z',
    '2016-12-31T23:59:60Z',
    '2026-02-29T12:00:00Z',
    '2026-13-01T12:00:00Z',
    '2026-11-23T12:00:00+24:00',
    '2026-11-23T12:00:00Z[UTC]',
    '+002026-11-23T12:00:00Z',
    ' 2026-11-23T12:00:00Z',
    '1763870400000',
    '',
  ])('Time: %j is no RFC 3339 time with an offset', (text) => {
    expect(() => instantOf(text)).toThrow(RangeError);
  });

  test('Time: what is written is read back', () => {
    const all = fc.integer({
      min: Date.parse('0000-01-01T00:00:00Z'),
      max: Date.parse('9999-12-31T23:59:59.999Z'),
    });
    fc.assert(
      fc.property(all, (instant) => {
        expect(instantOf(instantText(instant))).toBe(instant);
      }),
    );
  });

  test('Time: refuses what is no instant', () => {
    for (const wrong of [Number.NaN, 0.5, Number.MAX_SAFE_INTEGER, 253_402_300_800_000]) {
      expect(() => instantText(wrong)).toThrow(RangeError);
    }
  });
});

describe("Time: days in the shop's zone", () => {
  test('Time: the day changes at midnight of the zone', () => {
    expect(calendarDate(instantOf('2026-11-23T15:59:59.999Z'), 'Asia/Shanghai')).toBe('2026-11-23');
    expect(calendarDate(instantOf('2026-11-23T16:00:00Z'), 'Asia/Shanghai')).toBe('2026-11-24');
    expect(calendarDate(instantOf('2026-11-23T16:00:00Z'), 'America/New_York')).toBe('2026-11-23');
  });

  test('Time: start of day in Shanghai, Berlin, New York, Lord Howe', () => {
    const starts = ['Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe'].map((zone) =>
      instantText(startOfDay('2026-11-23', zone)),
    );
    expect(starts).toEqual([
      '2026-11-22T16:00:00.000Z',
      '2026-11-22T23:00:00.000Z',
      '2026-11-23T05:00:00.000Z',
      '2026-11-22T13:00:00.000Z',
    ]);
  });

  test('Time: a day starts at 01:00 where clocks go forward at midnight', () => {
    expect(instantText(startOfDay('2018-11-04', 'America/Sao_Paulo'))).toBe('2018-11-04T03:00:00.000Z');
  });

  test('Time: days of 23, 25, 23.5 and 24.5 hours across the changes', () => {
    const hours = (date: string, zone: string) =>
      (startOfDay(addDays(date, 1), zone) - startOfDay(date, zone)) / hour;
    expect(hours('2026-03-29', 'Europe/Berlin')).toBe(23);
    expect(hours('2026-10-25', 'Europe/Berlin')).toBe(25);
    expect(hours('2026-03-08', 'America/New_York')).toBe(23);
    expect(hours('2026-11-01', 'America/New_York')).toBe(25);
    expect(hours('2026-10-04', 'Australia/Lord_Howe')).toBe(23.5);
    expect(hours('2026-04-05', 'Australia/Lord_Howe')).toBe(24.5);
    expect(hours('2026-03-29', 'Asia/Shanghai')).toBe(24);
  });

  test('Time: the start of a day is that day, the millisecond before it the day before', () => {
    fc.assert(
      fc.property(dates, zones, (date, zone) => {
        expect(calendarDate(startOfDay(date, zone), zone)).toBe(date);
        expect(calendarDate(startOfDay(date, zone) - 1, zone)).toBe(addDays(date, -1));
      }),
    );
  });
});

describe('Time: cutoff and pickup by the wall clock', () => {
  test('Time: cutoff 22:00 in Shanghai is exact all year', () => {
    expect(shown(wallTime('2026-11-23', '22:00', 'Asia/Shanghai'))).toBe('2026-11-23T14:00:00.000Z');
    expect(shown(wallTime('2026-07-01', '22:00', 'Asia/Shanghai'))).toBe('2026-07-01T14:00:00.000Z');
  });

  test('Time: cutoff 22:00 in Berlin moves by an hour across the changes', () => {
    expect(shown(wallTime('2026-03-28', '22:00', 'Europe/Berlin'))).toBe('2026-03-28T21:00:00.000Z');
    expect(shown(wallTime('2026-03-29', '22:00', 'Europe/Berlin'))).toBe('2026-03-29T20:00:00.000Z');
    expect(shown(wallTime('2026-10-24', '22:00', 'Europe/Berlin'))).toBe('2026-10-24T20:00:00.000Z');
    expect(shown(wallTime('2026-10-25', '22:00', 'Europe/Berlin'))).toBe('2026-10-25T21:00:00.000Z');
  });

  test('Time: a time that does not exist is a gap with both readings', () => {
    expect(shown(wallTime('2026-03-29', '02:30', 'Europe/Berlin'))).toBe(
      'gap 2026-03-29T00:30:00.000Z 2026-03-29T01:30:00.000Z',
    );
    expect(shown(wallTime('2026-03-08', '02:00', 'America/New_York'))).toBe(
      'gap 2026-03-08T06:00:00.000Z 2026-03-08T07:00:00.000Z',
    );
    expect(shown(wallTime('2026-10-04', '02:15', 'Australia/Lord_Howe'))).toBe(
      'gap 2026-10-03T15:15:00.000Z 2026-10-03T15:45:00.000Z',
    );
  });

  test('Time: a time that happens twice is an overlap with both', () => {
    expect(shown(wallTime('2026-10-25', '02:30', 'Europe/Berlin'))).toBe(
      'overlap 2026-10-25T00:30:00.000Z 2026-10-25T01:30:00.000Z',
    );
    expect(shown(wallTime('2026-11-01', '01:59', 'America/New_York'))).toBe(
      'overlap 2026-11-01T05:59:00.000Z 2026-11-01T06:59:00.000Z',
    );
    expect(shown(wallTime('2026-04-05', '01:45', 'Australia/Lord_Howe'))).toBe(
      'overlap 2026-04-04T14:45:00.000Z 2026-04-04T15:15:00.000Z',
    );
  });

  test('Time: the edges of a change are exact', () => {
    const kinds = (date: string, zone: string, times: readonly string[]) =>
      times.map((time) => wallTime(date, time, zone).kind);
    expect(kinds('2026-03-29', 'Europe/Berlin', ['01:59', '02:00', '02:59', '03:00'])).toEqual([
      'exact',
      'gap',
      'gap',
      'exact',
    ]);
    expect(kinds('2026-10-25', 'Europe/Berlin', ['01:59', '02:00', '02:59', '03:00'])).toEqual([
      'exact',
      'overlap',
      'overlap',
      'exact',
    ]);
    expect(kinds('2026-10-04', 'Australia/Lord_Howe', ['02:29', '02:30'])).toEqual(['gap', 'exact']);
  });

  test('Time: Shanghai had daylight saving once, in 1986–1991', () => {
    expect(wallTime('1986-05-04', '02:30', 'Asia/Shanghai').kind).toBe('gap');
  });

  test('Time: an exact reading falls on its own date and time', () => {
    const times = fc.tuple(fc.nat({ max: 23 }), fc.nat({ max: 59 }));
    fc.assert(
      fc.property(dates, times, zones, (date, [hours, minutes], zone) => {
        const time = `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
        const wall = wallTime(date, time, zone);
        const readings = wall.kind === 'exact' ? [wall.instant] : [wall.earlier, wall.later];
        if (wall.kind === 'exact') {
          const clock = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeStyle: 'short' }).format(
            wall.instant,
          );
          expect(clock).toBe(time);
        } else {
          expect(wall.earlier).toBeLessThan(wall.later);
        }
        for (const reading of readings) expect(calendarDate(reading, zone)).toBe(date);
      }),
    );
  });

  test.each(['24:00', '7:00', '16:60', '16:00:00', '1600', '', '16:00 '])(
    'Time: %j is no time of day',
    (time) => {
      expect(() => wallTime('2026-11-23', time, 'Asia/Shanghai')).toThrow(RangeError);
    },
  );
});

describe('Time: counting days and months', () => {
  test('R23 lead days are calendar days', () => {
    expect(daysBetween('2026-11-23', '2026-11-24')).toBe(1);
    expect(daysBetween('2026-11-24', '2026-11-23')).toBe(-1);
    expect(daysBetween('2024-02-28', '2024-03-01')).toBe(2);
    expect(daysBetween('2025-12-31', '2027-01-01')).toBe(366);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addDays('2024-02-29', 366)).toBe('2025-03-01');
  });

  test('R23 days added and counted agree', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: -4000, max: 4000 }), (date, days) => {
        expect(daysBetween(date, addDays(date, days))).toBe(days);
      }),
    );
  });

  test('R43 a month runs from its first midnight to that of the next, in the zone', () => {
    const month = monthOf(instantOf('2026-11-30T16:00:00Z'), 'Asia/Shanghai');
    expect(month).toEqual({
      from: instantOf('2026-12-01T00:00:00+08:00'),
      to: instantOf('2027-01-01T00:00:00+08:00'),
    });
    const march = monthOf(instantOf('2026-03-15T00:00:00Z'), 'Europe/Berlin');
    expect(march.to - march.from).toBe((31 * 24 - 1) * hour);
    expect((monthOf(instantOf('2024-02-10T00:00:00Z'), 'UTC').to - Date.UTC(2024, 1, 1)) / hour).toBe(
      29 * 24,
    );
  });

  test('R43 every instant lies in its month, and months follow one another without a gap', () => {
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        const { from, to } = monthOf(instant, zone);
        expect(from).toBeLessThanOrEqual(instant);
        expect(instant).toBeLessThan(to);
        expect(monthOf(to, zone).from).toBe(to);
        expect(monthOf(from - 1, zone).to).toBe(from);
      }),
    );
  });

  test.each(['2026-02-29', '2026-2-1', '20261123', '2026-11-23T00:00', '', 'today'])(
    'Time: %j is no date',
    (date) => {
      expect(() => addDays(date, 1)).toThrow(RangeError);
      expect(() => startOfDay(date, 'UTC')).toThrow(RangeError);
    },
  );

  test('Time: days must be whole and stay within four-digit years', () => {
    expect(() => addDays('2026-11-23', 0.5)).toThrow(RangeError);
    expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  });
});
