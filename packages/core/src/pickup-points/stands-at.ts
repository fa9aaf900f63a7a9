import { addDays, calendarDate } from '../shared/time.ts';
import { theShop } from '../shop/the-shop.ts';
import type { Work } from '../work.ts';
import { pickupPoints, pickupSubstitutes } from './tables.ts';

/** A leader, and when. */
export interface Stander {
  readonly leaderId: string;
  /** In epoch milliseconds. */
  readonly now: number;
}

/** How many days later a substitute's phone may still tell what was handed over. */
const tellDays = 3;

/**
 * Whether a leader stands at a point: an own one, or one stood in for on these days (R44).
 *
 * @param told - `synced`: what a phone did without a network may be told some days later, and after an early end
 */
export function standsAt(
  work: Work,
  pickupPointId: string,
  { leaderId, now }: Stander,
  told: 'now' | 'synced' = 'now',
): boolean {
  if (work.find(pickupPoints, pickupPointId)?.leaderId === leaderId) return true;
  const date = calendarDate(now, theShop(work).zone);
  const until = (toDate: string) => (told === 'synced' ? addDays(toDate, tellDays) : toDate);
  return work
    .list(pickupSubstitutes, { pickupPointId })
    .some(
      (one) =>
        one.leaderId === leaderId &&
        (one.endedAt === null || told === 'synced') &&
        one.fromDate <= date &&
        date <= until(one.toDate),
    );
}
