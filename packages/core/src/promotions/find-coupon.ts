import { releaseOverdueUses } from '../orders/expire-order.ts';
import { normaliseCode } from '../shared/id.ts';
import type { Row, Work } from '../work.ts';
import { type Buyer, isGuest, isWithLeader } from './buyer.ts';
import { isFree } from './once-key.ts';
import { coupons, promotions } from './tables.ts';
import { limitOf, type Promotion } from './terms.ts';

export type Coupon = Row<typeof coupons>;

export interface GivenCoupon {
  readonly promotion: Promotion;
  readonly row: Coupon;
}

interface Found {
  readonly coupon: GivenCoupon | null;
  readonly couponProblem: string | null;
}

/** The coupon that the buyer has typed, or why it does not count. */
export function findCoupon(work: Work, buyer: Buyer, now: number): Found {
  const none = (couponProblem: string | null): Found => ({ coupon: null, couponProblem });
  if (buyer.couponCode === undefined) return none(null);
  const row = freeCoupon(work, buyer.couponCode, now);
  const promotion = row && work.get(promotions, row.promotionId);
  if (row === undefined || promotion?.kind !== 'coupon') return none('couponUnknown');
  const problem = problemOf(work, row, promotion, buyer, now);
  return problem === null ? { coupon: { promotion, row }, couponProblem: null } : none(problem);
}

/** The coupon with this code; where it is used up, holds that have ended give it back (R1). */
function freeCoupon(work: Work, couponCode: string, now: number): Coupon | undefined {
  const code = normaliseCode(couponCode);
  const row = work.first(coupons, { code });
  if (row?.usesLeft === 0) releaseOverdueUses(work, 'couponId', row.id, now);
  return work.first(coupons, { code });
}

/** What a buyer is told: the reason that the buyer can do least about comes first. */
function problemOf(
  work: Work,
  { customerId, usesLeft }: Coupon,
  promotion: Promotion,
  buyer: Buyer,
  now: number,
): string | null {
  const { customer } = buyer;
  const { status, startsAt, endsAt } = promotion;
  if (customerId !== null && customerId !== customer?.id)
    return customer === undefined ? 'couponSignIn' : 'couponNotYours';
  if (status === 'ended' || (endsAt !== null && endsAt <= now)) return 'couponOver';
  if (status === 'draft' || now < startsAt) return 'couponNotYet';
  if (usesLeft === 0) return 'couponUsedUp';
  if (!isWithLeader(promotion, buyer)) return 'couponOtherLeader';
  if (limitOf(promotion) === null) return null;
  if (isGuest(buyer)) return 'couponSignIn';
  return customer && !isFree(work, promotion, customer.id) ? 'couponHad' : null;
}
