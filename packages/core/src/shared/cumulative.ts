import { assertNotNegative, roundedShare } from './money.ts';

/**
 * What a line still holds and how its refunds by piece are counted (R31). Amounts in minor units.
 * Only a price adjustment starts the count anew; a refund by amount merely lowers what is left.
 */
export interface LineBalance {
  /** Net minus everything refunded so far, never below 0. */
  readonly left: number;
  /** `left` as it was after the last price adjustment. */
  readonly base: number;
  /** Pieces not yet refunded at that moment. */
  readonly pieces: number;
  /** Pieces refunded since. */
  readonly done: number;
}

/** A refund in minor units and the balance after it. */
export interface RefundStep {
  readonly refund: number;
  readonly balance: LineBalance;
}

/**
 * The balance of a line on which nothing was refunded yet.
 *
 * @param net minor units paid or due for the whole line
 * @param pieces sale units ordered
 * @throws RangeError when one is negative or not whole
 */
export function openingBalance(net: number, pieces: number): LineBalance {
  assertNotNegative(net, 'net');
  assertNotNegative(pieces, 'pieces');
  return { left: net, base: net, pieces, done: 0 };
}

/** Pieces of the line that are not refunded. */
export function piecesLeft(balance: LineBalance): number {
  return balance.pieces - balance.done;
}

/**
 * R31 by piece: `round(base × (done + k) ÷ pieces) − round(base × done ÷ pieces)`, at most what is left.
 * Counted up like this, the refunds of all pieces sum to the base, whatever the order and the steps.
 *
 * @param count pieces given back now
 * @throws RangeError when more pieces are given back than are left
 * @example refundPieces(openingBalance(1000, 3), 1).refund // 333, then 334, then 333
 */
export function refundPieces(balance: LineBalance, count: number): RefundStep {
  assertNotNegative(count, 'count');
  const done = balance.done + count;
  if (done > balance.pieces)
    throw new RangeError(`${count} pieces asked back, ${piecesLeft(balance)} are left`);
  if (count === 0) return { refund: 0, balance };
  const { base, pieces } = balance;
  const share = roundedShare(base, done, pieces) - roundedShare(base, balance.done, pieces);
  const refund = Math.min(share, balance.left);
  return { refund, balance: { ...balance, done, left: balance.left - refund } };
}

/**
 * R31 by amount: as approved, at most what is left. The count by piece goes on from where it was.
 *
 * @param amount minor units
 * @throws RangeError when negative or not whole
 */
export function refundAmount(balance: LineBalance, amount: number): RefundStep {
  assertNotNegative(amount, 'amount');
  const refund = Math.min(amount, balance.left);
  return { refund, balance: { ...balance, left: balance.left - refund } };
}

/**
 * R31 price adjustment (a tier by R8, a weight by R27; in this order when both apply): lowers the net, and the
 * count by piece starts anew with what is left and the pieces left.
 *
 * @param drop minor units, from `discountedDrop` of `price-drop.ts`
 * @throws RangeError when negative or not whole
 */
export function adjustPrice(balance: LineBalance, drop: number): RefundStep {
  const { refund, balance: after } = refundAmount(balance, drop);
  return { refund, balance: openingBalance(after.left, piecesLeft(balance)) };
}
