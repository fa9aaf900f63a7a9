import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { counted, runsOf } from '../testing/runs.ts';
import { commissionDue } from './commission-due.ts';
import {
  adjustPrice,
  type LineBalance,
  openingBalance,
  piecesLeft,
  refundAmount,
  refundPieces,
} from './cumulative.ts';
import { allocate } from './money.ts';

/*
 * Money that is split comes together again: 2,000 random cases each in CI, 1,000,000 in the nightly run. What is wrong is
 * counted and not thrown, so that a million cases do not pay for a million assertions.
 */

const runs = runsOf(2000, 'arithmetic');
const sum = (parts: readonly number[]) => parts.reduce((total, part) => total + part, 0);

/** Tries a property so many times, and says how many minor units were lost or gained in all. */
function countLost<Case>(name: string, cases: fc.Arbitrary<Case>, lostIn: (one: Case) => number): number {
  const counter = counted(name, runs);
  let lost = 0;
  fc.assert(
    fc.property(cases, (one) => {
      counter.next();
      const missing = Math.abs(lostIn(one));
      lost += missing;
      return missing === 0;
    }),
    { numRuns: runs },
  );
  counter.done(`${runs.toLocaleString('en')} cases, ${String(lost)} minor units lost`);
  return lost;
}

describe('section 4, largest remainder', () => {
  const money = fc.oneof(
    fc.integer({ min: -100_000_000, max: 100_000_000 }),
    fc.integer({ min: -9e12, max: 9e12 }),
  );
  const weights = fc.array(fc.nat(10_000_000), { minLength: 1, maxLength: 12 });

  test('random splits lose no cent', () => {
    const cases = fc.record({ total: money, weights }).filter((one) => sum(one.weights) > 0);
    const lost = countLost('splits', cases, (one) => sum(allocate(one.total, one.weights)) - one.total);
    expect(lost).toBe(0);
  });

  test('no part is below zero where the total is not, and none above its weight of it by a whole unit', () => {
    const cases = fc.record({ total: fc.nat(100_000_000), weights }).filter((one) => sum(one.weights) > 0);
    const wrong = countLost('shares', cases, ({ total, weights: list }) => {
      const whole = sum(list);
      const parts = allocate(total, list);
      return parts.filter(
        (part, place) => part < 0 || Math.abs(part - (total * (list[place] ?? 0)) / whole) >= 1,
      ).length;
    });
    expect(wrong).toBe(0);
  });
});

type Step = { readonly kind: 'pieces' | 'amount' | 'drop'; readonly size: number };

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom('pieces' as const, 'amount' as const, 'drop' as const),
    size: fc.nat(2000),
  }),
  { maxLength: 8 },
);

function take(balance: LineBalance, { kind, size }: Step) {
  if (kind === 'amount') return refundAmount(balance, size);
  return kind === 'drop'
    ? adjustPrice(balance, size)
    : refundPieces(balance, size % (piecesLeft(balance) + 1));
}

describe('R31: refunds', () => {
  const lines = fc.record({ net: fc.nat(10_000_000), pieces: fc.integer({ min: 1, max: 50 }) });

  test('after any steps, the refunds of what is left sum to what was paid', () => {
    const lost = countLost('refunds', fc.record({ line: lines, steps }), ({ line, steps: taken }) => {
      let balance = openingBalance(line.net, line.pieces);
      let back = 0;
      for (const step of taken) {
        const next = take(balance, step);
        if (next.refund < 0) return 1;
        back += next.refund;
        balance = next.balance;
      }
      while (piecesLeft(balance) > 0) {
        const next = refundPieces(balance, 1);
        back += next.refund;
        balance = next.balance;
      }
      // Neither is a cent kept when the last piece is back, nor more given than was paid.
      return back - line.net || balance.left;
    });
    expect(lost).toBe(0);
  });

  test('by piece the order and the steps do not matter: so many pieces back are always the same sum', () => {
    const cases = fc.record({
      line: lines,
      cuts: fc.array(fc.nat(50), { maxLength: 10 }),
      others: fc.array(fc.nat(50), { maxLength: 10 }),
    });
    const lost = countLost('order of refunds', cases, ({ line, cuts, others }) => {
      const [one, other] = [backAfter(line, cuts), backAfter(line, others)];
      // Wherever both have come to the same number of pieces, and at the last one, which both have come to.
      return one.filter(
        (back, pieces) => back !== undefined && other[pieces] !== undefined && back !== other[pieces],
      ).length;
    });
    expect(lost).toBe(0);
  });

  test('two lines of an order: whichever is refunded first, each gets back the same', () => {
    const cases = fc.record({
      first: lines,
      second: lines,
      turns: fc.array(fc.boolean(), { maxLength: 60 }),
    });
    const lost = countLost('two lines', cases, ({ first, second, turns }) => {
      const ahead = playBoth(first, second, turns);
      const behind = playBoth(first, second, turns.toReversed());
      return ahead[0] - behind[0] || ahead[1] - behind[1];
    });
    expect(lost).toBe(0);
  });
});

interface Line {
  readonly net: number;
  readonly pieces: number;
}

/** What is back after so many pieces, taken in these cuts and then whole; undefined where no cut ended. */
function backAfter({ net, pieces }: Line, cuts: readonly number[]): readonly (number | undefined)[] {
  let balance = openingBalance(net, pieces);
  const back: (number | undefined)[] = [0];
  for (const cut of [...cuts, pieces]) {
    balance = refundPieces(balance, Math.min(cut, piecesLeft(balance))).balance;
    back[balance.done] = net - balance.left;
  }
  return back;
}

function playBoth(first: Line, second: Line, turns: readonly boolean[]): readonly [number, number] {
  const balances = [openingBalance(first.net, first.pieces), openingBalance(second.net, second.pieces)];
  for (const turn of turns) {
    const place = turn ? 0 : 1;
    const balance = balances[place];
    if (balance && piecesLeft(balance) > 0) balances[place] = refundPieces(balance, 1).balance;
  }
  return [balances[0]?.left ?? 0, balances[1]?.left ?? 0];
}

test('R34: commission taken back over any steps is what was due, and at each of them the rate times what is left', () => {
  const cases = fc.record({
    net: fc.nat(10_000_000),
    pieces: fc.integer({ min: 1, max: 50 }),
    rate: fc.nat(10_000),
    steps,
  });
  const lost = countLost('commission', cases, ({ net, pieces, rate, steps: taken }) => {
    const dueOf = (left: number) => commissionDue(rate, { policy: 'net', left });
    let balance = openingBalance(net, pieces);
    let due = dueOf(net);
    for (const step of taken) {
      const next = take(balance, step).balance;
      const back = dueOf(balance.left) - dueOf(next.left);
      if (back < 0) return 1;
      due -= back;
      balance = next;
    }
    const exact = (BigInt(balance.left) * BigInt(rate) * 2n + 10_000n) / 20_000n;
    return due - Number(exact);
  });
  expect(lost).toBe(0);
});
