import { createClient } from '@libsql/client';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate, assertWholeNumber, basisPointsOf, roundedShare, roundedShareSql } from './money.ts';

const amounts = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
const safeIntegers = fc.maxSafeInteger();
const divisors = fc.integer({ min: 1, max: 1_000_000 });

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, part) => total + part, 0);
}

/** The definition of section 4, in BigInt throughout. */
function definition(amount: number, numerator: number, denominator: number): bigint {
  const product = BigInt(amount) * BigInt(numerator);
  const size = product < 0n ? -product : product;
  const rounded = (2n * size + BigInt(denominator)) / (2n * BigInt(denominator));
  return product < 0n ? -rounded : rounded;
}

describe('section 4 round', () => {
  test('section 4 round: 2.5 → 3, −2.5 → −3', () => {
    expect(roundedShare(5, 1, 2)).toBe(3);
    expect(roundedShare(-5, 1, 2)).toBe(-3);
    expect(roundedShare(5, -1, 2)).toBe(-3);
    expect(roundedShare(-5, -1, 2)).toBe(3);
  });

  test('section 4 round: 12.5 % of 0.20 = 0.03, of −0.20 = −0.03', () => {
    expect(basisPointsOf(20, 1250)).toBe(3);
    expect(basisPointsOf(-20, 1250)).toBe(-3);
  });

  test('section 4 round: below the half goes down, nothing is −0', () => {
    expect(roundedShare(49, 1, 100)).toBe(0);
    expect(Object.is(roundedShare(-49, 1, 100), 0)).toBe(true);
    expect(roundedShare(-50, 1, 100)).toBe(-1);
    expect(Object.is(roundedShare(0, -7, 3), 0)).toBe(true);
  });

  test('section 4 round: BigInt once |a·n| > 4.5 × 10¹⁵', () => {
    expect(roundedShare(9_007_199_254_740_991, 9999, 10_000)).toBe(9_006_298_534_815_517);
    expect(roundedShare(-9_007_199_254_740_991, 1, 2)).toBe(-4_503_599_627_370_496);
    expect(roundedShare(3, 1, 9_007_199_254_740_991)).toBe(0);
  });

  test('section 4 round: equals the definition for every safe integer whose result is safe', () => {
    fc.assert(
      fc.property(
        safeIntegers,
        fc.integer(),
        fc.oneof(
          divisors,
          fc.maxSafeNat().map((n) => n || 1),
        ),
        (a, n, d) => {
          const expected = definition(a, n, d);
          fc.pre(expected <= BigInt(Number.MAX_SAFE_INTEGER) && expected >= BigInt(Number.MIN_SAFE_INTEGER));
          expect(BigInt(roundedShare(a, n, d))).toBe(expected);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('section 4 round: agrees with the definition on both sides of the bound', () => {
    const nearTheBound = fc.integer({ min: 4_499_999_999_999_000, max: 4_500_000_000_001_000 });
    fc.assert(
      fc.property(nearTheBound, fc.constantFrom(1, -1), divisors, (a, n, d) => {
        expect(BigInt(roundedShare(a, n, d))).toBe(definition(a, n, d));
      }),
    );
  });

  test('section 4 round: refuses floats, NaN, a denominator of 0 and results that are not safe', () => {
    expect(() => roundedShare(0.5, 1, 2)).toThrow(RangeError);
    expect(() => roundedShare(1, Number.NaN, 2)).toThrow('numerator');
    expect(() => roundedShare(1, 1, 0)).toThrow('greater than zero');
    expect(() => roundedShare(1, 1, -2)).toThrow('greater than zero');
    expect(() => roundedShare(Number.MAX_SAFE_INTEGER, 3, 2)).toThrow('result');
    expect(() => assertWholeNumber(Number.MAX_SAFE_INTEGER + 1, 'amount')).toThrow('amount');
  });

  test('[S] apples: 10 % of 10.00 = 1.00; potatoes: 0.50 × 1,000 = 500.00; rebate: 3 % of 60,000.00 = 1,800.00', () => {
    expect(basisPointsOf(10_00, 1000)).toBe(1_00);
    expect(roundedShare(50, 1000, 1)).toBe(500_00);
    expect(basisPointsOf(60_000_00, 300)).toBe(1_800_00);
  });
});

describe('section 4 largest remainder', () => {
  test('section 4 largest remainder: 5.00 over 3 × 10.00 → 1.67, 1.67, 1.66', () => {
    expect(allocate(500, [1000, 1000, 1000])).toEqual([167, 167, 166]);
  });

  test('section 4 largest remainder: 5.00 over 30.00 and 19.80 → 3.01, 1.99', () => {
    expect(allocate(500, [3000, 1980])).toEqual([301, 199]);
  });

  test('section 4 largest remainder: fault 0.05, half supplier, half leader → 0.03, 0.02', () => {
    expect(allocate(5, [5000, 5000])).toEqual([3, 2]);
  });

  test('section 4 largest remainder: a negative total is that of its absolute value, negated', () => {
    expect(allocate(-500, [1000, 1000, 1000])).toEqual([-167, -167, -166]);
    expect(allocate(-1, [1, 1]).every((part) => !Object.is(part, -0))).toBe(true);
  });

  test('section 4 largest remainder: weight 0 gets 0, also when a unit is left over', () => {
    expect(allocate(1, [0, 1, 0, 1])).toEqual([0, 1, 0, 0]);
  });

  test('section 4 largest remainder: weights that sum to 0 take nothing but 0', () => {
    expect(allocate(0, [0, 0])).toEqual([0, 0]);
    expect(allocate(0, [])).toEqual([]);
    expect(() => allocate(1, [0, 0])).toThrow(RangeError);
    expect(() => allocate(1, [])).toThrow(RangeError);
  });

  test('section 4 largest remainder: refuses negative and unsafe weights', () => {
    expect(() => allocate(1, [2, -1])).toThrow('negative');
    expect(() => allocate(1, [0.5])).toThrow('weight');
    expect(() => allocate(1, [Number.MAX_SAFE_INTEGER, 1])).toThrow('sum of the weights');
    expect(() => allocate(1.5, [1])).toThrow('total');
  });

  test('section 4 largest remainder: the parts sum to the whole, each within one unit of its exact share', () => {
    const weights = fc.array(fc.nat({ max: 2_000_000_000 }), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(fc.oneof(amounts, safeIntegers), weights, (total, list) => {
        fc.pre(sum(list) > 0);
        const parts = allocate(total, list);
        expect(parts.reduce((whole, part) => whole + BigInt(part), 0n)).toBe(BigInt(total));
        for (const [index, part] of parts.entries()) {
          const exact = BigInt(total) * BigInt(list[index] ?? 0);
          const distance = BigInt(part) * BigInt(sum(list)) - exact;
          expect(distance < BigInt(sum(list)) && -distance < BigInt(sum(list))).toBe(true);
          if (list[index] === 0) expect(part).toBe(0);
        }
      }),
    );
  });

  test('section 4 largest remainder: equal weights differ by one unit at most, the earlier one has it', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 1, max: 50 }), (total, count) => {
        const parts = allocate(
          total,
          Array.from({ length: count }, () => 7),
        );
        expect(parts).toEqual(parts.toSorted((a, b) => b - a));
        expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('section 4 round in SQL', () => {
  test('section 4 round: the same formula in SQL, on numbers bound as parameters', async () => {
    const client = createClient({ url: ':memory:' });
    const half = roundedShareSql('?1', '?2', '?3');
    const answer = await client.execute({
      sql: `SELECT ${half} AS share, typeof(${half}) AS type`,
      args: [-5, 1, 2],
    });
    expect(answer.rows[0]).toMatchObject({ share: -3, type: 'integer' });
    client.close();
  });

  test('section 4 round: SQL equals roundedShare on random values up to 4.5 × 10¹⁵', async () => {
    const client = createClient({ url: ':memory:' });
    const expression = roundedShareSql('value ->> 0', 'value ->> 1', 'value ->> 2');
    const large = fc.integer({ min: -4_500_000_000_000_000, max: 4_500_000_000_000_000 });
    const triple = fc.oneof(
      fc.tuple(fc.integer({ min: -2_000_000, max: 2_000_000 }), fc.integer(), divisors),
      fc.tuple(large, fc.constantFrom(1, -1), divisors),
      fc.tuple(
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: -9, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(triple, { minLength: 20, maxLength: 100 }), async (triples) => {
        const sql = `SELECT ${expression} AS share FROM json_each(?1) ORDER BY key`;
        const answer = await client.execute({ sql, args: [JSON.stringify(triples)] });
        expect(answer.rows.map((row) => row['share'])).toEqual(
          triples.map(([a, n, d]) => roundedShare(a, n, d)),
        );
      }),
      { numRuns: 30 },
    );
    client.close();
  });

  test('section 4 round: an unnumbered parameter would be bound twice and is refused', () => {
    expect(() => roundedShareSql('?', '1', '2')).toThrow(RangeError);
    expect(roundedShareSql('price', 'rate', '10000')).toContain('CAST((rate) AS INTEGER)');
  });
});
