import type { DayWindow } from '../pickup-points/tables.ts';
import { type CalendarDate, type Instant, type Period, wallTime } from '../shared/time.ts';

/**
 * From the first to the last minute in which neighbours collect, in the zone of the shop. Where clocks change, a
 * time that does not exist is the one after the gap, and one that happens twice gives people the longer window.
 */
export function pickupTimes(date: CalendarDate, windows: readonly DayWindow[], zone: string): Period {
  const opens = windows.map((window) => opening(date, window.opens, zone));
  const closes = windows.map((window) => closing(date, window.closes, zone));
  return { from: Math.min(...opens), to: Math.max(...closes) };
}

function opening(date: CalendarDate, time: string, zone: string): Instant {
  const wall = wallTime(date, time, zone);
  if (wall.kind === 'exact') return wall.instant;
  return wall.kind === 'gap' ? wall.later : wall.earlier;
}

function closing(date: CalendarDate, time: string, zone: string): Instant {
  const wall = wallTime(date, time, zone);
  return wall.kind === 'exact' ? wall.instant : wall.later;
}
