import { assertNotNegative, basisPointsOf, roundedShare } from './money.ts';

/** What of a line bears commission (shop policy): what the customer finally paid, or the goods before discounts. */
export type CommissionBase =
  | {
      readonly policy: 'net';
      /** Net minus refunds, minor units. */
      readonly left: number;
    }
  | {
      readonly policy: 'gross';
      /** Goods before discounts, at the same unit prices as `net`, minor units. */
      readonly gross: number;
      /** What the line cost after discounts and price adjustments, minor units. */
      readonly net: number;
      /** Net minus refunds, minor units. */
      readonly left: number;
      readonly pieces: number;
      /** Pieces not refunded; they decide when `net` is 0. */
      readonly piecesLeft: number;
    };

/**
 * R34: the commission of a line in minor units, `round(rate × base)`. It follows from what is left, so a refund
 * reverses `commissionDue` before minus `commissionDue` after: never a rate times the refund.
 *
 * @param rateBasisPoints 1000 = 10 %, frozen at placement
 * @throws RangeError when a number is negative or not whole
 * @example commissionDue(1000, { policy: 'net', left: 667 }) // 67
 */
export function commissionDue(rateBasisPoints: number, base: CommissionBase): number {
  assertNotNegative(rateBasisPoints, 'rate');
  return basisPointsOf(base.policy === 'net' ? base.left : grossBase(base), rateBasisPoints);
}

function grossBase(base: Extract<CommissionBase, { policy: 'gross' }>): number {
  if (base.net > 0) return roundedShare(base.gross, base.left, base.net);
  // A line that discounts made free is worth its goods all the same: only the pieces tell how much is kept.
  return base.pieces > 0 ? roundedShare(base.gross, base.piecesLeft, base.pieces) : 0;
}
