import { leftOf, type OrderLine } from '../orders/order.ts';
import { commissionDue } from '../shared/commission-due.ts';
import type { Row } from '../work.ts';
import type { commissionEntries } from './tables.ts';

export type CommissionEntry = Row<typeof commissionEntries>;

/** What the entry is worth on the line as it stands: always from what is left, never rate times a refund (R34). */
export function commissionOf(entry: CommissionEntry, line: OrderLine): number {
  const piecesLeft = line.refundPieces - line.refundDone;
  if (entry.perPiece !== null) return entry.perPiece * piecesLeft;
  const left = leftOf(line);
  const rate = entry.basisPoints ?? 0;
  if (entry.base === 'net') return commissionDue(rate, { policy: 'net', left });
  const gross = line.unitPrice * line.pieces;
  return commissionDue(rate, { policy: 'gross', gross, net: line.net, left, pieces: line.pieces, piecesLeft });
}
