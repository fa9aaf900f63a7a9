import type { OrderLine } from '../orders/order.ts';

/** The pieces of a line that are packed: those shared out to it, less what was lost or called off since. */
export function packedPieces(line: OrderLine): number {
  return (line.allocated ?? 0) - line.lost - line.withdrawn;
}

/** Those of the packed pieces whose money was not given back before: only they can become cheaper. */
export function paidPieces(line: OrderLine): number {
  return Math.min(packedPieces(line), line.refundPieces - line.refundDone);
}
