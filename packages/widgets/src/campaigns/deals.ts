import type { OpenOffer } from '@opentuan/api/client';
import type { Draw } from '../catalog/picture.ts';

/** What comes along only where an offer has more than one price, a minimum, or cases: prices and bars. */
export type Deals = typeof import('./deal-parts.ts');
/** What comes along only where an offer is bought by the case, or from a minimum order on. */
export type Cases = typeof import('./case-parts.ts');

/** What comes along only where the campaign has promotions. */
export type Promotions = typeof import('./promotion-parts.ts');

/** What a campaign has fetched of it, and what draws pictures where the shop has none. */
export interface Late {
  readonly deals: Deals;
  readonly cases: Cases;
  readonly promotions: Promotions;
  readonly draw: Draw;
}

/** Whether it is bought by the case, or from a minimum order on. */
export function isCased({ case: box, orderMinimum }: OpenOffer): boolean {
  return Boolean(box ?? orderMinimum);
}

/** Whether an offer has more to tell than its price. */
export function isDeal(offer: OpenOffer): boolean {
  return offer.tiers.length + offer.flash.length > 0 || offer.minimum !== null || isCased(offer);
}
