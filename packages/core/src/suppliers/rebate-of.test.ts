import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RebateTier, rebateOf } from './rebate-of.ts';

const three = [{ threshold: 5_000_000, basisPoints: 300 }];
const threeAndFive = [...three, { threshold: 10_000_000, basisPoints: 500 }];

describe('rebate arithmetic (rules, section 4)', () => {
  test.each([
    ['60,000.00 → 1,800.00 [S] / 300.00', three, 6_000_000, 180_000, 30_000],
    ['exactly 50,000.00 → 0 [S]', three, 5_000_000, 0, 0],
    ['50,000.01 → 1,500.00 / 0.00', three, 5_000_001, 150_000, 0],
    [
      '3 % above 50,000 and 5 % above 100,000: 120,000.00 → 6,000.00 / 2,500.00',
      threeAndFive,
      12_000_000,
      600_000,
      250_000,
    ],
    [
      'exactly 100,000.00 stays in the lower tier: 3,000.00 / 1,500.00',
      threeAndFive,
      10_000_000,
      300_000,
      150_000,
    ],
    ['50,010.00 → 1,500.30 / 0.30', three, 5_001_000, 150_030, 30],
    ['49,994.00 → 0', three, 4_999_400, 0, 0],
    ['half a minor unit is rounded up, once', [{ threshold: 0, basisPoints: 50 }], 100, 1, 1],
    ['no tiers → 0', [], 6_000_000, 0, 0],
    [
      'more taken back than accepted → 0, also at threshold 0',
      [{ threshold: 0, basisPoints: 300 }],
      -1600,
      0,
      0,
    ],
    ['nothing bought is not above 0', [{ threshold: 0, basisPoints: 300 }], 0, 0, 0],
  ] as const)('section 4 rebate, R43: %s', (_case, tiers, volume, whole, marginal) => {
    expect(rebateOf(volume, tiers, 'whole')).toBe(whole);
    expect(rebateOf(volume, tiers, 'marginal')).toBe(marginal);
  });
});

const largest = 9_000_000_000_000;
const tiersOf = fc
  .uniqueArray(
    fc.record({
      threshold: fc.integer({ min: 0, max: largest }),
      basisPoints: fc.integer({ min: 0, max: 10_000 }),
    }),
    {
      maxLength: 8,
      selector: ({ threshold }) => threshold,
    },
  )
  .map((tiers): readonly RebateTier[] => tiers.toSorted((a, b) => a.threshold - b.threshold));
const volumeOf = fc.integer({ min: -1_000_000, max: largest });

/** The same in BigInt, slice by slice as the rule says it. */
function byHand(volume: number, tiers: readonly RebateTier[]): number {
  let sum = 0n;
  for (const [position, { threshold, basisPoints }] of tiers.entries()) {
    const upper = Math.min(volume, tiers[position + 1]?.threshold ?? volume);
    if (upper > threshold) sum += BigInt(upper - threshold) * BigInt(basisPoints);
  }
  return Number((2n * sum + 10_000n) / 20_000n);
}

test('rebate: marginal is every slice at its rate, rounded once, at any size', () => {
  fc.assert(
    fc.property(volumeOf, tiersOf, (volume, tiers) => {
      expect(rebateOf(volume, tiers, 'marginal')).toBe(byHand(volume, tiers));
    }),
  );
});

test('rebate: whole is the rate of the last tier passed, and never above the volume', () => {
  fc.assert(
    fc.property(volumeOf, tiersOf, (volume, tiers) => {
      const rebate = rebateOf(volume, tiers, 'whole');
      const last = tiers.findLast(({ threshold }) => volume > threshold);
      const expected =
        last === undefined ? 0n : (2n * BigInt(volume) * BigInt(last.basisPoints) + 10_000n) / 20_000n;
      expect(rebate).toBe(Number(expected));
      expect(rebate).toBeLessThanOrEqual(Math.max(0, volume));
    }),
  );
});

test('rebate: marginal never falls when the volume grows', () => {
  fc.assert(
    fc.property(volumeOf, fc.nat(1_000_000), tiersOf, (volume, more, tiers) => {
      expect(rebateOf(volume + more, tiers, 'marginal')).toBeGreaterThanOrEqual(
        rebateOf(volume, tiers, 'marginal'),
      );
    }),
  );
});
