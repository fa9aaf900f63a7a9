/** Days and times of day in a zone, without a library: all that a daily campaign needs. */

/** The calendar date in a zone: `2026-11-24`, `days` later. */
export function calendarDay(now: number, zone: string, days = 0): string {
  // Noon of a day is safe to add days to: no clock change moves it to another date.
  const today = new Intl.DateTimeFormat('sv', { timeZone: zone }).format(now);
  return new Date(Date.parse(`${today}T12:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The instant of a time of day on a date, with the offset of the zone: `2026-11-24T22:00:00+08:00`. */
export function wallClock(date: string, time: string, zone: string): string {
  const noon = Date.parse(`${date}T12:00:00Z`);
  const parts = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(
    noon,
  );
  const offset = parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') || '+00:00';
  return `${date}T${time}:00${offset}`;
}
