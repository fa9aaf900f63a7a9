import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustPrice, openingBalance, piecesLeft, refundAmount, refundPieces } from './cumulative.ts';
import type { LineBalance, RefundStep } from './cumulative.ts';

type Step = (balance: LineBalance) => RefundStep;

const byPiece =
  (count: number): Step =>
  (balance) =>
    refundPieces(balance, count);
const byAmount =
  (amount: number): Step =>
  (balance) =>
    refundAmount(balance, amount);
const byDrop =
  (drop: number): Step =>
  (balance) =>
    adjustPrice(balance, drop);

/** Each refund in turn. */
function play(opening: LineBalance, steps: readonly Step[]): { refunds: number[]; end: LineBalance } {
  const refunds: number[] = [];
  let balance = opening;
  for (const step of steps) {
    const taken = step(balance);
    refunds.push(taken.refund);
    balance = taken.balance;
  }
  return { refunds, end: balance };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, part) => total + part, 0);
}

describe('R31 cumulative refund', () => {
  test('R31 cumulative refund: 10.00 over 3 → 3.33, 3.34, 3.33', () => {
    expect(play(openingBalance(1000, 3), [byPiece(1), byPiece(1), byPiece(1)]).refunds).toEqual([
      333, 334, 333,
    ]);
  });

  test('R31 cumulative refund: after 2.00 by amount 3.33, 3.34, 1.33', () => {
    const { refunds, end } = play(openingBalance(1000, 3), [
      byAmount(200),
      byPiece(1),
      byPiece(1),
      byPiece(1),
    ]);
    expect(refunds).toEqual([200, 333, 334, 133]);
    expect(end.left).toBe(0);
  });

  test('R31 cumulative refund: 30.00 over 3, one short (10.00), 1.00 by weight → 9.50, 9.50', () => {
    const { refunds } = play(openingBalance(3000, 3), [byPiece(1), byDrop(100), byPiece(1), byPiece(1)]);
    expect(refunds).toEqual([1000, 100, 950, 950]);
  });

  test('R31 by amount: as approved, at most what is left', () => {
    expect(refundAmount(openingBalance(500, 1), 700)).toMatchObject({ refund: 500, balance: { left: 0 } });
    expect(refundAmount(openingBalance(500, 1), 0).refund).toBe(0);
  });

  test('R31 price adjustment: at most what is left, and the count starts anew with the pieces left', () => {
    const { refunds, end } = play(openingBalance(1000, 4), [byPiece(1), byDrop(900)]);
    expect(refunds).toEqual([250, 750]);
    expect(end).toEqual({ left: 0, base: 0, pieces: 3, done: 0 });
  });

  test('R31 by piece: never more pieces than are left; none gives nothing back', () => {
    const { end } = play(openingBalance(1000, 3), [byPiece(2)]);
    expect(() => refundPieces(end, 2)).toThrow('1 are left');
    expect(() => refundPieces(end, -1)).toThrow(RangeError);
    expect(refundPieces(openingBalance(0, 0), 0).refund).toBe(0);
  });

  test('R31 by piece: a gift of 0.00 gives 0.00 back', () => {
    expect(play(openingBalance(0, 2), [byPiece(1), byPiece(1)]).refunds).toEqual([0, 0]);
  });

  test('R31 refuses amounts that are negative or not whole', () => {
    expect(() => openingBalance(-1, 1)).toThrow('net');
    expect(() => openingBalance(1, 0.5)).toThrow('pieces');
    expect(() => refundAmount(openingBalance(1, 1), -1)).toThrow('amount');
    expect(() => adjustPrice(openingBalance(1, 1), 0.1)).toThrow('amount');
  });
});

describe('R31 for any line', () => {
  const nets = fc.nat({ max: 100_000_000 });
  const portions = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 12 });
  const step = fc.oneof(
    fc.record({ kind: fc.constant('pieces' as const), value: fc.integer({ min: 0, max: 3 }) }),
    fc.record({ kind: fc.constant('amount' as const), value: fc.nat({ max: 5000 }) }),
    fc.record({ kind: fc.constant('drop' as const), value: fc.nat({ max: 5000 }) }),
  );

  test('R31 by piece: the parts sum to the whole, in whatever portions', () => {
    fc.assert(
      fc.property(nets, portions, (net, counts) => {
        const { refunds, end } = play(openingBalance(net, sum(counts)), counts.map(byPiece));
        expect(sum(refunds)).toBe(net);
        expect(end.left).toBe(0);
      }),
    );
  });

  test('R31 by piece: the order and the steps do not matter for what has gone back', () => {
    fc.assert(
      fc.property(nets, portions, fc.nat({ max: 20 }), (net, counts, spare) => {
        const opening = openingBalance(net, sum(counts) + spare);
        const once = play(opening, [byPiece(sum(counts))]).end;
        expect(play(opening, counts.map(byPiece)).end).toEqual(once);
        expect(play(opening, counts.toReversed().map(byPiece)).end).toEqual(once);
      }),
    );
  });

  test('R31 by piece and by amount: in any order the whole goes back and no more', () => {
    fc.assert(
      fc.property(
        nets,
        portions,
        fc.nat({ max: 5000 }),
        fc.nat({ max: 12 }),
        (net, counts, amount, position) => {
          const steps = counts.map(byPiece).toSpliced(position, 0, byAmount(amount));
          const { refunds, end } = play(openingBalance(net, sum(counts)), steps);
          expect(sum(refunds)).toBe(net);
          expect(end.left).toBe(0);
        },
      ),
    );
  });

  test('R31 any mixture: never below 0, never above the net, left + refunded = net, pieces add up', () => {
    fc.assert(
      fc.property(
        nets,
        fc.integer({ min: 1, max: 30 }),
        fc.array(step, { maxLength: 15 }),
        (net, pieces, steps) => {
          let balance = openingBalance(net, pieces);
          let refunded = 0;
          let taken = 0;
          for (const { kind, value } of steps) {
            const count = Math.min(value, piecesLeft(balance));
            const make = { pieces: byPiece(count), amount: byAmount(value), drop: byDrop(value) }[kind];
            const result = make(balance);
            expect(result.refund).toBeGreaterThanOrEqual(0);
            refunded += result.refund;
            taken += kind === 'pieces' ? count : 0;
            balance = result.balance;
            expect(balance.left + refunded).toBe(net);
            expect(balance.left).toBeGreaterThanOrEqual(0);
            expect(piecesLeft(balance)).toBe(pieces - taken);
          }
          expect(refundPieces(balance, piecesLeft(balance)).refund).toBeLessThanOrEqual(balance.left);
        },
      ),
    );
  });
});
