import { type CapBase, type CappedShare, nominalOf } from './cap-shares.ts';
import type { Rate } from './help-selling.ts';

/** How much of the leader's commission the keeper of the point takes. */
export interface Fraction {
  readonly part: number;
  readonly whole: number;
}

type Taken = Omit<CappedShare, 'taken'> & Fraction;

/**
 * What the keeper of the pickup point takes out of the leader's commission, as a fixed fraction of it: at every state of
 * refunds the two have exactly what the leader alone would have. Never more than all of it; of nothing nothing is taken.
 * Two rates, or two sums, are their own fraction; a rate out of a sum, or the other way, is measured on the line as
 * it is placed.
 */
export function takenFrom(
  leader: Omit<CappedShare, 'taken'>,
  keeper: Rate & { readonly beneficiaryId: string },
  about: CapBase,
): Taken | undefined {
  const { beneficiaryId, basisPoints, perPiece } = keeper;
  const { part, whole } = fractionOf(leader, keeper, about);
  if (whole === 0) return undefined;
  return {
    beneficiaryId,
    kind: 'point',
    ruleId: null,
    basisPoints,
    perPiece,
    boostBasisPoints: 0,
    uncappedBasisPoints: null,
    uncappedPerPiece: null,
    uncappedBoost: null,
    part: Math.min(part, whole),
    whole,
  };
}

function fractionOf(leader: Omit<CappedShare, 'taken'>, keeper: Rate, about: CapBase): Fraction {
  if (leader.basisPoints !== null && keeper.basisPoints !== null)
    return { part: keeper.basisPoints, whole: leader.basisPoints };
  if (leader.perPiece !== null && keeper.perPiece !== null && leader.boostBasisPoints === 0)
    return { part: keeper.perPiece, whole: leader.perPiece };
  return { part: nominalOf({ ...keeper, boostBasisPoints: 0 }, about), whole: nominalOf(leader, about) };
}
