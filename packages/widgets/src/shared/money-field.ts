import type { Money } from '@opentuan/api/client';
import { digitsOf } from './money.ts';

/** As it stands in a field to be changed: `9.80`. */
export function fieldText({ amount, currency }: Money): string {
  const digits = digitsOf(currency);
  return (amount / 10 ** digits).toFixed(digits);
}

/** What somebody typed, in minor units; undefined where it is no amount above nothing. */
export function typedAmount(text: string, currency: string): Money | undefined {
  const amount = Math.round(Number(text.replace(',', '.')) * 10 ** digitsOf(currency));
  return amount > 0 && Number.isSafeInteger(amount) ? { amount, currency } : undefined;
}
