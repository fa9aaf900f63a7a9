import type { DayWindow } from './tables.ts';

const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const two = (value: number): string => String(value).padStart(2, '0');
const timeOf = (minutes: number): string => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;

/**
 * Opening hours cut into slots of so many minutes, each beginning where the one before ends. What is left at the end
 * of a window and is shorter belongs to no slot: nobody is promised ten minutes as if they were thirty.
 */
export function slotsOf(windows: readonly DayWindow[], minutes: number): DayWindow[] {
  return windows.flatMap(({ opens, closes }) => {
    const [first, last] = [minutesOf(opens), minutesOf(closes)];
    const count = Math.floor((last - first) / minutes);
    return Array.from({ length: count }, (_, index) => ({
      opens: timeOf(first + index * minutes),
      closes: timeOf(first + (index + 1) * minutes),
    }));
  });
}

/** Whether a slot lies within one of these windows. */
export function isWithin({ opens, closes }: DayWindow, windows: readonly DayWindow[]): boolean {
  return windows.some((window) => window.opens <= opens && closes <= window.closes);
}
