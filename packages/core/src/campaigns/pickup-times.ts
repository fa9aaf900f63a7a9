import type { DayWindow } from '../pickup-points/tables.ts';
import type { Clock } from '../shared/moment.ts';
import type { CalendarDate, Period } from '../shared/time.ts';

/**
 * From the first to the last minute in which neighbours collect, by the clock of the shop. A time that the clock
 * leaves out stays with the clock, to be refused; of one that comes twice the first is meant.
 */
export function pickupTimes(date: CalendarDate, windows: readonly DayWindow[], clock: Clock): Period {
  const opens = windows.map((window, index) =>
    clock.at(date, window.opens, `pickupWindows.${String(index)}.opens`),
  );
  const closes = windows.map((window, index) =>
    clock.at(date, window.closes, `pickupWindows.${String(index)}.closes`),
  );
  return { from: Math.min(...opens), to: Math.max(...closes) };
}
