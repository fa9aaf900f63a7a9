import { instantText } from '../shared/time.ts';
import type { Coupon } from './find-coupon.ts';

export function couponView({ id, promotionId, code, customerId, uses, usesLeft, createdAt }: Coupon) {
  return { id, promotionId, code, customerId, uses, usesLeft, createdAt: instantText(createdAt) };
}
