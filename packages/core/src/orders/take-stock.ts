import { flashWindows, offerCommunities, offerCustomers, offers, pools } from '../campaigns/tables.ts';
import { customers } from '../customers/tables.ts';
import { differing, isAnything } from '../shared/bulk-rows.ts';
import type { Work } from '../work.ts';
import { livePieces, type Order, type OrderLine } from './order.ts';

/*
 * The counters that orders share: pieces sold of an offer, pieces of a customer on an offer, live orders of a
 * customer. They change only here, always by adding, so that two writers never overwrite each other.
 */

/** Takes the order's pieces out of what may still be sold (+1), or gives them back (−1). */
export function takeStock(work: Work, order: Order, lines: readonly OrderLine[], sign: 1 | -1): void {
  for (const line of lines) takePieces(work, line, sign * livePieces(line));
  work.add(customers, work.get(customers, order.customerId), { liveOrders: sign });
}

/** Changes the pieces of one line, as when a customer takes some back. */
export function takePieces(work: Work, line: OrderLine, pieces: number): void {
  const offer = work.get(offers, line.offerId);
  work.add(offers, offer, { sold: pieces });
  const { variantId, poolDate } = offer;
  if (poolDate !== null)
    work.add(pools, work.get(pools, { variantId, pickupDate: poolDate }), { sold: pieces });
  const flash = line.flashWindowId === null ? null : work.get(flashWindows, line.flashWindowId);
  if (flash) work.add(flashWindows, flash, { sold: pieces });
  const key = { offerId: line.offerId, customerId: line.customerId };
  const counts = { pieces, ...(flash && { flashPieces: pieces }) };
  // The rules stand on this row, so a changed limit goes along; but giving back is never refused.
  const limits = {
    limitPerCustomer: offer.limitPerCustomer,
    ...(flash && { flashLimit: flash.limitPerCustomer }),
  };
  const known = work.find(offerCustomers, key);
  if (!known) {
    work.insert(offerCustomers, { ...key, ...counts, ...limits });
    return;
  }
  const added = work.add(offerCustomers, known, counts);
  if (pieces > 0 && isAnything(differing(known, limits))) work.set(offerCustomers, added, limits);
}

/** Counts pieces as firm (+) or no longer firm (−): tiers and minimums look at these (R1, R7). */
export function countFirm(work: Work, line: OrderLine, pieces: number): void {
  work.add(offers, work.get(offers, line.offerId), { firm: pieces });
  const own = work.get(offerCustomers, { offerId: line.offerId, customerId: line.customerId });
  work.add(offerCustomers, own, { firm: pieces });
  if (line.communityId === null) return;
  const key = { offerId: line.offerId, communityId: line.communityId };
  const community = work.find(offerCommunities, key);
  if (community) work.add(offerCommunities, community, { firm: pieces });
  else work.insert(offerCommunities, { ...key, firm: pieces });
}
