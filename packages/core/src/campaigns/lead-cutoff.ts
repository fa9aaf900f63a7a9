import type { variants } from '../catalog/tables.ts';
import { addDays, calendarDate, daysBetween, type Instant, movedByDays } from '../shared/time.ts';
import { suppliers } from '../suppliers/tables.ts';
import type { Row, Work } from '../work.ts';
import type { Campaign } from './campaign.ts';
import type { Offer } from './minimum.ts';

export interface Cutoff {
  readonly closesAt: Instant;
  readonly cutoffFrom: Offer['cutoffFrom'];
}

type Round = Pick<Campaign, 'opensAt' | 'closesAt' | 'pickupDate'>;

/** Calendar days from the cutoff to the pickup date that goods need: their own or their supplier's, whichever is more. */
export function leadDaysOf(
  work: Work,
  { leadDays, supplierId }: Pick<Row<typeof variants>, 'leadDays' | 'supplierId'>,
): number {
  return Math.max(leadDays, work.find(suppliers, supplierId)?.leadDays ?? 0);
}

/**
 * The cutoff of goods that need so many days (R23): that of the campaign, or where it would be too late the same time
 * of day on the last day that is early enough. Where even that lies before the opening it stays the campaign's, and
 * publishing says what is wrong.
 */
export function cutoffForLead(round: Round, leadDays: number, zone: string): Cutoff {
  const closesAt = latestCutoffFor(round, leadDays, zone);
  return closesAt < round.closesAt && closesAt > round.opensAt
    ? { closesAt, cutoffFrom: 'leadDays' }
    : { closesAt: round.closesAt, cutoffFrom: 'campaign' };
}

/** The campaign's time of day on the last day from which the goods are there on the pickup date; at most its cutoff. */
export function latestCutoffFor(
  { closesAt, pickupDate }: Pick<Round, 'closesAt' | 'pickupDate'>,
  leadDays: number,
  zone: string,
): Instant {
  const days = daysBetween(calendarDate(closesAt, zone), addDays(pickupDate, -leadDays));
  if (days >= 0) return closesAt;
  const wall = movedByDays(closesAt, days, zone);
  // Nobody asked for this very time: where the clock leaves it out, the earlier one is early enough.
  return wall.kind === 'exact' ? wall.instant : wall.earlier;
}

/** The first date on which goods ordered until this cutoff can be collected (R23). */
export function earliestPickup(cutoff: Instant, leadDays: number, zone: string): string {
  return addDays(calendarDate(cutoff, zone), leadDays);
}
