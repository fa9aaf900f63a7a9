import { orders } from '../orders/tables.ts';
import type { Reaction } from '../reactions.ts';
import { benefitsOf, releaseBenefits } from './reserve-benefits.ts';
import { benefitUses } from './tables.ts';

/** A firm order has used what it reserved (R10); what a firm one was replaced by, too. */
export const useReserved: Reaction<'order.confirmed' | 'order.replaced'> = (work, { subject }) => {
  const order = work.get(orders, subject);
  if (order.status !== 'confirmed') return;
  for (const use of benefitsOf(work, order)) {
    if (use.status === 'reserved') work.set(benefitUses, use, { status: 'used' });
  }
};

/** Cancelled whole, for any reason: what it had can be had again. */
export const releaseCancelled: Reaction<'order.cancelled'> = (work, { subject }) => {
  releaseBenefits(work, work.get(orders, subject));
};
