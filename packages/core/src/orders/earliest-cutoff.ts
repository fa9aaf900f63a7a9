import { ownCutoff } from '../campaigns/case-fill.ts';
import { countedFirm } from '../campaigns/minimum.ts';
import { cutoffAt } from '../campaigns/offer-cutoff.ts';
import { offers } from '../campaigns/tables.ts';
import type { Instant } from '../shared/time.ts';
import type { Work } from '../work.ts';
import { linesOf, type Order } from './order.ts';

/**
 * The first cutoff among the lines as it stands at `now`: until then the customer may cancel (R21) and a late payment
 * may still count (R16). It is the one stored with the order, but where an offer that missed its minimum goes on (R20).
 */
export function earliestCutoff(work: Work, order: Order, now: Instant): Instant {
  if (now < order.earliestCutoff) return order.earliestCutoff;
  const cutoffs = linesOf(work, order.id).map(({ offerId }) => {
    const offer = work.get(offers, offerId);
    const cutoff = offer.status === 'open' ? cutoffAt(offer, countedFirm(work, offer), now) : offer.closesAt;
    return ownCutoff(offer, order.placedAt, cutoff);
  });
  return Math.min(...cutoffs);
}
