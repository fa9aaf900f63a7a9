import { describe, expect, test } from 'vitest';
import { calendarDate, isZone, monthOf, startOfDay, wallTime } from './time.ts';

describe('Time: zones', () => {
  test('Time: IANA names are zones, offsets and other words are not', () => {
    expect(['Asia/Shanghai', 'UTC', 'Australia/Lord_Howe', 'Etc/GMT+8'].map(isZone)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(['+08:00', '', 'Mars/Olympus', 'Asia/Shanghai ', 'Beijing time', '\u0000'].some(isZone)).toBe(
      false,
    );
  });

  test('Time: an unknown zone or a bare offset is refused', () => {
    for (const zone of ['+08:00', 'Mars/Olympus', '']) {
      expect(() => calendarDate(0, zone)).toThrow(RangeError);
      expect(() => startOfDay('2026-11-23', zone)).toThrow(RangeError);
      expect(() => wallTime('2026-11-23', '22:00', zone)).toThrow(RangeError);
      expect(() => monthOf(0, zone)).toThrow(RangeError);
    }
  });
});
