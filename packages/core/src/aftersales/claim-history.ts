import { money } from '../shared/schemas.ts';
import type { Instant } from '../shared/time.ts';
import type { ShopPolicies } from '../shop/policies.ts';
import { defaultPolicies } from '../shop/policies.ts';
import type { Reader } from '../storage/reader.ts';
import type { ClaimView } from './schemas.ts';

/** How far back claims are counted, in milliseconds. */
export const historyFor = 90 * 24 * 3_600_000;

export interface ClaimCount {
  readonly id: string;
  readonly claims: number;
  readonly approved: number;
  readonly amount: number;
  readonly orders: number;
}

/** Withdrawn claims are nobody's habit: they do not count. Three parameters: a JSON list of ids, and since when, twice. */
const ofCustomers = `SELECT j.value AS "id",
    (SELECT count(*) FROM "claims" c WHERE c."customerId" = j.value AND c."openedAt" >= CAST(?2 AS INTEGER)
      AND c."status" <> 'withdrawn') AS "claims",
    (SELECT count(*) FROM "claims" c WHERE c."customerId" = j.value AND c."openedAt" >= CAST(?2 AS INTEGER)
      AND c."outcome" IS NOT NULL) AS "approved",
    (SELECT coalesce(sum(c."value"), 0) FROM "claims" c WHERE c."customerId" = j.value
      AND c."openedAt" >= CAST(?2 AS INTEGER) AND c."outcome" IS NOT NULL) AS "amount",
    (SELECT count(*) FROM "orders" o WHERE o."customerId" = j.value AND o."placedAt" >= CAST(?2 AS INTEGER)
      AND EXISTS (SELECT 1 FROM "order_lines" l WHERE l."orderId" = o."id" AND l."handedOver" > 0)) AS "orders"
  FROM json_each(?1) AS j`;

/** What these customers have claimed of late. */
export async function claimCounts(
  reader: Reader,
  customerIds: readonly string[],
  now: Instant,
): Promise<ReadonlyMap<string, ClaimCount>> {
  if (customerIds.length === 0) return new Map();
  const list = JSON.stringify([...new Set(customerIds)]);
  const rows = await reader.rows<{ [Name in keyof ClaimCount]: ClaimCount[Name] }>(ofCustomers, [
    list,
    now - historyFor,
  ]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Claims per 10,000 orders, at most 10,000 where there were fewer orders than claims. */
export function shareOfOrders({ claims, orders }: Pick<ClaimCount, 'claims' | 'orders'>): number {
  if (claims === 0) return 0;
  return Math.min(10_000, Math.floor((claims * 10_000) / Math.max(1, orders)));
}

export function isFrequent(count: ClaimCount, policies: ShopPolicies): boolean {
  const { claimFlagCount, claimFlagBasisPoints } = { ...defaultPolicies, ...policies };
  return count.claims >= claimFlagCount && shareOfOrders(count) >= claimFlagBasisPoints;
}

export function historyView(
  count: ClaimCount | undefined,
  policies: ShopPolicies,
  currency: string,
): ClaimView['customerHistory'] {
  if (count === undefined) return null;
  const { claims, orders, amount } = count;
  return {
    claims,
    orders,
    basisPoints: shareOfOrders(count),
    amount: money(amount, currency),
    frequent: isFrequent(count, policies),
  };
}
