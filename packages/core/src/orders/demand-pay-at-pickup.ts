import type { Actor } from '../shared/context.ts';
import { demand } from '../shared/error.ts';
import type { ShopPolicies } from '../shop/policies.ts';

/**
 * R17: goods are bought for an order to be paid at pickup before anybody has paid. The shop says who may choose that:
 * everybody, only whoever knows the neighbour (a leader on behalf, the till), or nobody. Refuses
 * `pay_at_pickup_refused`.
 */
export function demandPayAtPickup({ payAtPickup }: ShopPolicies, { kind }: Actor): void {
  const shopper = kind === 'customer' || kind === 'storefront';
  const allowed = payAtPickup === 'allowed' || (payAtPickup === 'leadersOnly' && !shopper);
  demand(allowed, 'pay_at_pickup_refused', { policy: payAtPickup });
}
