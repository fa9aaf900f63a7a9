import {
  assertNotNegative,
  assertWholeNumber,
  basisPointsOf,
  roundedShare,
  WHOLE_BASIS_POINTS,
} from './money.ts';

/**
 * R8: what a lower price gives back. Amount discounts (a coupon, the first order) stay as they are; percent
 * discounts would have been smaller on the lower price, so they take their part of the drop, one after the other.
 * `adjustPrice` of `cumulative.ts` holds it to what is left.
 *
 * @param drop minor units of the price difference before discounts
 * @param percentDiscounts basis points of each percent discount on the line, in the order they were applied
 * @throws RangeError when the drop is negative or a rate outside 0–10,000
 */
export function discountedDrop(drop: number, percentDiscounts: readonly number[]): number {
  assertNotNegative(drop, 'drop');
  return percentDiscounts.reduce((rest, basisPoints) => {
    assertRate(basisPoints);
    return rest - basisPointsOf(rest, basisPoints);
  }, drop);
}

export interface TierDrop {
  /** Unit price accepted, minor units. */
  readonly unitPrice: number;
  /** Unit price of the tier reached, minor units. */
  readonly tierPrice: number;
  readonly pieces: number;
}

/** The price difference of a tier reached, before R8, in minor units; 0 when the tier is no lower. */
export function tierDrop({ unitPrice, tierPrice, pieces }: TierDrop): number {
  return roundedShare(Math.max(0, unitPrice - tierPrice), pieces, 1);
}

export interface WeighedDrop {
  /** Minor units for one sale unit, after a tier. */
  readonly unitPrice: number;
  readonly pieces: number;
  /** Packed weight of these pieces together. */
  readonly grams: number;
  readonly gramsPerUnit: number;
}

/**
 * R27: what too light a bag gives back before R8, in minor units:
 * `max(0, unit price × pieces − round(unit price × grams ÷ grams per unit))`. Over-weight is free.
 *
 * @throws RangeError when a number is negative or not whole, or `gramsPerUnit` is 0
 * @example weighedDrop({ unitPrice: 1000, pieces: 3, grams: 1432, gramsPerUnit: 500 }) // 136
 */
export function weighedDrop({ unitPrice, pieces, grams, gramsPerUnit }: WeighedDrop): number {
  assertNotNegative(unitPrice, 'unitPrice');
  assertNotNegative(pieces, 'pieces');
  assertNotNegative(grams, 'grams');
  return Math.max(0, roundedShare(unitPrice, pieces, 1) - roundedShare(unitPrice, grams, gramsPerUnit));
}

/** R27: a weight outside 50–150 % of the nominal one is asked again and never makes a price. Bounds belong to it. */
export function isPlausibleWeight(grams: number, gramsPerUnit: number, pieces: number): boolean {
  const nominal = gramsPerUnit * pieces;
  return 2 * grams >= nominal && 2 * grams <= 3 * nominal;
}

export interface WeighedReceipt {
  /** Grams accepted. */
  readonly grams: number;
  readonly gramsPerUnit: number;
  /** How much lighter than nominal a unit may be, in basis points: 500 = 5 %. */
  readonly toleranceBasisPoints: number;
  /** Sale units ordered: never more than these are filled. */
  readonly ordered: number;
}

/**
 * R27: the sale units that received grams fill: `floor(grams ÷ (grams per unit × (100 % − tolerance)))`, at most
 * those ordered. The packed weight settles the rest.
 *
 * @throws RangeError when `gramsPerUnit` is not positive or the tolerance is outside 0–9,999
 * @example unitsFilled({ grams: 19_900, gramsPerUnit: 500, toleranceBasisPoints: 500, ordered: 40 }) // 40
 */
export function unitsFilled({ grams, gramsPerUnit, toleranceBasisPoints, ordered }: WeighedReceipt): number {
  assertNotNegative(grams, 'grams');
  assertNotNegative(ordered, 'ordered');
  assertRate(toleranceBasisPoints);
  const lightestUnit = gramsPerUnit * (WHOLE_BASIS_POINTS - toleranceBasisPoints);
  assertWholeNumber(lightestUnit, 'lightest unit');
  if (lightestUnit <= 0) throw new RangeError(`a unit must weigh something, got ${gramsPerUnit} g`);
  const scaled = grams * WHOLE_BASIS_POINTS;
  assertWholeNumber(scaled, 'grams × 10,000');
  return Math.min(ordered, (scaled - (scaled % lightestUnit)) / lightestUnit);
}

function assertRate(basisPoints: number): void {
  assertNotNegative(basisPoints, 'basis points');
  if (basisPoints > WHOLE_BASIS_POINTS)
    throw new RangeError(`basis points must be at most 10,000, got ${basisPoints}`);
}
