import { instantOf } from '@opentuan/core';

/** The days that are played, in the zone of the played shop. They are fixed, so that nothing depends on today. */
const days = [
  '2026-11-23',
  '2026-11-24',
  '2026-11-25',
  '2026-11-26',
  '2026-11-27',
  '2026-11-28',
  '2026-12-01',
] as const;

export const zone = 'Asia/Shanghai';
const offset = '+08:00';

/** Monday: orders. Tuesday: delivery and pickup. Saturday: statements. The Tuesday after: the next statement. */
export const [monday, tuesday, wednesday, thursday, friday, saturday, nextTuesday] = days;

export type PlayedDay = (typeof days)[number];

/** The instant of a wall-clock time, in epoch milliseconds. */
export function instantAt(day: PlayedDay, time: string): number {
  return instantOf(`${day}T${time.length === 5 ? `${time}:00` : time}${offset}`);
}

export const minute = 60_000;
