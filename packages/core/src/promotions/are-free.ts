import { customers } from '../customers/tables.ts';
import type { Order } from '../orders/order.ts';
import type { RowRequest, Work } from '../work.ts';
import { isFree } from './once-key.ts';
import { benefitsOf } from './reserve-benefits.ts';
import { benefitUses, coupons, promotions } from './tables.ts';

/** Whether an expired order could have all its benefits again: budget, coupon, the customer's turn, a first order (R16). */
export function areBenefitsFree(work: Work, order: Order): boolean {
  const uses = benefitsOf(work, order);
  if (uses.length === 0) return true;
  const { customerId } = order;
  work.need(
    [benefitUses, { customerId }],
    [customers, { id: customerId }],
    ...uses.map(({ promotionId }): RowRequest => [promotions, { id: promotionId }]),
    ...uses.flatMap(({ couponId }): RowRequest[] => (couponId === null ? [] : [[coupons, { id: couponId }]])),
  );
  return uses.every((use) => {
    const promotion = work.get(promotions, use.promotionId);
    if (promotion.kind === 'firstOrder' && work.get(customers, customerId).liveOrders > 0) return false;
    if (use.onceKey !== null && !isFree(work, promotion, customerId)) return false;
    if (promotion.budget !== null && promotion.spent + use.amount > promotion.budget) return false;
    return use.couponId === null || work.get(coupons, use.couponId).usesLeft > 0;
  });
}
