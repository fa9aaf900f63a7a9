import type { Actor } from '../shared/context.ts';
import { refuse } from '../shared/error.ts';
import type { ShopPolicies } from '../shop/policies.ts';
import type { QuoteView } from './quote-schemas.ts';

type Policies = Pick<ShopPolicies, 'payAtPickup' | 'noShowsMax'>;
type PayAtPickup = QuoteView['payAtPickup'];

/**
 * Whether somebody may order now and pay at pickup, and if not why: as a quote says it before anybody is refused.
 *
 * @param noShows orders of the buyer that were neither fetched nor paid; 0 while nobody is known
 */
export function mayPayAtPickup(
  { payAtPickup, noShowsMax }: Policies,
  { kind }: Actor,
  { noShows }: { readonly noShows: number },
): PayAtPickup {
  const shopper = kind === 'customer' || kind === 'storefront';
  const byPolicy = payAtPickup === 'allowed' || (payAtPickup === 'leadersOnly' && !shopper);
  if (!byPolicy) return { allowed: false, refused: 'policy', noShows: null, noShowsMax: null };
  if (noShowsMax !== null && noShows >= noShowsMax)
    return { allowed: false, refused: 'noShows', noShows, noShowsMax };
  return { allowed: true, refused: null, noShows: null, noShowsMax: null };
}

/**
 * R17: goods are bought for an order to be paid at pickup before anybody has paid. The shop says who may choose that:
 * everybody, only whoever knows the neighbour (a leader on behalf, the till), or nobody; and to nobody who has not come
 * so many times, until the shop forgives it. Refuses `pay_at_pickup_refused`.
 */
export function demandPayAtPickup(
  policies: Policies,
  actor: Actor,
  customer: { readonly noShows: number },
): void {
  const { refused, noShows, noShowsMax } = mayPayAtPickup(policies, actor, customer);
  if (refused === 'policy') refuse('pay_at_pickup_refused', { policy: policies.payAtPickup });
  if (refused === 'noShows')
    refuse('pay_at_pickup_refused', { policy: 'noShows', noShows: noShows ?? 0, noShowsMax });
}
