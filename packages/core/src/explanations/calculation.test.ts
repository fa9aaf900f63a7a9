import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, roundedShare } from '../shared/money.ts';
import { allocationOf, given, piecesOf, productOf, rateOf, shareOf, sumOf, sumOfAll } from './calculation.ts';
import { sayIn } from './explained.ts';

describe('arithmetic as people check it', () => {
  test.each([
    [rateOf(2699, 1000), '2699 × 1000 ÷ 10000 = 269.9', 270],
    [rateOf(1781, 1200), '1781 × 1200 ÷ 10000 = 213.72', 214],
    // Half away from zero, on both sides of it.
    [rateOf(20, 1250), '20 × 1250 ÷ 10000 = 2.5', 3],
    [rateOf(-20, 1250), '−20 × 1250 ÷ 10000 = −2.5', -3],
    [shareOf(1000, 2, 3), '1000 × 2 ÷ 3 = 666 + 2/3', 667],
    [shareOf(-1000, 2, 3), '−1000 × 2 ÷ 3 = −(666 + 2/3)', -667],
    // Decimals that would never end are a fraction; beyond what a float holds the digits are still right.
    [
      shareOf(9_000_000_000_000, 9999, 10_000),
      '9000000000000 × 9999 ÷ 10000 = 8999100000000',
      8_999_100_000_000,
    ],
    [productOf(1000, 3), '1000 × 3 = 3000', 3000],
    [sumOf({ goods: 3000, discount: -301, nothing: 0 }), '3000 − 301 = 2699', 2699],
    [sumOf({}), '0', 0],
    [given(-50), '−50', -50],
    [allocationOf(500, [3000, 1980], 0), '500 × 3000 ÷ 4980 = 301 + 1020/4980 → 301', 301],
    [allocationOf(500, [3000, 1980], 1), '500 × 1980 ÷ 4980 = 198 + 3960/4980 → 199', 199],
  ])('%o', (calculation, exact, rounded) => {
    expect(calculation).toMatchObject({ exact, rounded });
  });

  test('a long sum names its first dozen and the rest together', () => {
    const { exact, rounded } = sumOfAll(Array.from({ length: 40 }, () => 7));
    expect(exact).toBe(`${Array.from({ length: 12 }, () => '7').join(' + ')} + 196 = 280`);
    expect(rounded).toBe(280);
  });

  test('sums as they are written in yuan, yen and dinar', () => {
    const written = ['CNY', 'JPY', 'KWD'].map((currency) => [
      sayIn(currency).zh(1234),
      sayIn(currency).en(-5),
    ]);
    expect(written).toEqual([
      ['12.34 元', '-0.05 CNY'],
      ['1234 JPY', '-5 JPY'],
      ['1.234 KWD', '-0.005 KWD'],
    ]);
  });
});

test('property: what is written comes to what the core reckons, and the written fraction is exact', () => {
  const amount = fc.integer({ min: 0, max: 1_000_000_000 });
  fc.assert(
    fc.property(amount, fc.array(amount, { minLength: 1, maxLength: 6 }), fc.nat(5), (total, weights, at) => {
      const all = weights.reduce((sum, weight) => sum + weight, 0);
      fc.pre(all > 0 && at < weights.length);
      const part = allocationOf(total, weights, at);
      expect(part.rounded).toBe(allocate(total, weights)[at]);
      const { floor = 0, remainder = 0, weight = 0 } = part.inputs;
      expect(BigInt(floor) * BigInt(all) + BigInt(remainder)).toBe(BigInt(total) * BigInt(weight));
    }),
  );
  fc.assert(
    fc.property(amount, fc.integer({ min: 1, max: 99 }), fc.nat(98), fc.nat(98), (base, pieces, one, two) => {
      const done = Math.min(one, pieces - 1);
      const back = Math.min(two, pieces - done);
      const { rounded } = piecesOf({ base, pieces, done, back, left: base });
      expect(rounded).toBe(roundedShare(base, done + back, pieces) - roundedShare(base, done, pieces));
    }),
  );
});
