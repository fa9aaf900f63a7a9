import { assertWholeNumber } from './money.ts';
import { quoted } from './quoted.ts';

/**
 * ISO 4217 currencies without two decimals. Not taken from Intl: its figures follow common use instead of ISO
 * (HUF 0, IQD 0) and move with the runtime, and a digit that moved would change every stored amount by a factor.
 */
const DIGITS_BESIDE_TWO = new Map<string, number>([
  ...digitsOf(0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'),
  ...digitsOf(3, 'BHD IQD JOD KWD LYD OMR TND'),
  ...digitsOf(4, 'CLF UYW'),
]);

/** Decimals of the currencies that do not have two, for pages that write amounts themselves. */
export const currenciesBesideTwoDigits: Readonly<Record<string, number>> =
  Object.fromEntries(DIGITS_BESIDE_TWO);

/** How people write a currency beside its code and symbols. */
const WRITTEN_AS = new Map([
  ['CNY', ['元', 'RMB']],
  ['JPY', ['円']],
]);

/** Why a text is no amount of the currency. */
export type AmountProblemCode = 'empty' | 'not_an_amount' | 'negative' | 'too_many_decimals' | 'too_large';

/** An amount in minor units, or what is wrong with the text and how to write it. */
export type ParsedAmount =
  | { readonly ok: true; readonly minor: number }
  | { readonly ok: false; readonly code: AmountProblemCode; readonly message: string };

export interface AmountOptions {
  /** Accept amounts below zero; default false. */
  readonly allowNegative?: boolean;
}

/** Whether `text` is the code of a currency in use, in capitals: `CNY`, not `cny`. */
export function isCurrency(text: string): boolean {
  return (
    /^[A-Z]{3}$/.test(text) &&
    (DIGITS_BESIDE_TWO.has(text) || Intl.supportedValuesOf('currency').includes(text))
  );
}

/**
 * Decimals of a currency by ISO 4217: 2 for CNY, 0 for JPY, 3 for KWD.
 *
 * @throws RangeError when the code is no currency
 */
export function currencyDigits(currency: string): number {
  if (!isCurrency(currency)) throw new RangeError(`no ISO 4217 currency: ${currency}`);
  return DIGITS_BESIDE_TWO.get(currency) ?? 2;
}

/**
 * Minor units as a plain decimal, without symbol or grouping, for sheets and interfaces: `1250` → `"12.50"`.
 *
 * @throws RangeError when `minor` is no safe integer or the code no currency
 */
export function formatAmount(minor: number, currency: string): string {
  assertWholeNumber(minor, 'amount');
  const digits = currencyDigits(currency);
  const text = String(Math.abs(minor)).padStart(digits + 1, '0');
  const sign = minor < 0 ? '-' : '';
  if (digits === 0) return sign + text;
  return `${sign}${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/**
 * Reads an amount as people type it: `12.5`, `1,234.50`, `¥12`, `12 元`, full-width digits. A comma groups
 * thousands and nothing else; more decimals than the currency has are refused, never rounded.
 *
 * @throws RangeError when the code is no currency; a wrong text is an answer, not an error
 * @example parseAmount('¥1,234.5', 'CNY') // { ok: true, minor: 123450 }
 */
export function parseAmount(text: string, currency: string, options: AmountOptions = {}): ParsedAmount {
  const digits = currencyDigits(currency);
  const typed = text.normalize('NFKC').replaceAll('\u2212', '-').trim();
  if (typed === '') return problem('empty', 'is empty');
  const match = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/.exec(withoutCurrency(typed, currency));
  if (!match)
    return problem(
      'not_an_amount',
      `${quoted(text)} is not an amount in ${currency}, write ${sample(currency)}`,
    );
  const [, sign = '', whole = '', fraction = ''] = match;
  if (fraction.length > digits) {
    return problem(
      'too_many_decimals',
      `${quoted(text)} has ${fraction.length} decimals, ${currency} has ${digits}`,
    );
  }
  const size = Number(whole.replaceAll(',', '') + fraction.padEnd(digits, '0'));
  if (!Number.isSafeInteger(size))
    return problem('too_large', `${quoted(text)} is larger than can be counted`);
  if (sign === '-' && size > 0 && options.allowNegative !== true) {
    return problem('negative', `${quoted(text)} is below zero`);
  }
  return { ok: true, minor: sign === '-' && size > 0 ? -size : size };
}

/** Takes one sign of this very currency off either end; a sign of another one stays and makes the text refused. */
function withoutCurrency(typed: string, currency: string): string {
  const [, sign = '', rest = ''] = /^(-?)\s*(.*)$/s.exec(typed) ?? [];
  for (const name of namesOf(currency)) {
    if (rest.startsWith(name)) return sign + rest.slice(name.length).trimStart();
    if (rest.endsWith(name)) return sign + rest.slice(0, -name.length).trimEnd();
  }
  return sign + rest;
}

function namesOf(currency: string): readonly string[] {
  const symbols = (['symbol', 'narrowSymbol'] as const).flatMap((currencyDisplay) =>
    new Intl.NumberFormat('en', { style: 'currency', currency, currencyDisplay }).formatToParts(0),
  );
  const written = symbols.flatMap(({ type, value }) => (type === 'currency' ? [value] : []));
  return [currency, ...written, ...(WRITTEN_AS.get(currency) ?? [])];
}

function sample(currency: string): string {
  return formatAmount(125 * 10 ** Math.max(0, currencyDigits(currency) - 1), currency);
}

function problem(code: AmountProblemCode, message: string): ParsedAmount {
  return { ok: false, code, message };
}

function digitsOf(digits: number, codes: string): [string, number][] {
  return codes.split(' ').map((code) => [code, digits]);
}
