import type { OpenOffer } from '@opentuan/api/client';

/** What comes along only where an offer has more than one price, or a minimum. */
export type Deals = typeof import('./deal-parts.ts');

/** Whether an offer needs it. */
export function isDeal({ tiers, flash, minimum }: OpenOffer): boolean {
  return tiers.length + flash.length > 0 || minimum !== null;
}
