import { allocate } from '../shared/money.ts';
import { grouped } from '../shared/grouped.ts';
import type { SqlValue } from '../storage/engine.ts';
import type { Work } from '../work.ts';
import { arrivedOf, type PurchaseLine, type PurchaseOrder } from './purchase-order.ts';
import type { ShortagePolicy } from './share-out.ts';
import { sharesSql, wantsByPoolSql } from './shortage-sql.ts';

/** What there is of a variant for paid lines or for gifts, of one point where the policy looks at points. */
type Pool = readonly [variantId: string, gift: 0 | 1, pickupPointId: string | null, available: number];

/** Goods of a purchase order that do not suffice, and the policy that shares them out. */
export interface Scarcity {
  readonly policy: ShortagePolicy;
  readonly params: readonly SqlValue[];
}

/** A line that gets fewer pieces than it wants. */
export interface ShortLine {
  readonly lineId: string;
  readonly orderId: string;
  readonly variantId: string;
  readonly pieces: number;
  readonly got: number;
}

/** How many lines come short of a variant, by how many pieces together. */
export interface ShortOfVariant {
  readonly variantId: string;
  readonly lines: number;
  readonly orders: number;
  readonly short: number;
}

interface Wanted {
  readonly variantId: string;
  readonly gift: 0 | 1;
  readonly pickupPointId: string;
  readonly pieces: number;
}

/**
 * Which goods are scarce, were the purchase order closed now; null where everyone gets all. Only sums are read,
 * however many lines there are.
 *
 * @param wanted pieces that lines want now, by variant
 */
export function scarcityOf(
  work: Work,
  { campaignId, cutoff, supplierId }: PurchaseOrder,
  lines: readonly PurchaseLine[],
  policy: ShortagePolicy,
  wanted: ReadonlyMap<string, number>,
): Scarcity | null {
  const scarce = lines.filter((line) => arrivedOf(line) < (wanted.get(line.variantId) ?? 0));
  if (scarce.length === 0) return null;
  const names = JSON.stringify(scarce.map(({ variantId }) => variantId));
  const wants = work.rows<Wanted>(wantsByPoolSql, [campaignId, cutoff, supplierId, names]);
  const byVariant = grouped(wants, ({ variantId }) => variantId);
  const pools = scarce.flatMap((line) =>
    poolsOf(policy, arrivedOf(line), byVariant.get(line.variantId) ?? []),
  );
  return { policy, params: [campaignId, cutoff, supplierId, JSON.stringify(pools)] };
}

/** Paid lines are served first, gifts from what they leave (R12); every point bears the same part where points count. */
function poolsOf(policy: ShortagePolicy, available: number, wants: readonly Wanted[]): Pool[] {
  let rest = available;
  return ([0, 1] as const).flatMap((gift): Pool[] => {
    const own = wants.filter((want) => want.gift === gift);
    const [first] = own;
    if (first === undefined) return [];
    const weights = own.map(({ pieces }) => pieces);
    const theirs = Math.min(
      rest,
      weights.reduce((sum, pieces) => sum + pieces, 0),
    );
    rest -= theirs;
    if (policy !== 'proRataByPoint') return [[first.variantId, gift, null, theirs]];
    const parts = allocate(theirs, weights);
    return own.map(({ variantId, pickupPointId }, at) => [variantId, gift, pickupPointId, parts[at] ?? 0]);
  });
}

/** How short each variant comes, by variant. */
export function shortByVariant(work: Work, scarcity: Scarcity): readonly ShortOfVariant[] {
  return work.rows<ShortOfVariant>(shortByVariantSql(scarcity.policy), scarcity.params);
}

export function shortByVariantSql(policy: ShortagePolicy): string {
  return `${sharesSql(policy)} SELECT s."variantId" AS "variantId", count(*) AS "lines", count(DISTINCT s."orderId") AS "orders",
    sum(s."pieces" - s."got") AS "short" FROM share AS s WHERE s."got" < s."pieces" GROUP BY s."variantId" ORDER BY s."variantId"`;
}

/** The lines that come short, one by one: for few of them only. */
export function shortLines(work: Work, scarcity: Scarcity): readonly ShortLine[] {
  return work.rows<ShortLine>(
    `${sharesSql(scarcity.policy)} SELECT s.* FROM share AS s WHERE s."got" < s."pieces" ORDER BY s."orderId", s."lineId"`,
    scarcity.params,
  );
}

/** Writes the shares of the lines that come short in one statement, however many they are; ?5 is the purchase order. */
export function insertShortShares(work: Work, purchaseOrderId: string, { policy, params }: Scarcity): void {
  work.statement(
    `INSERT INTO "allocations" ("orderLineId", "purchaseOrderId", "orderId", "variantId", "needed", "allocated", "short")
      ${sharesSql(policy)} SELECT s."lineId", ?5, s."orderId", s."variantId", s."pieces", s."got", s."pieces" - s."got"
      FROM share AS s WHERE s."got" < s."pieces"`,
    [...params, purchaseOrderId],
  );
}
