import type { OrderLine } from '../orders/order.ts';
import { basisPointsOf, flooredShare, roundedShare, WHOLE_BASIS_POINTS } from '../shared/money.ts';
import { bearing, type CommissionEntry, rateOf, sumLeft } from './commission-of.ts';
import { commissionKinds } from './tables.ts';

/**
 * What every entry of a line is worth on the line as it stands: always from what is left, never rate times a refund
 * (R34). One who earns alone gets `round(rate × base)`. Several share the total of their rates, which is rounded once,
 * so that no two roundings make a cent, and never more than the cap of what is left, rounded down.
 *
 * Nobody's part grows while what is left shrinks: the total is split one by one, each taking its share of the rest.
 *
 * @param entries all entries of the line, whatever their state
 * @returns minor units by the id of the entry
 */
export function duesOfLine(
  entries: readonly CommissionEntry[],
  line: OrderLine,
): ReadonlyMap<string, number> {
  const dues = new Map<string, number>();
  const standing = entries.filter(({ outOf }) => outOf === null).toSorted(byKind);
  shareOut(
    dues,
    standing.filter(({ maximumBasisPoints }) => maximumBasisPoints !== null),
    line,
  );
  for (const entry of standing) if (entry.maximumBasisPoints === null) shareOut(dues, [entry], line);
  for (const entry of entries) takeOut(dues, entry);
  return dues;
}

function shareOut(dues: Map<string, number>, entries: readonly CommissionEntry[], line: OrderLine): void {
  const [first] = entries;
  if (first === undefined) return;
  const rates = entries.map(rateOf);
  const sums = entries.map(({ perPiece }) => perPiece ?? 0);
  const base = bearing(first, line);
  const rate = total(rates);
  const byRate = Math.min(basisPointsOf(base, rate), roomFor(base, first.maximumBasisPoints));
  const bySum = Math.min(sumLeft(total(sums), first, line), roomBeside(rate, base, first.maximumBasisPoints));
  const ofRate = splitInTurn(byRate, rates);
  const ofSum = splitInTurn(bySum, sums);
  for (const [position, { id }] of entries.entries())
    dues.set(id, (ofRate[position] ?? 0) + (ofSum[position] ?? 0));
}

/** The keeper of a pickup point takes a fixed part of the leader's commission: both together are what it was. */
function takeOut(dues: Map<string, number>, { id, outOf, part, whole }: CommissionEntry): void {
  if (outOf === null) return;
  const before = dues.get(outOf) ?? 0;
  const taken = roundedShare(before, part ?? 0, Math.max(1, whole ?? 0));
  dues.set(id, taken);
  dues.set(outOf, before - taken);
}

function roomFor(base: number, maximum: number | null): number {
  return maximum === null ? Number.POSITIVE_INFINITY : flooredShare(base, maximum, WHOLE_BASIS_POINTS);
}

/**
 * What the cap leaves to sums per piece beside the rates. Half of a minor unit is kept for the rounding of the rates:
 * the difference of two rounded numbers could grow while the base shrinks.
 */
function roomBeside(rate: number, base: number, maximum: number | null): number {
  if (maximum === null || rate === 0) return roomFor(base, maximum);
  const doubled = flooredShare(base, 2 * Math.max(0, maximum - rate), WHOLE_BASIS_POINTS);
  return Math.max(0, Math.floor((doubled - 1) / 2));
}

/** Each takes its share of what is left over by those before it. Unlike largest remainder, no part grows when the total shrinks. */
function splitInTurn(sum: number, weights: readonly number[]): readonly number[] {
  let rest = sum;
  let weightLeft = total(weights);
  return weights.map((weight) => {
    const part = weightLeft === 0 ? 0 : roundedShare(rest, weight, weightLeft);
    rest -= part;
    weightLeft -= weight;
    return part;
  });
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function byKind(one: CommissionEntry, other: CommissionEntry): number {
  return (
    commissionKinds.indexOf(one.kind) - commissionKinds.indexOf(other.kind) || (one.id < other.id ? -1 : 1)
  );
}
