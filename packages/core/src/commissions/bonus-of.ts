import { basisPointsOf } from '../shared/money.ts';

/** From this sum of sales on: a sum, or a part of the sales. Minor units. */
export interface TargetStep {
  readonly threshold: number;
  readonly bonus: number | null;
  readonly basisPoints: number | null;
}

export interface Withholding {
  readonly withheldAmount: number | null;
  readonly withheldBasisPoints: number | null;
}

/** The highest step reached, counted from 1; 0 when none is. A threshold belongs to its step. */
export function stepReached(steps: readonly TargetStep[], sales: number): number {
  return steps.filter(({ threshold }) => threshold <= sales).length;
}

/** What the highest step reached pays, and only that one (R40); 0 when none is reached. Rounded once. */
export function bonusOf(steps: readonly TargetStep[], sales: number): number {
  const step = steps[stepReached(steps, sales) - 1];
  return step === undefined ? 0 : worthOf(step, sales);
}

/** What a step pays for these sales. */
export function worthOf({ bonus, basisPoints }: TargetStep, sales: number): number {
  return bonus ?? basisPointsOf(sales, basisPoints ?? 0);
}

/** What a missed target withholds of these sales, as a positive sum; 0 where nothing is to be withheld. */
export function withheldOf({ withheldAmount, withheldBasisPoints }: Withholding, sales: number): number {
  return withheldAmount ?? basisPointsOf(sales, withheldBasisPoints ?? 0);
}
