import type { OrderLine } from '../orders/order.ts';
import { allocate, flooredShare, roundedShare, WHOLE_BASIS_POINTS } from '../shared/money.ts';
import type { Share } from './earners-of-order.ts';

/** A share as it applies, with what was declared where the cap lowered it. */
export interface CappedShare extends Share {
  readonly uncappedBasisPoints: number | null;
  readonly uncappedPerPiece: number | null;
  readonly uncappedBoost: number | null;
}

/** What the cap is measured on at placement: what bears commission of the line (R34), and its pieces. */
export interface CapBase {
  readonly base: number;
  readonly pieces: number;
}

export function capBaseOf(line: OrderLine, policy: 'net' | 'gross'): CapBase {
  return { base: policy === 'net' ? line.net : line.net + line.discount, pieces: line.pieces };
}

/**
 * Scales the shares of a line down where together they pass the cap: rates, boosts and sums as rates of the line, by
 * largest remainder in basis points. A sum that is lowered becomes a rate, since the cap is one.
 */
export function capShares(shares: readonly Share[], about: CapBase, maximum: number): CappedShare[] {
  if (fits(shares, about, maximum)) return shares.map(asDeclared);
  const weights = shares.flatMap((share) => {
    const { rule, boost } = partsOf(share, about);
    return [rule, boost];
  });
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const scaled = allocate(Math.min(maximum, sum), weights);
  return shares.map((share, position) => {
    const boostBasisPoints = scaled[2 * position + 1] ?? 0;
    return {
      ...share,
      perPiece: null,
      basisPoints: (scaled[2 * position] ?? 0) + boostBasisPoints,
      boostBasisPoints,
      uncappedBasisPoints: share.basisPoints,
      uncappedPerPiece: share.perPiece,
      uncappedBoost: share.boostBasisPoints,
    };
  });
}

/** What a share is of a line at placement, in minor units: a rate of its base, or a sum for its pieces, or both. */
export function nominalOf(share: Omit<Share, 'beneficiaryId' | 'kind' | 'ruleId'>, about: CapBase): number {
  const rate = share.basisPoints ?? share.boostBasisPoints;
  return roundedShare(about.base, rate, WHOLE_BASIS_POINTS) + (share.perPiece ?? 0) * about.pieces;
}

function asDeclared(share: Share): CappedShare {
  return { ...share, uncappedBasisPoints: null, uncappedPerPiece: null, uncappedBoost: null };
}

function fits(shares: readonly Share[], { base, pieces }: CapBase, maximum: number): boolean {
  let rate = 0;
  let perPiece = 0;
  for (const share of shares) {
    rate += share.basisPoints ?? share.boostBasisPoints;
    perPiece += share.perPiece ?? 0;
  }
  if (rate > maximum) return false;
  // A line that discounts made free has nothing to share out, whatever the rates are: `duesOfLine` sees to that.
  return base === 0 || perPiece * pieces <= flooredShare(base, maximum - rate, WHOLE_BASIS_POINTS);
}

function partsOf({ basisPoints, perPiece, boostBasisPoints: boost }: Share, { base, pieces }: CapBase) {
  if (basisPoints !== null) return { rule: basisPoints - boost, boost };
  return { rule: base === 0 ? 0 : flooredShare((perPiece ?? 0) * pieces, WHOLE_BASIS_POINTS, base), boost };
}
