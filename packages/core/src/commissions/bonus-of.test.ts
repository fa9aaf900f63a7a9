import fc from 'fast-check';
import { expect, test } from 'vitest';
import { roundedShare } from '../shared/money.ts';
import { bonusOf, stepReached, type TargetStep, withheldOf, worthOf } from './bonus-of.ts';

const sum = (threshold: number, bonus: number): TargetStep => ({ threshold, bonus, basisPoints: null });
const part = (threshold: number, basisPoints: number): TargetStep => ({
  threshold,
  bonus: null,
  basisPoints,
});

test('R40: a step is reached by sales of exactly its threshold; only the highest one pays', () => {
  const steps = [sum(2000, 100), sum(3000, 500), part(9000, 1000)];
  expect([0, 1999, 2000, 2999, 3000, 8999, 9000, 12_345].map((sales) => bonusOf(steps, sales))).toEqual([
    0, 0, 100, 100, 500, 500, 900, 1235,
  ]);
  expect(withheldOf({ withheldAmount: null, withheldBasisPoints: 1250 }, 20)).toBe(3);
});

/** Steps as the shop may set them: rising thresholds, none that pays less than the one before. */
const stepsOf = fc
  .uniqueArray(
    fc.record({
      threshold: fc.integer({ min: 1, max: 5_000_000 }),
      worth: fc.nat(10_000),
      rate: fc.boolean(),
    }),
    {
      minLength: 1,
      maxLength: 8,
      selector: ({ threshold }) => threshold,
    },
  )
  .map((wished) =>
    wished
      .toSorted((first, second) => first.threshold - second.threshold)
      .reduce<TargetStep[]>((steps, { threshold, worth, rate }) => {
        const step = rate ? part(threshold, Math.max(1, worth)) : sum(threshold, worth + 1);
        const before = steps.at(-1);
        return before && worthOf(step, threshold) < worthOf(before, threshold) ? steps : [...steps, step];
      }, []),
  );

test('R40: selling more never pays less, and nothing but one step is ever paid', () => {
  fc.assert(
    fc.property(stepsOf, fc.nat(10_000_000), fc.nat(1_000_000), (steps, sales, more) => {
      const bonus = bonusOf(steps, sales);
      expect(bonusOf(steps, sales + more)).toBeGreaterThanOrEqual(bonus);
      const reached = steps.filter(({ threshold }) => threshold <= sales).at(-1);
      const expected =
        reached === undefined ? 0 : (reached.bonus ?? roundedShare(sales, reached.basisPoints ?? 0, 10_000));
      expect(bonus).toBe(expected);
      expect(steps[stepReached(steps, sales) - 1]).toBe(reached);
    }),
    { numRuns: 2000 },
  );
});
