import { type Instant, localText } from '../shared/time.ts';

export interface QuietHours {
  readonly from: string;
  readonly to: string;
}

/** Whether nobody is to be disturbed now: from the one time of day to the other, over midnight where it is earlier. */
export function isQuiet(quiet: QuietHours | null | undefined, now: Instant, zone: string): boolean {
  if (quiet === null || quiet === undefined) return false;
  const time = localText(now, zone).slice(-5);
  const { from, to } = quiet;
  return from < to ? from <= time && time < to : from <= time || time < to;
}
