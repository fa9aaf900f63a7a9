import type { OrderLine } from '../orders/order.ts';
import { leftOf } from '../orders/order.ts';
import { roundedShare } from '../shared/money.ts';
import type { Work } from '../work.ts';
import { claims } from './tables.ts';

interface Concerned {
  readonly pieces: number;
  readonly grams?: number | null | undefined;
}

/**
 * What the pieces or grams concerned were worth: their share of what is left on the line, over the pieces (or the
 * packed weight) that were handed over and that no earlier claim has made good. At most what is left.
 */
export function shareConcerned(work: Work, line: OrderLine, { pieces, grams }: Concerned): number {
  const left = leftOf(line);
  const kept = keptPieces(work, line);
  if (left === 0 || kept === 0) return 0;
  const weighed = grams !== null && grams !== undefined && line.grams !== null && line.grams > 0;
  if (weighed) return Math.min(left, roundedShare(line.net, Math.min(grams, line.grams), line.grams));
  return Math.min(left, roundedShare(left, Math.min(pieces, kept), kept));
}

/** Pieces handed over that no claim has made good yet. */
export function keptPieces(work: Work, line: OrderLine): number {
  const madeGood = work
    .list(claims, { orderLineId: line.id })
    .filter(({ status }) => status === 'approved' || status === 'refunded' || status === 'replaced')
    .reduce((sum, claim) => sum + claim.pieces, 0);
  return Math.max(1, line.handedOver - madeGood);
}
