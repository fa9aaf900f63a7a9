import { customers } from '../customers/tables.ts';
import { releaseOverdueUses } from '../orders/expire-order.ts';
import type { Order } from '../orders/order.ts';
import { releaseOwnOverdue } from './release-own-overdue.ts';
import type { RowRequest, Work } from '../work.ts';
import { isFree } from './once-key.ts';
import { benefitsOf, type BenefitUse } from './reserve-benefits.ts';
import { benefitUses, coupons, promotions } from './tables.ts';
import type { Promotion } from './terms.ts';

/** Whether an expired order could have all its benefits again: budget, coupon, the customer's turn, a first order (R16). */
export function areBenefitsFree(work: Work, order: Order, now: number): boolean {
  const uses = benefitsOf(work, order);
  if (uses.length === 0) return true;
  const { customerId } = order;
  work.need(
    [benefitUses, { customerId }],
    [customers, { id: customerId }],
    ...uses.map(({ promotionId }): RowRequest => [promotions, { id: promotionId }]),
    ...uses.flatMap(({ couponId }): RowRequest[] => (couponId === null ? [] : [[coupons, { id: couponId }]])),
  );
  releaseOwnOverdue(work, customerId, now);
  return uses.every((use) => {
    makeBenefitRoom(work, uses, use, now);
    const promotion = work.get(promotions, use.promotionId);
    if (promotion.kind === 'firstOrder' && work.get(customers, customerId).liveOrders > 0) return false;
    if (use.onceKey !== null && !isFree(work, promotion, customerId)) return false;
    const wanted = uses.filter(({ promotionId }) => promotionId === promotion.id);
    if (!isWithinBudget(promotion, wanted)) return false;
    return use.couponId === null || work.get(coupons, use.couponId).usesLeft > 0;
  });
}

/** What overdue holds have of a budget or a coupon is free (R1). */
function makeBenefitRoom(work: Work, uses: readonly BenefitUse[], use: BenefitUse, now: number): void {
  const promotion = work.get(promotions, use.promotionId);
  const wanted = uses.filter(({ promotionId }) => promotionId === promotion.id);
  if (!isWithinBudget(promotion, wanted)) releaseOverdueUses(work, 'promotionId', promotion.id, now);
  if (use.couponId !== null && work.get(coupons, use.couponId).usesLeft === 0)
    releaseOverdueUses(work, 'couponId', use.couponId, now);
}

/** Several uses of one promotion add up: an order may have two vouchers. */
function isWithinBudget({ budget, spent }: Promotion, uses: readonly BenefitUse[]): boolean {
  return budget === null || uses.reduce((sum, { amount }) => sum + amount, spent) <= budget;
}
