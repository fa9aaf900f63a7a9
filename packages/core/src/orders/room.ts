import { flashWindows, offers, pools } from '../campaigns/tables.ts';
import { grouped } from '../shared/grouped.ts';
import type { Work } from '../work.ts';
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
