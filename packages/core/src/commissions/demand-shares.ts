import { type FieldProblem, refuse } from '../shared/error.ts';
import { flooredShare, WHOLE_BASIS_POINTS } from '../shared/money.ts';
import type { ShopPolicies } from '../shop/policies.ts';

/** A share as somebody declares it, in basis points. */
export interface DeclaredShare {
  readonly part: 'rule' | 'boost' | 'owner' | 'helper' | 'point' | 'leaders' | 'referral' | 'target';
  readonly basisPoints: number;
}

/**
 * Refuses shares where they are declared: those of one declaration must not pass the cap, and with what comes on top of
 * them (the boost) not the whole. What passes the cap only in combination is scaled down when an order is placed.
 *
 * Refuses: commission_share_too_high.
 */
export function demandShares(
  policies: ShopPolicies,
  path: string,
  declared: readonly DeclaredShare[],
  beside: readonly DeclaredShare[] = [],
): void {
  const { maximumShareBasisPoints: maximum } = policies;
  if (sumOf(declared) > maximum) tooHigh(path, declared, maximum);
  const all = [...declared, ...beside].filter(({ basisPoints }) => basisPoints > 0);
  if (sumOf(all) > WHOLE_BASIS_POINTS) tooHigh(path, all, WHOLE_BASIS_POINTS);
}

/**
 * Refuses what the shop pays on top of all shares of an order, for a recruit or a target, where it would give away more
 * than the whole with them.
 *
 * Refuses: commission_share_too_high.
 */
export function demandOnTop(policies: ShopPolicies, path: string, onTop: DeclaredShare): void {
  const leaders = { part: 'leaders', basisPoints: policies.maximumShareBasisPoints } as const;
  if (sumOf([leaders, onTop]) > WHOLE_BASIS_POINTS) tooHigh(path, [leaders, onTop], WHOLE_BASIS_POINTS);
}

/** Refuses terms for recruits that with the shares of an order are more than the whole. */
export function demandReferral(policies: ShopPolicies, path = 'policies.referral.basisPoints'): void {
  const { referral } = policies;
  if (referral?.kind !== 'share') return;
  const { basisPoints } = referral;
  demandOnTop(policies, path, { part: 'referral', basisPoints });
}

/** The launch boost as the shop grants it now. */
export function boostShare({ launchBoostBasisPoints, launchBoostDays }: ShopPolicies): DeclaredShare {
  return { part: 'boost', basisPoints: launchBoostDays === 0 ? 0 : launchBoostBasisPoints };
}

/** A sum per piece as what it is of a price, rounded up. Of nothing any sum is everything. */
export function shareOfPrice(perPiece: number, price: number): number {
  if (perPiece === 0) return 0;
  if (price === 0) return WHOLE_BASIS_POINTS;
  const basisPoints = flooredShare(perPiece, WHOLE_BASIS_POINTS, price);
  return flooredShare(price, basisPoints, WHOLE_BASIS_POINTS) < perPiece ? basisPoints + 1 : basisPoints;
}

function tooHigh(path: string, parts: readonly DeclaredShare[], maximumBasisPoints: number): never {
  const field: FieldProblem = {
    path,
    code: 'share_too_high',
    message: `At most ${String(maximumBasisPoints)} basis points, all parts together.`,
  };
  return refuse('commission_share_too_high', {
    maximumBasisPoints,
    sumBasisPoints: sumOf(parts),
    parts,
    fields: [field],
  });
}

function sumOf(shares: readonly DeclaredShare[]): number {
  return shares.reduce((sum, { basisPoints }) => sum + basisPoints, 0);
}
