import {
  bearing,
  type CommissionEntry,
  rateOf as rateOfEntry,
  sumLeft,
} from '../commissions/commission-of.ts';
import { duesOfLine } from '../commissions/dues-of-line.ts';
import { commissionKinds } from '../commissions/tables.ts';
import type { OrderLine } from '../orders/order.ts';
import { flooredShare, WHOLE_BASIS_POINTS } from '../shared/money.ts';
import { type Calculation, rateOf, shareOf } from './calculation.ts';

/**
 * What an entry is worth on a line as it stands. The figure is that of the core's own function; the terms beside it
 * are there to be checked by hand.
 *
 * @param entries all entries of the line
 */
export function commissionCalculation(
  entry: CommissionEntry,
  entries: readonly CommissionEntry[],
  line: OrderLine,
): Calculation {
  const dues = duesOfLine(entries, line);
  const rounded = dues.get(entry.id) ?? 0;
  if (entry.outOf !== null) {
    const before = (dues.get(entry.outOf) ?? 0) + rounded;
    return { ...shareOf(before, entry.part ?? 0, Math.max(1, entry.whole ?? 0)), rounded };
  }
  const terms = ofRateAndSum(entry, sharersOf(entry, entries), line);
  const taken = entries
    .filter(({ outOf }) => outOf === entry.id)
    .reduce((sum, { id }) => sum + (dues.get(id) ?? 0), 0);
  if (taken === 0) return { ...terms, rounded };
  return {
    ...terms,
    inputs: { ...terms.inputs, taken: -taken },
    exact: `${terms.exact}; − ${String(taken)}`,
    rounded,
  };
}

/** Those among whom one rounded total is shared: whoever stands under the same cap. */
function sharersOf(entry: CommissionEntry, entries: readonly CommissionEntry[]): readonly CommissionEntry[] {
  if (entry.maximumBasisPoints === null) return [entry];
  return entries
    .filter(({ outOf, maximumBasisPoints }) => outOf === null && maximumBasisPoints !== null)
    .toSorted(
      (one, other) =>
        commissionKinds.indexOf(one.kind) - commissionKinds.indexOf(other.kind) ||
        (one.id < other.id ? -1 : 1),
    );
}

function ofRateAndSum(
  entry: CommissionEntry,
  sharers: readonly CommissionEntry[],
  line: OrderLine,
): Calculation {
  const own = rateOfEntry(entry);
  const rate = sharers.reduce((sum, one) => sum + rateOfEntry(one), 0);
  const base = bearing(entry, line);
  const all = atMost(rateOf(base, rate), base, entry.maximumBasisPoints);
  const shared = own === rate ? all : shareInTurn(all, entry, sharers);
  if (entry.perPiece === null) return shared;
  const bySum = ofPieces(entry, line);
  if (own === 0) return bySum;
  return {
    ...shared,
    operation: 'sum',
    inputs: { rate: shared.rounded, pieces: bySum.rounded },
    exact: `${shared.exact}; + ${bySum.exact}`,
    rounded: shared.rounded + bySum.rounded,
  };
}

/** Never more than the cap of what bears commission, rounded down. */
function atMost(all: Calculation, base: number, maximum: number | null): Calculation {
  const most = maximum === null ? all.rounded : flooredShare(base, maximum, WHOLE_BASIS_POINTS);
  if (most >= all.rounded) return all;
  return { ...all, exact: `${all.exact}, at most ${String(most)}`, rounded: most };
}

/** Several share the total of their rates, which is rounded once: each in turn its part of what those before it left. */
function shareInTurn(
  all: Calculation,
  entry: CommissionEntry,
  sharers: readonly CommissionEntry[],
): Calculation {
  let rest = all.rounded;
  let rate = sharers.reduce((sum, one) => sum + rateOfEntry(one), 0);
  for (const one of sharers) {
    const own = rateOfEntry(one);
    const part = shareOf(rest, own, Math.max(1, rate));
    if (one.id === entry.id)
      return { ...part, rate: own, exact: `${all.exact} → ${String(all.rounded)}; ${part.exact}` };
    rest -= part.rounded;
    rate -= own;
  }
  return all;
}

/** By the pieces, and at most by the money: a piece back earns nothing, half of the money back half. */
function ofPieces(entry: CommissionEntry, line: OrderLine): Calculation {
  const perPiece = entry.perPiece ?? 0;
  const pieces = line.refundPieces - line.refundDone;
  const whole = perPiece * entry.paidPieces;
  const byPieces = shareOf(whole, pieces, Math.max(1, entry.paidPieces));
  const rounded = sumLeft(perPiece, entry, line);
  if (rounded === byPieces.rounded || line.net === 0) return { ...byPieces, rounded };
  return { ...shareOf(whole, line.net - line.refunded, line.net), rounded };
}
