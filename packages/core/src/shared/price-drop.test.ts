import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { adjustPrice, openingBalance } from './cumulative.ts';
import { discountedDrop, isPlausibleWeight, tierDrop, unitsFilled, weighedDrop } from './price-drop.ts';

/** What goes back when the tier 10.00 is reached on one piece bought at 12.00 for `net`. */
function tierRefund(net: number, percentDiscounts: readonly number[]): number {
  const drop = discountedDrop(tierDrop({ unitPrice: 1200, tierPrice: 1000, pieces: 1 }), percentDiscounts);
  return adjustPrice(openingBalance(net, 1), drop).refund;
}

describe('R8 tier refund', () => {
  test('R8 tier refund 12 → 10: plain 2.00; with 5.00 off 2.00 (7.00 → 5.00)', () => {
    expect(tierRefund(1200, [])).toBe(200);
    expect(tierRefund(700, [])).toBe(200);
  });

  test('R8 tier refund 12 → 10: with 10 % off 1.80', () => {
    expect(tierRefund(1080, [1000])).toBe(180);
  });

  test('R8 tier refund 12 → 10: with 11.50 off 0.50', () => {
    expect(tierRefund(50, [])).toBe(50);
  });

  test('R8 two percent discounts take their part one after the other', () => {
    expect(discountedDrop(200, [1000, 5000])).toBe(90);
    expect(() => discountedDrop(200, [10_001])).toThrow(RangeError);
  });

  test('R8 the drop never grows and never changes sign', () => {
    const rates = fc.array(fc.integer({ min: 0, max: 10_000 }), { maxLength: 4 });
    fc.assert(
      fc.property(fc.nat(), rates, (drop, percents) => {
        const rest = discountedDrop(drop, percents);
        expect(rest).toBeGreaterThanOrEqual(0);
        expect(rest).toBeLessThanOrEqual(drop);
      }),
    );
  });

  test('R7 a price accepted never rises: a dearer tier drops nothing', () => {
    expect(tierDrop({ unitPrice: 1000, tierPrice: 1200, pieces: 3 })).toBe(0);
  });
});

describe('R27 weighed goods', () => {
  const threeJin = { unitPrice: 1000, pieces: 3, gramsPerUnit: 500 };

  test('R27 weighed: 3 斤 at 10.00, 1,432 g of 1,500: 28.64, refund 1.36', () => {
    expect(weighedDrop({ ...threeJin, grams: 1432 })).toBe(136);
  });

  test('R27 weighed: the same with 5.00 off: 25.00 → 23.64', () => {
    const drop = discountedDrop(weighedDrop({ ...threeJin, grams: 1432 }), []);
    expect(adjustPrice(openingBalance(2500, 3), drop).balance.left).toBe(2364);
  });

  test('R27 weighed: over-weight is free, the exact weight drops nothing', () => {
    expect(weighedDrop({ ...threeJin, grams: 1600 })).toBe(0);
    expect(weighedDrop({ ...threeJin, grams: 1500 })).toBe(0);
  });

  test('R27 weighed: the drop stays within 0 and the price, and falls as the bag gets heavier', () => {
    const prices = fc.nat({ max: 100_000 });
    const sizes = fc.integer({ min: 1, max: 5000 });
    fc.assert(
      fc.property(
        prices,
        fc.nat({ max: 50 }),
        sizes,
        fc.nat({ max: 100_000 }),
        (unitPrice, pieces, gramsPerUnit, grams) => {
          const drop = weighedDrop({ unitPrice, pieces, gramsPerUnit, grams });
          expect(drop).toBeGreaterThanOrEqual(0);
          expect(drop).toBeLessThanOrEqual(unitPrice * pieces);
          expect(weighedDrop({ unitPrice, pieces, gramsPerUnit, grams: grams + 1 })).toBeLessThanOrEqual(
            drop,
          );
        },
      ),
    );
  });

  test('R27 weight outside 50–150 % of nominal is asked again; the bounds are inside', () => {
    expect([749, 750, 2250, 2251].map((grams) => isPlausibleWeight(grams, 500, 3))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test('R27 receipt: 19,900 g for 40 斤 fills 40 (strict would be 39)', () => {
    const receipt = { grams: 19_900, gramsPerUnit: 500, ordered: 40 };
    expect(unitsFilled({ ...receipt, toleranceBasisPoints: 500 })).toBe(40);
    expect(unitsFilled({ ...receipt, toleranceBasisPoints: 0 })).toBe(39);
  });

  test('R27 receipt: exactly 95 % of each is enough, one gram less is not', () => {
    const receipt = { gramsPerUnit: 500, toleranceBasisPoints: 500, ordered: 40 };
    expect(unitsFilled({ ...receipt, grams: 19_000 })).toBe(40);
    expect(unitsFilled({ ...receipt, grams: 18_999 })).toBe(39);
    expect(unitsFilled({ ...receipt, grams: 0 })).toBe(0);
  });

  test('R27 refuses units that weigh nothing and negative weights', () => {
    expect(() => weighedDrop({ ...threeJin, grams: -1 })).toThrow('grams');
    expect(() => weighedDrop({ ...threeJin, gramsPerUnit: 0, grams: 1 })).toThrow(RangeError);
    expect(() => unitsFilled({ grams: 1, gramsPerUnit: 0, toleranceBasisPoints: 0, ordered: 1 })).toThrow(
      'weigh',
    );
  });
});
