import { leftOf, type OrderLine } from '../orders/order.ts';
import { commissionDue } from '../shared/commission-due.ts';
import { roundedShare, WHOLE_BASIS_POINTS } from '../shared/money.ts';
import type { Row } from '../work.ts';
import type { commissionEntries } from './tables.ts';

export type CommissionEntry = Row<typeof commissionEntries>;
type Basis = Partial<Pick<CommissionEntry, 'basis' | 'paidNet' | 'paidPieces'>>;

/**
 * What a commission that is no plain rate of what is left needs to know of the payment. Pieces taken off an order
 * before it was paid (R17) are gone from the net already, and earn nothing.
 */
export function basisAtPayment(entry: CommissionEntry, line: OrderLine): Basis {
  if (entry.perPiece === null && entry.base === 'net') return {};
  const paidPieces = piecesLeft(line);
  const basis = line.net + roundedShare(line.discount, paidPieces, line.pieces);
  return { basis, paidNet: line.net, paidPieces };
}

/** The rate of an entry in basis points; beside a sum per piece only the boost is one. */
export function rateOf({ basisPoints, boostBasisPoints }: CommissionEntry): number {
  return basisPoints ?? boostBasisPoints;
}

/** What of the line bears commission as it stands: what is left, or the goods before discounts in proportion to it (R34). */
export function bearing(entry: CommissionEntry, line: OrderLine): number {
  const left = leftOf(line);
  if (entry.base === 'net') return left;
  // After the payment only a price drop (tier, weight) lowers the net, and the goods by as much.
  const gross = entry.basis - (entry.paidNet - line.net);
  const pieces = { pieces: entry.paidPieces, piecesLeft: piecesLeft(line) };
  return commissionDue(WHOLE_BASIS_POINTS, { policy: 'gross', gross, net: line.net, left, ...pieces });
}

/**
 * What is left of sums per piece. They follow the money too: half of the money back, half of the sum back (C12). A
 * piece back earns nothing.
 */
export function sumLeft(perPiece: number, { paidPieces }: CommissionEntry, line: OrderLine): number {
  if (perPiece === 0 || paidPieces === 0) return 0;
  const whole = perPiece * paidPieces;
  const byPieces = roundedShare(whole, piecesLeft(line), paidPieces);
  return line.net > 0 ? Math.min(byPieces, roundedShare(whole, leftOf(line), line.net)) : byPieces;
}

function piecesLeft(line: OrderLine): number {
  return line.refundPieces - line.refundDone;
}
