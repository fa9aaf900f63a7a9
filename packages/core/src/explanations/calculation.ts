import { allocate, roundedShare, WHOLE_BASIS_POINTS } from '../shared/money.ts';

export const calculationKinds = [
  'given',
  'sum',
  'product',
  'share',
  'rate',
  'lowest',
  'pieces',
  'allocation',
] as const;

/** One step of arithmetic as a person can check it. Amounts are minor units. */
export interface Calculation {
  readonly operation: (typeof calculationKinds)[number];
  readonly inputs: Readonly<Record<string, number>>;
  /** Basis points, where one is applied. */
  readonly rate: number | null;
  /** The exact figures before rounding: `2699 × 1000 ÷ 10000 = 269.9`. */
  readonly exact: string;
  /** After the one rounding, half away from zero. */
  readonly rounded: number;
}

type Terms = Readonly<Record<string, number>>;

/** A figure that is a fact and follows from nothing else here. */
export function given(amount: number): Calculation {
  return { operation: 'given', inputs: {}, rate: null, exact: minus(amount), rounded: amount };
}

/** What is added up; what is taken off stands below zero, and what is nothing is left out. */
export function sumOf(terms: Terms): Calculation {
  const inputs = Object.fromEntries(Object.entries(terms).filter(([, amount]) => amount !== 0));
  const rounded = Object.values(inputs).reduce((sum, amount) => sum + amount, 0);
  return { operation: 'sum', inputs, rate: null, exact: addition(Object.values(inputs), rounded), rounded };
}

/** A sum of any number of like figures, which are not named one by one. */
export function sumOfAll(amounts: readonly number[]): Calculation {
  const shown = amounts.length > 12 ? [...amounts.slice(0, 12), restOf(amounts)] : amounts;
  return sumOf(Object.fromEntries(shown.map((amount, index) => [String(index + 1), amount])));
}

function restOf(amounts: readonly number[]): number {
  return amounts.slice(12).reduce((sum, amount) => sum + amount, 0);
}

/** One figure alone is no addition. */
function addition(amounts: readonly number[], sum: number): string {
  return amounts.length < 2 ? minus(sum) : `${signed(amounts)} = ${minus(sum)}`;
}

function signed(amounts: readonly number[]): string {
  const [first = 0, ...others] = amounts;
  const rest = others.map((amount) => `${amount < 0 ? '−' : '+'} ${String(Math.abs(amount))}`);
  return [minus(first), ...rest].join(' ');
}

export function productOf(amount: number, count: number): Calculation {
  const rounded = roundedShare(amount, count, 1);
  const exact = `${minus(amount)} × ${String(count)} = ${minus(rounded)}`;
  return { operation: 'product', inputs: { amount, count }, rate: null, exact, rounded };
}

/** `amount × numerator ÷ denominator`, rounded once. */
export function shareOf(amount: number, numerator: number, denominator: number): Calculation {
  const inputs = { amount, numerator, denominator };
  const exact = exactShare(amount, numerator, denominator);
  return {
    operation: 'share',
    inputs,
    rate: null,
    exact,
    rounded: roundedShare(amount, numerator, denominator),
  };
}

/** A rate in basis points of an amount, rounded once. */
export function rateOf(amount: number, rate: number): Calculation {
  return { ...shareOf(amount, rate, WHOLE_BASIS_POINTS), operation: 'rate', inputs: { amount }, rate };
}

export function lowestOf(terms: Terms): Calculation {
  const rounded = Math.min(...Object.values(terms));
  const exact = `min(${Object.values(terms).map(minus).join(', ')}) = ${minus(rounded)}`;
  return { operation: 'lowest', inputs: terms, rate: null, exact, rounded };
}

interface PieceRefund {
  readonly base: number;
  readonly pieces: number;
  readonly done: number;
  readonly back: number;
  readonly left: number;
}

/** A refund by piece (R31): what so many pieces come to, less what came back before, at most what is left. */
export function piecesOf({ base, pieces, done, back, left }: PieceRefund): Calculation {
  const until = roundedShare(base, done + back, pieces);
  const before = roundedShare(base, done, pieces);
  const rounded = Math.min(until - before, left);
  const held = rounded < until - before ? `, at most ${String(left)}` : '';
  const shares = [done + back, done].map((count) => `round(${exactShare(base, count, pieces)})`);
  const exact = `${shares.join(' − ')} = ${String(until)} − ${String(before)} = ${String(until - before)}${held}`;
  return { operation: 'pieces', inputs: { base, pieces, done, back, left }, rate: null, exact, rounded };
}

/** One part of a sum that was split by largest remainder: its floor, and one unit more where the remainder earned it. */
export function allocationOf(total: number, weights: readonly number[], position: number): Calculation {
  const weight = weights[position] ?? 0;
  const all = weights.reduce((sum, one) => sum + one, 0);
  const rounded = all === 0 ? 0 : (allocate(total, weights)[position] ?? 0);
  const product = BigInt(total) * BigInt(weight);
  const floor = all === 0 ? 0 : Number(product / BigInt(all));
  const remainder = all === 0 ? 0 : Number(product % BigInt(all));
  const inputs = { total, weight, weights: all, floor, remainder };
  const exact = all === 0 ? '0' : `${exactShare(total, weight, all)} → ${String(rounded)}`;
  return { operation: 'allocation', inputs, rate: null, exact, rounded };
}

function exactShare(amount: number, numerator: number, denominator: number): string {
  const terms = denominator === 1 ? '' : ` ÷ ${String(denominator)}`;
  return `${minus(amount)} × ${minus(numerator)}${terms} = ${quotient(amount, numerator, denominator)}`;
}

/** The exact quotient: decimals where they end, else the whole and the fraction that remains. */
function quotient(amount: number, numerator: number, denominator: number): string {
  const product = BigInt(amount) * BigInt(numerator);
  const size = product < 0n ? -product : product;
  const divisor = BigInt(denominator);
  const whole = size / divisor;
  const remainder = size % divisor;
  const sign = product < 0n ? '−' : '';
  if (remainder === 0n) return `${sign}${String(whole)}`;
  const scaled = remainder * 1_000_000n;
  if (scaled % divisor !== 0n) {
    const mixed = `${String(whole)} + ${String(remainder)}/${String(divisor)}`;
    return sign === '' ? mixed : `${sign}(${mixed})`;
  }
  const decimals = String(scaled / divisor)
    .padStart(6, '0')
    .replace(/0+$/, '');
  return `${sign}${String(whole)}.${decimals}`;
}

function minus(amount: number): string {
  return amount < 0 ? `−${String(-amount)}` : String(amount);
}
