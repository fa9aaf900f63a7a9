const day = 86_400_000;
const hour = 3_600_000;
const minute = 60_000;

/** The zone of the shop and the language of the reader: what a time needs to become words. */
export interface TimeWords {
  readonly locale: string;
  readonly zone: string | undefined;
}

/** `22:00` */
export function clockTime(instant: number, { locale, zone }: TimeWords): string {
  return new Intl.DateTimeFormat(locale, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: zone,
  }).format(instant);
}

/** The calendar date of an instant in the shop: `2026-11-24`. */
export function dateOf(instant: number, zone: string | undefined): string {
  // The Swedish way of writing dates is that of ISO 8601.
  return new Intl.DateTimeFormat('sv', { timeZone: zone }).format(instant);
}

/** A date as people say it: `今天`, `tomorrow`; further away `11月28日周六`, `Sat, Nov 28`. */
export function dayWord(date: string, now: number, { locale, zone }: TimeWords): string {
  const away = (Date.parse(date) - Date.parse(dateOf(now, zone))) / day;
  if (Math.abs(away) <= 1)
    return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(away, 'day');
  const form = { month: 'short', day: 'numeric', weekday: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(locale, form).format(Date.parse(date));
}

/** The day of an instant; an evening of today has a word of its own: `今晚`. */
export function eveningWord(instant: number, now: number, tonight: string, words: TimeWords): string {
  const date = dateOf(instant, words.zone);
  const evening = clockTime(instant, { ...words, locale: 'en' }) >= '18:00';
  return evening && date === dateOf(now, words.zone) ? tonight : dayWord(date, now, words);
}

/** What is left, as coarse as it may be: `2 天`, `3 小时`, `42 分钟`; in the last ten minutes `9:05`. */
export function timeLeft(milliseconds: number, locale: string): string {
  const left = Math.max(0, milliseconds);
  if (left < 10 * minute) {
    const seconds = Math.floor(left / 1000);
    return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  }
  const [unit, size] =
    left >= 2 * day
      ? (['day', day] as const)
      : left >= hour
        ? (['hour', hour] as const)
        : (['minute', minute] as const);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(
    Math.floor(left / size),
  );
}

/** How long a shown rest stays true: a second in the last ten minutes, else half a minute. */
export function nextTick(milliseconds: number): number {
  return milliseconds > 0 && milliseconds < 10.5 * minute ? 1000 : minute / 2;
}
