import type { OrderLine } from '../orders/order.ts';
import { leftOf } from '../orders/order.ts';
import { roundedShare } from '../shared/money.ts';
import type { Work } from '../work.ts';
import { claims, replacements } from './tables.ts';

interface Concerned {
  readonly pieces: number;
  readonly grams?: number | null | undefined;
}

/**
 * What the pieces or grams concerned were worth: their share of what is left on the line, over the pieces (or the
 * packed weight) that were handed over and that no earlier claim has made good. At most what is left, and nothing for
 * goods that come again.
 */
export function shareConcerned(work: Work, line: OrderLine, { pieces, grams }: Concerned): number {
  const left = Math.max(0, leftOf(line) - worthOfReplaced(work, line));
  const kept = keptPieces(work, line);
  if (left === 0 || kept === 0) return 0;
  const weighed = grams !== null && grams !== undefined && line.grams !== null && line.grams > 0;
  if (weighed) return Math.min(left, roundedShare(line.net, Math.min(grams, line.grams), line.grams));
  return Math.min(left, roundedShare(left, Math.min(pieces, kept), kept));
}

/** Pieces handed over that no claim has made good yet; one where only sums are left to speak about. */
export function keptPieces(work: Work, line: OrderLine): number {
  const madeGood = madeGoodOf(work, line).reduce((sum, claim) => sum + claim.pieces, 0);
  return Math.max(1, line.handedOver - madeGood);
}

/** Pieces that may come again: what comes again already does not come a third time. */
export function replaceablePieces(work: Work, line: OrderLine): number {
  const again = madeGoodOf(work, line)
    .filter(({ outcome }) => outcome === 'replacement')
    .reduce((sum, claim) => sum + claim.pieces, 0);
  return Math.min(keptPieces(work, line), Math.max(0, line.handedOver - again));
}

/** Goods that come again lower no sum of the line: what they stand for is not there to be given back as well. */
function worthOfReplaced(work: Work, line: OrderLine): number {
  return madeGoodOf(work, line)
    .flatMap(({ id: claimId }) => work.first(replacements, { claimId }) ?? [])
    .reduce((sum, { status, refundAmount, pieces, delivered }) => {
      const givenBack = status === 'refunded' ? roundedShare(refundAmount, pieces - delivered, pieces) : 0;
      return sum + refundAmount - givenBack;
    }, 0);
}

function madeGoodOf(work: Work, { id: orderLineId }: OrderLine) {
  return work
    .list(claims, { orderLineId })
    .filter(({ status }) => status === 'approved' || status === 'refunded' || status === 'replaced');
}
