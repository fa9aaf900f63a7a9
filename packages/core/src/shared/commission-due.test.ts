import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commissionDue } from './commission-due.ts';
import { openingBalance, refundPieces } from './cumulative.ts';

/** Commission due at 10 % on net as the pieces of a line go back one by one. */
function dueAfterEachPiece(net: number, pieces: number): number[] {
  let balance = openingBalance(net, pieces);
  const due = [commissionDue(1000, { policy: 'net', left: balance.left })];
  for (let index = 0; index < pieces; index += 1) {
    balance = refundPieces(balance, 1).balance;
    due.push(commissionDue(1000, { policy: 'net', left: balance.left }));
  }
  return due;
}

function differences(numbers: readonly number[]): number[] {
  return numbers.slice(1).map((number, index) => (numbers[index] ?? 0) - number);
}

describe('R34 commission amount', () => {
  test('R34 commission reversal at 10 %: due 1.00 → 0.67 → 0.33 → 0; back 0.33, 0.34, 0.33', () => {
    const due = dueAfterEachPiece(1000, 3);
    expect(due).toEqual([100, 67, 33, 0]);
    expect(differences(due)).toEqual([33, 34, 33]);
  });

  test('R34 commission reversal: two halves of 100.00: 10.00 → 5.00 → 0', () => {
    expect(dueAfterEachPiece(10_000, 2)).toEqual([1000, 500, 0]);
  });

  test('section 4 after discounts: nets 26.99 at 10 % and 17.81 at 12 % → 2.70 + 2.14 = 4.84', () => {
    const [first, second] = [
      commissionDue(1000, { policy: 'net', left: 2699 }),
      commissionDue(1200, { policy: 'net', left: 1781 }),
    ];
    expect([first, second, first + second]).toEqual([270, 214, 484]);
  });

  test('R34 policy gross: round(gross × left ÷ net)', () => {
    const line = { policy: 'gross', gross: 3000, net: 2500, pieces: 3, piecesLeft: 3 } as const;
    expect(commissionDue(1000, { ...line, left: 2500 })).toBe(300);
    expect(commissionDue(1000, { ...line, left: 1250 })).toBe(150);
    expect(commissionDue(1000, { ...line, left: 0 })).toBe(0);
  });

  test('R34 policy gross: by pieces if net is 0', () => {
    const line = { policy: 'gross', gross: 3000, net: 0, left: 0, pieces: 3 } as const;
    expect([3, 2, 1, 0].map((piecesLeft) => commissionDue(1000, { ...line, piecesLeft }))).toEqual([
      300, 200, 100, 0,
    ]);
    expect(
      commissionDue(1000, { policy: 'gross', gross: 0, net: 0, left: 0, pieces: 0, piecesLeft: 0 }),
    ).toBe(0);
  });

  test('R34 reversals sum to what was due, whatever the rate', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.integer({ min: 1, max: 30 }), (net, pieces) => {
        const due = dueAfterEachPiece(net, pieces);
        const back = differences(due);
        expect(back.every((part) => part >= 0)).toBe(true);
        expect(back.reduce((total, part) => total + part, 0)).toBe(due[0]);
      }),
    );
  });

  test('R34 refuses a negative rate', () => {
    expect(() => commissionDue(-1, { policy: 'net', left: 1 })).toThrow('rate');
  });
});
