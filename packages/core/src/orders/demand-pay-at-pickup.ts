import type { Actor } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import type { ShopPolicies } from '../shop/policies.ts';

/**
 * R17: goods are bought for an order to be paid at pickup before anybody has paid. The shop says who may choose that:
 * everybody, only whoever knows the neighbour (a leader on behalf, the till), or nobody; and to nobody who has not come
 * so many times, until the shop forgives it. Refuses `pay_at_pickup_refused`.
 */
export function demandPayAtPickup(
  { payAtPickup, noShowsMax }: ShopPolicies,
  { kind }: Actor,
  { noShows }: { readonly noShows: number },
): void {
  const shopper = kind === 'customer' || kind === 'storefront';
  const allowed = payAtPickup === 'allowed' || (payAtPickup === 'leadersOnly' && !shopper);
  demand(allowed, 'pay_at_pickup_refused', { policy: payAtPickup });
  demand(noShowsMax === null || noShows < noShowsMax, 'pay_at_pickup_refused', {
    policy: 'noShows',
    noShows,
    noShowsMax,
  });
}
