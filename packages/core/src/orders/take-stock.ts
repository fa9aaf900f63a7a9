import {
  flashCustomers,
  flashWindows,
  offerCommunities,
  offerCustomers,
  offers,
  pools,
} from '../campaigns/tables.ts';
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
  if (line.flashWindowId !== null) takeFlashPieces(work, line, line.flashWindowId, pieces);
  const key = { offerId: line.offerId, customerId: line.customerId };
  // The rules stand on this row, so a changed limit goes along; but giving back is never refused.
  const limits = { limitPerCustomer: offer.limitPerCustomer };
  const known = work.find(offerCustomers, key);
  if (!known) {
    work.insert(offerCustomers, { ...key, pieces, ...limits });
    return;
  }
  const added = work.add(offerCustomers, known, { pieces });
  if (pieces > 0 && isAnything(differing(known, limits))) work.set(offerCustomers, added, limits);
}

/** The window's own stock, and what this customer has in it (R6). */
function takeFlashPieces(work: Work, line: OrderLine, flashWindowId: string, pieces: number): void {
  const { offerId, customerId } = line;
  const flash = work.get(flashWindows, flashWindowId);
  work.add(flashWindows, flash, { sold: pieces });
  const limits = { limitPerCustomer: flash.limitPerCustomer };
  const known = flashCustomerOf(work, line, flashWindowId);
  if (!known) {
    work.insert(flashCustomers, { flashWindowId, offerId, customerId, pieces, ...limits });
    return;
  }
  const added = work.add(flashCustomers, known, { pieces });
  if (pieces > 0 && isAnything(differing(known, limits))) work.set(flashCustomers, added, limits);
}

/** What a customer has in a flash window, read together with what the customer has in the others of the offer. */
export function flashCustomerOf(
  work: Work,
  { offerId, customerId }: { readonly offerId: string; readonly customerId: string },
  flashWindowId: string,
) {
  return work
    .list(flashCustomers, { offerId, customerId })
    .find((row) => row.flashWindowId === flashWindowId);
}

/** Counts pieces as firm (+) or no longer firm (−): tiers and minimums look at these (R1, R7). */
export function countFirm(work: Work, line: OrderLine, pieces: number): void {
  // What is taken back is first what was wanted only to fill a case.
  const tolerance = pieces > 0 ? line.tolerance : -Math.min(line.tolerance, -pieces);
  const counts = line.tolerance === 0 ? { firm: pieces } : { firm: pieces, tolerance };
  work.add(offers, work.get(offers, line.offerId), counts);
  const own = work.get(offerCustomers, { offerId: line.offerId, customerId: line.customerId });
  work.add(offerCustomers, own, { firm: pieces });
  if (line.communityId === null) return;
  const key = { offerId: line.offerId, communityId: line.communityId };
  const community = work.find(offerCommunities, key);
  if (community) work.add(offerCommunities, community, { firm: pieces });
  else work.insert(offerCommunities, { ...key, firm: pieces });
}
