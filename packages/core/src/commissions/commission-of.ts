import { leftOf, type OrderLine } from '../orders/order.ts';
import { commissionDue } from '../shared/commission-due.ts';
import { roundedShare } from '../shared/money.ts';
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
  const goods = line.net + roundedShare(line.discount, paidPieces, line.pieces);
  const basis = entry.perPiece === null ? goods : entry.perPiece * paidPieces;
  return { basis, paidNet: line.net, paidPieces };
}

/** What the entry is worth on the line as it stands: always from what is left, never rate times a refund (R34). */
export function commissionOf(entry: CommissionEntry, line: OrderLine): number {
  const left = leftOf(line);
  if (entry.perPiece !== null) return shareLeft(entry, line);
  const rate = entry.basisPoints ?? 0;
  if (entry.base === 'net') return commissionDue(rate, { policy: 'net', left });
  // After the payment only a price drop (tier, weight) lowers the net, and the goods by as much.
  const gross = entry.basis - (entry.paidNet - line.net);
  const pieces = { pieces: entry.paidPieces, piecesLeft: piecesLeft(line) };
  return commissionDue(rate, { policy: 'gross', gross, net: line.net, left, ...pieces });
}

/** A sum per piece follows the money too: half of the money back, half of the sum back (C12). A piece back earns nothing. */
function shareLeft(entry: CommissionEntry, line: OrderLine): number {
  if (entry.paidPieces === 0) return 0;
  const byPieces = roundedShare(entry.basis, piecesLeft(line), entry.paidPieces);
  return line.net > 0 ? Math.min(byPieces, roundedShare(entry.basis, leftOf(line), line.net)) : byPieces;
}

function piecesLeft(line: OrderLine): number {
  return line.refundPieces - line.refundDone;
}
