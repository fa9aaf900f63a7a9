/** Rates are basis points: 10,000 of them are the whole. */
export const WHOLE_BASIS_POINTS = 10_000;

/** Below these bounds `2·|a·n| + d` stays under 2^53, so that plain numbers are exact. */
const EXACT_PRODUCT = 4.5e15;
const EXACT_DENOMINATOR = 7e12;

/**
 * Ends with a RangeError unless `value` is a whole number that JavaScript represents exactly.
 * Every amount (minor units), quantity, weight in grams and rate in basis points is one.
 */
export function assertWholeNumber(value: number, name: string): void {
  if (!Number.isSafeInteger(value)) throw new RangeError(`${name} must be a safe integer, got ${value}`);
}

/** Ends with a RangeError unless `value` is a whole number as `assertWholeNumber` wants it, and not below zero. */
export function assertNotNegative(value: number, name: string): void {
  assertWholeNumber(value, name);
  if (value < 0) throw new RangeError(`${name} must not be negative, got ${value}`);
}

/**
 * The one rounding rule: `amount × numerator ÷ denominator`, half away from zero, in integers only.
 *
 * @param amount minor units, of either sign
 * @param denominator greater than zero
 * @throws RangeError when an argument or the result is no safe integer, or the denominator is not positive
 * @example roundedShare(20, 1250, 10_000) // 3: 12.5 % of 0.20
 */
export function roundedShare(amount: number, numerator: number, denominator: number): number {
  assertWholeNumber(amount, 'amount');
  assertWholeNumber(numerator, 'numerator');
  assertWholeNumber(denominator, 'denominator');
  if (denominator <= 0) throw new RangeError(`denominator must be greater than zero, got ${denominator}`);
  const product = Math.abs(amount * numerator);
  const isExact = product <= EXACT_PRODUCT && denominator <= EXACT_DENOMINATOR;
  const size = isExact ? roundedQuotient(product, denominator) : exactShare(amount, numerator, denominator);
  // Never −0: it is equal to 0, but prints and compares as something else.
  return size === 0 ? 0 : size * Math.sign(amount) * Math.sign(numerator);
}

function roundedQuotient(size: number, denominator: number): number {
  const doubled = 2 * size + denominator;
  // Taking the remainder off first makes the division exact; a float quotient could round up to the next integer.
  return (doubled - (doubled % (2 * denominator))) / (2 * denominator);
}

function exactShare(amount: number, numerator: number, denominator: number): number {
  const product = BigInt(amount) * BigInt(numerator);
  const size = product < 0n ? -product : product;
  const divisor = BigInt(denominator);
  return safeNumber((2n * size + divisor) / (2n * divisor));
}

function safeNumber(value: bigint): number {
  const result = Number(value);
  assertWholeNumber(result, 'result');
  return result;
}

/**
 * A rate of an amount, rounded once: `basisPointsOf(1000, 1000)` is 10 % of 10.00 = 100.
 *
 * @throws RangeError as `roundedShare`
 */
export function basisPointsOf(amount: number, basisPoints: number): number {
  return roundedShare(amount, basisPoints, WHOLE_BASIS_POINTS);
}

/**
 * Splits a total by weights so that the parts always sum to it: floors first, then one unit each by largest
 * remainder, ties by position. A negative total is split by its absolute value and negated; weight 0 gets 0.
 *
 * @param total minor units, of either sign
 * @param weights whole numbers, none below zero
 * @throws RangeError when a weight is negative, a number is not safe, or the weights sum to 0 and the total does
 * not: there is nobody whom the money could belong to, and giving it to the first would be a guess
 * @example allocate(500, [3000, 1980]) // [301, 199]
 */
export function allocate(total: number, weights: readonly number[]): number[] {
  assertWholeNumber(total, 'total');
  const weightSum = sumOfWeights(weights);
  if (total === 0) return weights.map(() => 0);
  if (weightSum === 0) throw new RangeError(`cannot split ${total} over weights that sum to 0`);
  const shares = weights.map((weight, position) => floorShare(Math.abs(total), weight, weightSum, position));
  const missing = Math.abs(total) - shares.reduce((sum, share) => sum + share.floor, 0);
  const topUps = new Set(byRemainder(shares).slice(0, missing));
  const sign = Math.sign(total);
  return shares.map((share) => (share.floor + (topUps.has(share) ? 1 : 0)) * sign || 0);
}

/**
 * `amount × numerator ÷ denominator`, rounded down: for limits, which nothing may pass.
 *
 * @param amount minor units, not below zero, as are the others
 * @throws RangeError when an argument or the result is no safe integer, or the denominator is not positive
 * @example flooredShare(5, 3000, 10_000) // 1: at most 30 % of 0.05
 */
export function flooredShare(amount: number, numerator: number, denominator: number): number {
  assertNotNegative(amount, 'amount');
  assertNotNegative(numerator, 'numerator');
  assertNotNegative(denominator, 'denominator');
  if (denominator === 0) throw new RangeError('denominator must be greater than zero, got 0');
  const { floor } = floorShare(amount, numerator, denominator, 0);
  assertWholeNumber(floor, 'result');
  return floor;
}

interface Share {
  readonly position: number;
  readonly floor: number;
  readonly remainder: number;
}

function floorShare(total: number, weight: number, weightSum: number, position: number): Share {
  const product = total * weight;
  if (product <= EXACT_PRODUCT) {
    const remainder = product % weightSum;
    return { position, floor: (product - remainder) / weightSum, remainder };
  }
  const exact = BigInt(total) * BigInt(weight);
  const divisor = BigInt(weightSum);
  return { position, floor: Number(exact / divisor), remainder: Number(exact % divisor) };
}

function byRemainder(shares: readonly Share[]): Share[] {
  return shares.toSorted((a, b) => b.remainder - a.remainder || a.position - b.position);
}

function sumOfWeights(weights: readonly number[]): number {
  let sum = 0;
  for (const weight of weights) {
    assertNotNegative(weight, 'weight');
    sum += weight;
  }
  assertWholeNumber(sum, 'sum of the weights');
  return sum;
}

/**
 * The SQL text of `roundedShare(amount, numerator, denominator)` over integer expressions (columns, numbered
 * parameters): each may appear more than once, so an unnumbered `?` is refused.
 * The casts matter: JavaScript numbers bind as REAL, and a REAL would divide with a fraction.
 * Exact while `|amount × numerator|` is below 4.6 × 10^18; NULL when an argument is NULL or the denominator is 0.
 *
 * @throws RangeError for an expression with an unnumbered parameter
 */
export function roundedShareSql(amount: string, numerator: string, denominator: string): string {
  const [a, n, d] = [amount, numerator, denominator].map(integerSql);
  return `(CASE WHEN ${a} * ${n} < 0 THEN -1 ELSE 1 END * ((2 * abs(${a} * ${n}) + ${d}) / (2 * ${d})))`;
}

function integerSql(expression: string): string {
  if (/\?(?!\d)/.test(expression)) throw new RangeError(`number the parameters of ${expression}: ?1, ?2`);
  return `CAST((${expression}) AS INTEGER)`;
}
