import type { PricedCart } from '../orders/price-cart.ts';
import type { Order, OrderLine } from '../orders/order.ts';
import type { Context } from '../shared/context.ts';
import type { Row, Work } from '../work.ts';
import { onceKeyOf } from './once-key.ts';
import { benefitUses, coupons, orderDiscounts, promotions } from './tables.ts';

export type BenefitUse = Row<typeof benefitUses>;

/**
 * Reserves what promotions give an order, in the batch that places it: budget, coupon, the customer's turn, and the
 * allocation over the lines as it was quoted (R10). `lines` are those of the priced cart, in its order.
 */
export function reserveBenefits(
  work: Work,
  order: Order,
  lines: readonly OrderLine[],
  { benefits }: PricedCart,
  context: Context,
): void {
  const paidLines = lines.filter(({ gift }) => !gift);
  const gifts = lines.filter(({ gift }) => gift);
  for (const [position, benefit] of benefits.entries()) {
    const { promotion, coupon, amount, parts, basisPoints, reached, gift } = benefit;
    work.insert(benefitUses, {
      id: context.newId('use'),
      promotionId: promotion.id,
      customerId: order.customerId,
      orderId: order.id,
      couponId: coupon?.id ?? null,
      amount,
      status: 'reserved',
      // A voucher is a turn of its own.
      onceKey: promotion.kind === 'inviteGift' ? null : onceKeyOf(work, promotion, order.customerId),
      promotionVersion: promotion.version,
      terms: promotion.terms,
      reached,
      orderLineId: gift === null ? null : (gifts[gift]?.id ?? null),
      createdAt: context.now,
    });
    countUse(work, { promotionId: promotion.id, couponId: coupon?.id ?? null, amount }, 1);
    for (const [index, line] of paidLines.entries()) {
      const part = parts[index] ?? 0;
      if (part === 0) continue;
      work.insert(orderDiscounts, {
        orderLineId: line.id,
        promotionId: promotion.id,
        orderId: order.id,
        position,
        basisPoints,
        amount: part,
      });
    }
  }
}

/** The benefits of an order; where it has none, nothing is read. */
export function benefitsOf(work: Work, order: Order): BenefitUse[] {
  return order.benefits === 0 ? [] : work.list(benefitUses, { orderId: order.id });
}

/** Takes a use out of budget and coupon (+1), or gives it back (−1). */
export function countUse(
  work: Work,
  use: Pick<BenefitUse, 'promotionId' | 'couponId' | 'amount'>,
  sign: 1 | -1,
): void {
  if (use.amount !== 0)
    work.add(promotions, work.get(promotions, use.promotionId), { spent: sign * use.amount });
  if (use.couponId !== null) work.add(coupons, work.get(coupons, use.couponId), { usesLeft: -sign });
}

/** Gives back what an order had reserved or used: it expired, or was cancelled whole for any reason (R10). */
export function releaseBenefits(work: Work, order: Order): void {
  for (const use of benefitsOf(work, order)) {
    if (use.status === 'released') continue;
    countUse(work, use, -1);
    work.set(benefitUses, use, { status: 'released' });
  }
}

/** Takes back what an expired order had, for a late payment; only where `areFree` said so (R16). */
export function retakeBenefits(work: Work, order: Order): void {
  for (const use of benefitsOf(work, order)) {
    const promotion = work.get(promotions, use.promotionId);
    const onceKey = use.onceKey === null ? null : onceKeyOf(work, promotion, use.customerId);
    countUse(work, use, 1);
    work.set(benefitUses, use, { status: 'reserved', onceKey });
  }
}
