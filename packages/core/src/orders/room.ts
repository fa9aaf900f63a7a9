import { flashWindows, offers, pools } from '../campaigns/tables.ts';
import { grouped } from '../shared/grouped.ts';
import type { Work } from '../work.ts';
import { releaseOverduePool } from './expire-order.ts';
import type { OrderLine } from './order.ts';
import { flashCustomerOf } from './take-stock.ts';

/** Whether the flash windows still have the pieces of these lines, for this customer too; lines of one window add up. */
export function hasFlashRoom(work: Work, lines: readonly OrderLine[]): boolean {
  const windows = grouped(lines, ({ flashWindowId }) => flashWindowId ?? '');
  return [...windows].every(([flashWindowId, own]) => {
    if (flashWindowId === '') return true;
    const { stock, sold, limitPerCustomer: limit } = work.get(flashWindows, flashWindowId);
    const pieces = own.reduce((sum, line) => sum + line.pieces, 0);
    const { offerId = '', customerId = '' } = own[0] ?? {};
    const had = flashCustomerOf(work, { offerId, customerId }, flashWindowId)?.pieces ?? 0;
    return sold + pieces <= stock && (limit === null || had + pieces <= limit);
  });
}

/** The offers whose pool has too few pieces left, after overdue holds on it have made room (R1, R3). */
export function makePoolRoom(
  work: Work,
  lines: readonly Pick<OrderLine, 'offerId' | 'pieces'>[],
  now: number,
): ReturnType<typeof poolsShort> {
  const short = poolsShort(work, lines);
  const asked = new Set<string>();
  for (const { offerId } of short) {
    const { variantId, poolDate } = work.get(offers, offerId);
    const key = `${variantId} ${poolDate ?? ''}`;
    if (poolDate !== null && !asked.has(key))
      releaseOverduePool(work, { variantId, pickupDate: poolDate }, now);
    asked.add(key);
  }
  return short.length === 0 ? short : poolsShort(work, lines);
}

/** The offers of these lines whose pool has too few pieces left, and how many it has. */
function poolsShort(
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
