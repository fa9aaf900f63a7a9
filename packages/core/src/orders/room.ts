import { flashWindows, offerCustomers, offers, pools } from '../campaigns/tables.ts';
import type { Work } from '../work.ts';
import type { OrderLine } from './order.ts';

/** Whether the flash windows still have the pieces of these lines, for this customer too. */
export function hasFlashRoom(work: Work, lines: readonly OrderLine[]): boolean {
  return lines.every((line) => {
    if (line.flashWindowId === null) return true;
    const { stock, sold, limitPerCustomer: limit } = work.get(flashWindows, line.flashWindowId);
    const own = work.find(offerCustomers, { offerId: line.offerId, customerId: line.customerId });
    return sold + line.pieces <= stock && (limit === null || (own?.flashPieces ?? 0) + line.pieces <= limit);
  });
}

/** Whether the pools still have the pieces of these lines (R3). */
export function hasPoolRoom(work: Work, lines: readonly Pick<OrderLine, 'offerId' | 'pieces'>[]): boolean {
  return poolsShort(work, lines).length === 0;
}

/** The offers of these lines whose pool has too few pieces left, and how many it has. */
export function poolsShort(
  work: Work,
  lines: readonly Pick<OrderLine, 'offerId' | 'pieces'>[],
): { readonly offerId: string; readonly title: string; readonly left: number }[] {
  const wanted = new Map<string, number>();
  const pooled = lines.flatMap(({ offerId, pieces }) => {
    const { variantId, poolDate, title } = work.get(offers, offerId);
    if (poolDate === null) return [];
    const key = `${variantId} ${poolDate}`;
    wanted.set(key, (wanted.get(key) ?? 0) + pieces);
    return [{ offerId, title, key, pool: { variantId, pickupDate: poolDate } }];
  });
  return pooled.flatMap(({ offerId, title, key, pool }) => {
    const { cap, sold } = work.get(pools, pool);
    return sold + (wanted.get(key) ?? 0) <= cap ? [] : [{ offerId, title, left: Math.max(0, cap - sold) }];
  });
}
