import { orders } from '../orders/tables.ts';
import type { Reaction } from '../reactions.ts';
import { benefitsOf, releaseBenefits } from './reserve-benefits.ts';
import { benefitUses } from './tables.ts';

/** A firm order has used what it reserved (R10). */
export const useReserved: Reaction<'order.confirmed'> = (work, { subject }) => {
  for (const use of benefitsOf(work, work.get(orders, subject))) {
    if (use.status === 'reserved') work.set(benefitUses, use, { status: 'used' });
  }
};

/** Cancelled whole, for any reason: what it had can be had again. */
export const releaseCancelled: Reaction<'order.cancelled'> = (work, { subject }) => {
  releaseBenefits(work, work.get(orders, subject));
};
